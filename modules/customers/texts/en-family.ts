/** Records that are one customer: what links them, and how they part. */
export const familyEn = {
  title: 'One customer in {count} records',
  this: 'This page; the oldest record',
  elsewhere: 'In another business unit, which keeps it as its own',
  entered: 'Entered here',
  number: 'No. {number}',
  since: 'since {when}',
  link: {
    hand: 'Linked by {who}, {when}',
    automatic: 'Linked by rule, {when}',
    rest: 'Kept together, {when}',
    base: 'Linked when two customer bases came together, {when}',
    other: 'Linked by {who}, {when}',
  },
  score: 'weight {score}',
  acts: 'Acts on {name}',
  takeOut: 'Take out of the customer',
  partAll: 'Part all records',
  part: {
    title: 'Take {name} out',
    text: '{name} becomes a customer again, with its own values and everything that was written to it.',
    rest: '{count, plural, one {The other record stays.} other {The other # records stay one customer.}}',
    allTitle: 'Part all records',
    allText:
      'Each of the {count} records becomes a customer again, with its own values and what was written to it.',
    safe: 'Nothing is lost: Undo puts them together again, and they can be linked anew at any time.',
    act: 'Take out',
    allAct: 'Part all',
  },
  done: {
    takenOut: '{name} is a customer again.',
    parted: 'Each record is a customer again.',
  },
  moved: '{name} is part of this customer.',
} as const
