import type { Translation } from '../../../platform/i18n/index.ts'
import type { leaverActsEn, leaversEn } from './leavers-en.ts'

/** Words of dealing out what somebody left. */
export const leaversDe: Translation<typeof leaversEn> = {
  title: 'Zu verteilen',
  hint: 'Sie sind gegangen, und die Sperrfrist ist vorbei. Nichts geht über, bevor Sie es sagen.',
  left: '{name} ist {when} gegangen.',
  share: {
    territory: '{customers, plural, one {# Kunde} other {# Kunden}} an {name}, in dessen Gebiet',
    manager: '{customers, plural, one {# Kunde} other {# Kunden}} an {name}, Leitung der Einheit',
    none: '{customers, plural, one {# Kunde bleibt: niemand} other {# Kunden bleiben: niemand}} ist dafür gefunden',
  },
  deals: 'mit {deals, plural, one {# offenen Verkaufschance} other {# offenen Verkaufschancen}}',
  deal: 'Verteilen',
  done: '{customers, plural, one {# Kunde ist} other {# Kunden sind}} verteilt.',
}

export const leaverActsDe: Translation<typeof leaverActsEn> = {
  'leaver-dealt-out': 'Kunden von jemandem verteilt, der gegangen ist',
}
