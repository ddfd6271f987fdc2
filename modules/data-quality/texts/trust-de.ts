/** What was done with the trust of values, for history and undo. */
export const trustActsDe = {
  confirmed: 'Einen Wert bestätigt',
  'bulk-confirmed': 'Werte mehrerer Kunden bestätigt',
  disputed: 'Einen Wert angezweifelt',
  settled: 'Einen Zweifel entschieden',
}

export const trustErrorsDe = {
  'disputed-already': 'Diesen Wert zweifelt schon jemand an.',
  'same-value': 'Dieser Wert steht schon da.',
  'settled-already': '{who} hat das schon entschieden.',
  'value-wanted': 'Sagen Sie, welcher Wert richtig ist.',
  'not-yours-to-settle': 'Das entscheidet, wer den Kunden betreut, oder wer die Daten pflegt.',
}

/** Trust at the value. */
export const trustDe = {}
