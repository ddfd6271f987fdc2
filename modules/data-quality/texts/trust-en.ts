/** What was done with the trust of values, for history and undo. */
export const trustActsEn = {
  confirmed: 'Confirmed a value',
  'bulk-confirmed': 'Confirmed values of several customers',
  disputed: 'Disputed a value',
  settled: 'Settled a dispute',
}

export const trustErrorsEn = {
  'disputed-already': 'Somebody disputes this value already.',
  'same-value': 'This is the value that stands there already.',
  'settled-already': '{who} has decided this already.',
  'value-wanted': 'Say which value is right.',
  'not-yours-to-settle': 'The customer’s owner or a steward decides this.',
}

/** Trust at the value. */
export const trustEn = {}
