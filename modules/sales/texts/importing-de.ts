/** Wörter der Dateien mit Leads, und dessen, was einmal für eine Datei gesagt wird. */
export const leadFieldsDe = {
  private: 'Meine, privat',
  'private.$hint':
    'Nur Sie sehen diese Leads, bis Sie sie teilen oder qualifizieren oder die Regel Ihrer Firma es tut. Ohne Haken werden sie geteilt.',
  'owner.$hint': 'Für jeden Lead, dessen Zeile niemanden nennt.',
  'source.$hint': 'Die Messe, die Liste, die Seite, von der sie kommen.',
}

export const dealFieldsDe = {
  lead: 'Kam aus dem Lead',
  'unknownCustomer.$hint': 'Was aus Zeilen wird, deren Kunde hier nicht gefunden wird.',
  'placeholder.$hint': 'Ein Kunde, der für sie steht: einen wählen oder einen neuen benennen.',
  'outcome.$hint': 'Leer: noch offen, wenn die Phase nichts anderes sagt.',
  'source.$hint': 'Was sie gebracht hat: Messe, Liste, Partner.',
  'pipeline.$hint': 'Leer: die erste Pipeline, die die Phase hat.',
  'currency.$hint': 'Der Beträge; leer: die der Firma.',
  'owner.$hint': 'Für jede Verkaufschance, deren Zeile niemanden nennt.',
}

export const leadImportErrorsDe = {
  'row-lead-without-name': 'Nichts in der Zeile sagt, wer es ist.',
  'row-lead-in-future': 'Sein Datum liegt in der Zukunft.',
  'row-lead-dates-wrong-way': 'Er wurde Kunde, bevor er erfasst wurde.',
  'row-no-such-lead':
    'Einen solchen Lead, den Sie sehen, gibt es nicht, oder es gibt mehrere. Importieren Sie zuerst die Leads, oder lassen Sie die Spalte weg.',
  'lead-owner-kept-as-tag':
    'Wen die Zeile nennt, wird nicht Betreuer; der Name wurde als Schlagwort behalten.',
  'lead-like-lead': 'Hat E-Mail-Adresse oder Telefonnummer mit einem Lead gemeinsam, der schon da ist.',
  'lead-like-customer': 'Hat E-Mail-Adresse oder Telefonnummer mit einem Kunden gemeinsam, der schon da ist.',
}
