import { basesDe, basesEntitiesDe, basesErrorsDe } from './bases-de.ts'
import { deskDe, deskErrorsDe, deskHealthDe } from './desk-de.ts'

/** All words of this folder in one language. */
export const german = {
  matching: { ...deskDe, ...basesDe, act: { ...deskDe.act, ...basesDe.act } },
  entity: basesEntitiesDe,
  errors: { matching: { ...deskErrorsDe, ...basesErrorsDe } },
  health: { matching: deskHealthDe },
}
