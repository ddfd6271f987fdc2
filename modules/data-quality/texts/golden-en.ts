/** What was done with golden records, for history and undo. */
export const goldenActsEn = {
  chosen: 'chose whose value is shown',
  recomputed: 'worked out what families show',
}

export const goldenErrorsEn = {
  'not-in-family': 'This record is not, or no longer, part of the customer.',
  'no-choice': 'The value of this field is not for anyone to choose.',
}

/** Whose value a customer of several records shows, and why. */
export const goldenEn = {
  open: 'Whose values are shown',
  title: 'Whose values are shown',
  hint: 'Each record keeps its own values. A click on a value has the customer show it; Undo and “By the rules” take that back.',
  field: 'Field',
  shown: 'Shown, and why',
  place: 'Place',
  record: 'Record from {when}',
  ofRecord: 'Record “{name}”: {source}',
  choose: 'Show “{value}” of {name}',
  byRules: 'By the rules',
  why: {
    confirmed: 'Confirmed by a person',
    source: 'From the source to believe first',
    valid: 'The other cannot be right',
    complete: 'Says more',
    newest: 'The newest',
    oldest: 'Of the oldest record',
    chosen: 'Chosen by hand',
    only: 'The only one',
    same: 'All say the same',
    all: 'All together',
    latest: 'The latest',
    none: 'Nothing known',
  },
  done: {
    chosen: 'This value is shown now.',
    byRules: 'The rules decide again.',
    kept: 'The rules are kept. All customers of several records are worked out anew.',
  },
  parting: {
    title: 'What stays will show',
    nothing: 'What stays shows the same as before.',
    empty: 'nothing',
  },
  settings: {
    tab: 'Golden record',
    title: 'Whose values are shown',
    hint: 'When several records are one customer, each field shows the value of one of them. What a person chose or wrote on the page holds before these rules.',
    sources: 'Sources',
    sourcesHint: 'The one to believe first on top. Sources that are not listed come after all others.',
    entered: 'Entered here',
    records: '{count, plural, one {# record} other {# records}}',
    fields: 'Fields',
    fieldsHint:
      'The criteria are asked in their order until one decides; if none does, the oldest record’s value is shown.',
    all: 'The values of all together',
    latest: 'The latest of all',
    change: 'Change',
    close: 'Close',
    toUsual: 'Back to the usual',
    usualOrder: 'As usual: {order}.',
    usual: 'As usual',
    add: 'Add',
    up: 'Move {what} up',
    down: 'Move {what} down',
    away: 'Leave {what} out',
    criterion: {
      confirmed: 'confirmed',
      source: 'source',
      valid: 'can be right',
      complete: 'says more',
      newest: 'newest',
      oldest: 'oldest record',
    },
    try: 'Try on existing data',
    trial: 'On existing data',
    trialHint: 'Nothing is written until the rules are kept.',
    found:
      '{families, plural, one {Of # customer in several records, } other {Of # customers in several records, }}{values, plural, =0 {no value would change} one {# value would change} other {# values would change}}.',
    drawn: 'Worked out on {checked} of them, drawn at random.',
    none: 'No customer is in several records yet.',
    keep: 'Keep the rules',
    running: 'Working out what customers show: {families} done.',
    ran: 'Last worked out {when}: {families, plural, one {# customer} other {# customers}}, {changed} of them with another value since.',
  },
} as const
