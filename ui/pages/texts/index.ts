import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export const pagesTexts = { en, de, ar }
