import { listsEn } from './en-lists.ts'
import { platformEn } from './en-platform.ts'
import { recordEn } from './en-record.ts'
import { shellEn } from './en.ts'

/** All words of this folder in one language. */
export const english = { ui: { ...shellEn, ...listsEn, ...recordEn }, ...platformEn }
