import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The module's words, for its screens and its mails. */
export const staffTexts = { en, de, ar }
