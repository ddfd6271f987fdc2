import { arabic } from './arabic.ts'
import { english } from './english.ts'
import { german } from './german.ts'

/** The module's words; each part of the module has its own files. */
export const salesTexts = { en: english, de: german, ar: arabic }
