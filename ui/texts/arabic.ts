import { listsAr } from './ar-lists.ts'
import { platformAr } from './ar-platform.ts'
import { recordAr } from './ar-record.ts'
import { shellAr } from './ar.ts'

/** All words of this folder in one language. */
export const arabic = { ui: { ...shellAr, ...listsAr, ...recordAr }, ...platformAr }
