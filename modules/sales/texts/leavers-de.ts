import type { Translation } from '../../../platform/i18n/index.ts'
import type { leaverActsEn, leaversEn } from './leavers-en.ts'

/** Words of dealing out what somebody left. */
export const leaversDe: Translation<typeof leaversEn> = {
  title: 'Zu verteilen',
  hint: 'Diese Personen sind gegangen, und die Sperrfrist ist vorbei. Nichts geht über, bevor Sie es sagen.',
  left: '{name} ist {when} gegangen.',
  share: {
    territory: '{customers, plural, one {# Kunde} other {# Kunden}} an {name}, zuständig für das Gebiet',
    manager: '{customers, plural, one {# Kunde} other {# Kunden}} an {name}, Leitung der Einheit',
    none: '{customers, plural, one {# Kunde bleibt: niemand} other {# Kunden bleiben: niemand}} ist dafür gefunden',
  },
  only: {
    owner:
      '{deals, plural, one {# offene Verkaufschance} other {# offene Verkaufschancen}} an {name}, für die eigenen Kunden',
    territory:
      '{deals, plural, one {# offene Verkaufschance} other {# offene Verkaufschancen}} mit Kunden anderer an {name}, zuständig für das Gebiet',
    manager:
      '{deals, plural, one {# offene Verkaufschance} other {# offene Verkaufschancen}} mit Kunden anderer an {name}, Leitung der Einheit',
    none: '{deals, plural, one {# offene Verkaufschance mit Kunden anderer bleibt: niemand} other {# offene Verkaufschancen mit Kunden anderer bleiben: niemand}} ist dafür gefunden',
  },
  deals: 'mit {deals, plural, one {# offenen Verkaufschance} other {# offenen Verkaufschancen}}',
  deal: 'Verteilen',
  done: '{customers, plural, one {# Kunde} other {# Kunden}} und {deals, plural, one {# offene Verkaufschance} other {# offene Verkaufschancen}} sind verteilt.',
}

export const leaverActsDe: Translation<typeof leaverActsEn> = {
  'leaver-dealt-out': 'Kunden von jemandem verteilt, der gegangen ist',
}
