import type { Translation } from '../../../platform/i18n/texts.ts'
import type { involvedEn, involvedErrorsEn } from './involved-en.ts'

export const involvedDe: Translation<typeof involvedEn> = {
  criterion: 'Kriterium abgehakt',
  'involved-added': 'Person zu einer Verkaufschance hinzugefügt',
  'involved-changed': 'Person einer Verkaufschance geändert',
  'involved-removed': 'Person von einer Verkaufschance entfernt',
  'rival-added': 'Mitbewerber zu einer Verkaufschance hinzugefügt',
  'rival-changed': 'Mitbewerber einer Verkaufschance geändert',
  'rival-removed': 'Mitbewerber von einer Verkaufschance entfernt',
  'bulk-changed': 'Verkaufschancen geändert',
}

export const involvedErrorsDe: Translation<typeof involvedErrorsEn> = {
  'no-such-criterion': 'Diese Pipeline hat kein solches Kriterium.',
  'competitor-named': '„{name}“ steht schon unter den Mitbewerbern.',
  'nothing-selected': 'Sagen Sie, welche Verkaufschancen: Nummern, ein Filter oder Wörter.',
  'too-many': 'In einem Schritt lassen sich höchstens {limit} Verkaufschancen ändern.',
}
