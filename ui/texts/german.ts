import { listsDe } from './de-lists.ts'
import { platformDe } from './de-platform.ts'
import { recordDe } from './de-record.ts'
import { shellDe } from './de.ts'

/** All words of this folder in one language. */
export const german = { ui: { ...shellDe, ...listsDe, ...recordDe }, ...platformDe }
