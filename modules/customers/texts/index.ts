import { arabic } from './arabic.ts'
import { english } from './english.ts'
import { german } from './german.ts'

/** The module's words, for its screens and its records. */
export const customersTexts = { en: english, de: german, ar: arabic }
