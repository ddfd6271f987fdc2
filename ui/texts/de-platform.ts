import type { Translation } from '../../platform/i18n/index.ts'
import type { platformEn } from './en-platform.ts'

export const platformDe: Translation<typeof platformEn> = {
  platform: {
    act: {
      demo: 'hat die Geschichte der Demo-Firma erzählt',
      undone: 'hat etwas zurückgenommen',
      changed: 'hat etwas geändert',
      job: 'hat im Hintergrund gearbeitet',
      imported: 'hat eine Datei importiert',
      'view-saved': 'hat eine Ansicht gespeichert',
      'view-changed': 'hat eine Ansicht geändert',
      'view-removed': 'hat eine Ansicht entfernt',
      'field-added': 'hat ein eigenes Feld hinzugefügt',
      'field-changed': 'hat ein eigenes Feld geändert',
      'field-removed': 'hat ein eigenes Feld entfernt',
      'networks-set': 'hat die eigenen Netze für Verbindungen festgelegt',
    },
  },
  errors: {
    platform: {
      offline: 'Der Server ist nicht erreichbar. Prüfen Sie das Netz und versuchen Sie es noch einmal.',
      defect: 'Der Server hat einen Fehler. Er wurde festgehalten; bitte versuchen Sie es noch einmal.',
      refused: 'Der Server hat das abgelehnt.',
      'not-found': 'Das gibt es nicht, oder Sie dürfen es nicht sehen.',
      'sign-in-first': 'Sie sind abgemeldet. Bitte melden Sie sich wieder an.',
      'not-permitted': 'Ihre Rolle erlaubt das nicht.',
      invalid: 'Einige Felder brauchen einen zweiten Blick.',
      'already-undone': 'Das ist schon rückgängig gemacht.',
      'too-slow':
        'Dafür müsste zu viel gelesen werden. Grenzen Sie den Filter ein und fragen Sie noch einmal.',
      'file-too-large': 'Die Datei ist größer als {megabytes, number} MB. Wählen Sie eine kleinere.',
      'body-too-large': 'Was gesendet wurde, ist zu groß.',
      'too-large': 'Was gesendet wurde, ist zu groß.',
      'no-own-fields': 'Diese Art von Datensatz nimmt keine eigenen Felder an.',
      'missing-reference': 'Das nennt einen Datensatz, den es nicht mehr gibt, oder andere nennen ihn noch.',
      'key-used': 'Derselbe Schlüssel wurde schon für eine andere Anfrage benutzt.',
      final:
        'Das ist endgültig: Andere wissen davon oder verlassen sich darauf. Machen Sie etwas Neues, statt es zurückzunehmen.',
      conflict: 'Jemand anderes hat das zuerst geändert.',
    },
  },
}
