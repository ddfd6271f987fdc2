import { arabic } from './arabic.ts'
import { english } from './english.ts'
import { german } from './german.ts'

/** The words of the design system, and those of the platform, which has no screens of its own. */
export const uiTexts = { en: english, de: german, ar: arabic }
