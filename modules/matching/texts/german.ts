import { basesDe, basesEntitiesDe, basesErrorsDe } from './bases-de.ts'
import { deskDe, deskErrorsDe, deskHealthDe } from './desk-de.ts'
import { evaluationDe, evaluationErrorsDe } from './evaluation-de.ts'

/** All words of this folder in one language. */
export const german = {
  matching: { ...deskDe, ...basesDe, ...evaluationDe, act: { ...deskDe.act, ...basesDe.act } },
  entity: basesEntitiesDe,
  errors: { matching: { ...deskErrorsDe, ...basesErrorsDe, ...evaluationErrorsDe } },
  health: { matching: deskHealthDe },
}
