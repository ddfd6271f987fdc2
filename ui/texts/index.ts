import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export const uiTexts = { en, de, ar }
