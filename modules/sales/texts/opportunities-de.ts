import type { Translation } from '../../../platform/i18n/index.ts'
import type { opportunitiesEn, opportunitiesErrorsEn } from './opportunities-en.ts'

export const opportunitiesDe: Translation<typeof opportunitiesEn> = {
  act: {
    opened: 'Verkaufschance eröffnet',
    changed: 'Verkaufschance geändert',
    moved: 'Verkaufschance verschoben',
    closed: 'Verkaufschance abgeschlossen',
    reopened: 'Verkaufschance wieder eröffnet',
    removed: 'Verkaufschance entfernt',
  },
}

export const opportunitiesErrorsDe: Translation<typeof opportunitiesErrorsEn> = {
  'stage-retired': 'Die Phase „{stage}“ ist nicht mehr in Gebrauch. Bitte eine andere wählen.',
  'no-stage': 'Keine Pipeline hat eine Phase. Bitte zuerst in den Einstellungen des Vertriebs eine anlegen.',
  'no-such-stage': 'Diese Phase gibt es nicht.',
  closed: 'Diese Verkaufschance ist abgeschlossen. Bitte zuerst wieder eröffnen.',
  'closed-in-future': 'Eine Verkaufschance kann nicht in der Zukunft entschieden worden sein.',
  'closed-before-stage': 'In ihre Phase kam sie erst nach diesem Tag. Wählen Sie einen späteren.',
  'no-such-reason': 'Diesen Grund gibt es für diesen Ausgang nicht.',
  'no-such-competitor': 'Diesen Mitbewerber gibt es nicht.',
  'no-such-currency': '„{currency}“ ist keine Währung.',
  'no-such-colleague': 'Diese Person gibt es nicht, oder sie ist nicht mehr da.',
}
