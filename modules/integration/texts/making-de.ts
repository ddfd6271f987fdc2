/** Neue Datensätze, die ein System von hier annimmt. */
export const makingDe = {
  making: {
    title: 'Was es von hier annimmt',
    unable:
      'In Systemen dieser Art lassen sich keine neuen Datensätze anlegen. Was hier bestellt wird, wartet und wird dort von Hand erfasst.',
    noObject:
      'Keine Tabelle hier könnte sie annehmen: Binden Sie zuerst die Tabelle der Aufträge an, als Belege von Kunden.',
    taken: '{system} nimmt sie an.',
    none: 'Noch nimmt sie niemand an. Sie warten hier.',
    takes: 'Neue entstehen von selbst in {object}; dort werden sie über {field} wiedergefunden.',
    final: 'Was dort steht, wird dort geändert und storniert, nicht hier.',
    setUp: 'Einrichten',
    change: 'Ändern',
    stop: 'Beenden',
    stopped: '{system} nimmt keine mehr an. Was dorthin wartete, ist zurückgezogen.',
    saved: '{system} nimmt sie ab jetzt an.',
    dialog: 'Wie {system} annimmt: {what}',
    from: 'Ab jetzt gehen neue von selbst dorthin. Die schon warten, werden einzeln weitergegeben: Vielleicht hat sie jemand dort von Hand erfasst.',
    object: 'Tabelle, die sie annimmt',
    ours: 'Unsere Nummer steht in',
    oursHint:
      'Ein Textfeld, das sonst niemand füllt. Darüber wird ein Datensatz wiedergefunden, damit keiner doppelt entsteht.',
    oursFrom: 'Unsere Nummer ist',
    lines: 'Tabelle der Positionen',
    noLines: 'Ohne Positionen',
    fields: 'Felder dort',
    lineFields: 'Felder einer Position dort',
    field: 'Feld dort',
    filled: 'Gefüllt mit',
    nothing: '{system} überlassen',
    always: 'Immer dasselbe …',
    value: 'Immer',
    sample: 'Wie bei {title}',
    sampleLine: 'Erste Position von {title}',
    noSample: 'Es gibt hier noch keinen, an dem es zu sehen wäre.',
    empty:
      'Diese dürfen dort nicht leer sein und werden von hier nicht gefüllt: {fields}. {system} muss sie selbst füllen.',
    problem: '{field}: {reason}',
    customer: 'der Kunde dort',
    link: 'sein Auftrag',
    again: '{system} noch einmal fragen',
  },
}

export const makingReasonsDe = {
  'customer-not-known':
    'der Kunde ist dort nicht bekannt; verknüpfen Sie ihn mit seinem Datensatz dort, oder legen Sie ihn dort zuerst an',
  'customer-several': 'der Kunde steht dort mehrfach, und keiner davon ist genau dieser Datensatz',
  'ours-is-empty': 'unsere Nummer wäre dort leer',
  'ours-several': 'unsere Nummer steht dort in mehr als einem Datensatz',
  'ours-unfindable':
    'unsere Nummer stünde dort nicht so, wie sie geschrieben wurde; es wurde nichts angelegt',
  'cannot-be-made': 'dort lassen sich keine neuen Datensätze anlegen',
}

export const makingActsDe = {
  'making-set': 'Festgelegt, was {system} von hier annimmt',
  'making-removed': '{system} nimmt von hier nichts mehr an',
}

export const makingErrorsDe = {
  'cannot-make': 'In Systemen dieser Art lassen sich keine neuen Datensätze anlegen.',
  'taken-by-other': '{system} nimmt sie schon an. Das kann nur ein System.',
  'no-taker': 'Wählen Sie eine Tabelle dieses Systems, deren Datensätze Kunden gehören.',
  'ours-not-text': 'Unsere Nummer braucht ein eigenes Textfeld.',
  'ours-not-unique': 'Wählen Sie etwas, das keine zwei gemeinsam haben.',
  'lines-link': 'Sagen Sie, welche Felder einer Position den Datensatz benennen, zu dem sie gehört.',
  'not-offered': 'Ein solches Feld gibt es hier nicht.',
}

export const makingOperationDe = {
  newOne: 'Neu: {title}',
  newHidden: 'Ein neuer Datensatz, den Sie nicht sehen dürfen',
  inNew: '{object} in {system}',
  makeHint:
    'Beheben Sie das Hindernis, dort oder in dem, wie {system} annimmt, und senden Sie noch einmal. Aufgegeben wartet er hier.',
}

export const makingEntitiesDe = { 'system-making': { $one: 'Art von Datensatz, die ein System annimmt' } }
