import { listsAr } from './ar-lists.ts'
import { platformAr } from './ar-platform.ts'
import { recordAr } from './ar-record.ts'
import { shellAr } from './ar.ts'
import { listsDe } from './de-lists.ts'
import { platformDe } from './de-platform.ts'
import { recordDe } from './de-record.ts'
import { shellDe } from './de.ts'
import { listsEn } from './en-lists.ts'
import { platformEn } from './en-platform.ts'
import { recordEn } from './en-record.ts'
import { shellEn } from './en.ts'

/** The words of the design system, and those of the platform, which has no screens of its own. */
export const uiTexts = {
  en: { ui: { ...shellEn, ...listsEn, ...recordEn }, ...platformEn },
  de: { ui: { ...shellDe, ...listsDe, ...recordDe }, ...platformDe },
  ar: { ui: { ...shellAr, ...listsAr, ...recordAr }, ...platformAr },
}
