import { digestDe } from './de-digest.ts'
import { entitiesDe } from './de-entities.ts'
import { familyDe } from './de-family.ts'
import { recordDe } from './de-record.ts'
import { screensDe } from './de.ts'

/** All words of this folder in one language. */
export const german = {
  customers: { ...screensDe, ...recordDe, digest: digestDe, family: familyDe },
  ...entitiesDe,
}
