/** New records that a system takes from here. */
export const makingEn = {
  making: {
    title: 'What it takes from here',
    unable:
      'New records cannot be made in systems of this kind. What is ordered here waits, and is entered there by hand.',
    noObject:
      'No table here could take them: connect the table of orders over there first, as documents of customers.',
    taken: '{system} takes them.',
    none: 'Nobody takes them yet. They wait here.',
    takes: 'New ones are made in {object} by themselves, found again there by {field}.',
    final: 'What stands there is changed and cancelled there, not here.',
    setUp: 'Set up',
    change: 'Change',
    stop: 'Stop',
    stopped: '{system} takes no more of them. What waited for it is withdrawn.',
    saved: '{system} takes them from now on.',
    dialog: 'How {system} takes: {what}',
    from: 'From now on new ones go there by themselves. Those that wait already are passed on one by one: somebody may have entered them there by hand.',
    object: 'Table that takes them',
    ours: 'Our number stands in',
    oursHint:
      'A text field that nobody else fills. By it a record is found again, so that none is made twice.',
    oursFrom: 'Our number is',
    lines: 'Table of their lines',
    noLines: 'Without lines',
    fields: 'Fields there',
    lineFields: 'Fields of a line there',
    field: 'Field there',
    filled: 'Filled with',
    nothing: 'Leave to {system}',
    always: 'Always the same…',
    value: 'Always',
    sample: 'As with {title}',
    sampleLine: 'First line of {title}',
    noSample: 'There is none here yet to show how it would look.',
    empty:
      'These may not be empty there and are not filled from here: {fields}. {system} has to fill them itself.',
    problem: '{field}: {reason}',
    customer: 'the customer there',
    link: 'its order',
    again: 'Ask {system} again',
  },
}

export const makingReasonsEn = {
  'customer-not-known':
    'the customer is not known there; link him to his record there, or create him there first',
  'customer-several': 'the customer stands there more than once, and none of these is this very record',
  'ours-is-empty': 'our number would be empty there',
  'ours-several': 'our number stands there in more than one record',
  'ours-unfindable': 'our number would not stand there as it was written, so nothing was made',
  'cannot-be-made': 'no new records can be made there',
}

export const makingActsEn = {
  'making-set': 'Said what {system} takes from here',
  'making-removed': 'Let {system} take nothing more from here',
}

export const makingErrorsEn = {
  'cannot-make': 'New records cannot be made in systems of this kind.',
  'taken-by-other': '{system} takes them already. Only one system can.',
  'no-taker': 'Choose a table of this system whose records belong to customers.',
  'ours-not-text': 'Our number has to stand in a text field of its own.',
  'ours-not-unique': 'Choose what no two of them share.',
  'lines-link': 'Say which fields of a line name the record it belongs to.',
  'not-offered': 'There is no such field here.',
}

/** Of the list of what waits. */
export const makingOperationEn = {
  newOne: 'New: {title}',
  newHidden: 'A new record, which you may not see',
  inNew: '{object} in {system}',
  makeHint:
    'Mend what stands in the way, there or in how {system} takes them, and send it again. Given up, it waits here.',
}

export const makingEntitiesEn = { 'system-making': { $one: 'A kind of record that a system takes' } }
