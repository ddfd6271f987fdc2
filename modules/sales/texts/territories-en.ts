/** Territories and hand-overs. */
export const territoryActsEn = {
  'territory-added': 'Territory added',
  'territory-changed': 'Territory changed',
  'territory-given': 'Territory given to somebody',
  'hand-over-asked': 'Hand-over asked for',
  'hand-over-answered': 'Hand-over answered',
  'holdout-set': 'Holdout for leavers set',
}

export const territoryErrorsEn = {
  'territory-circle': 'A territory cannot stand below itself.',
  'no-such-territory': 'There is no such territory.',
  'territory-owned-later': 'Somebody has it from a later day. Choose that day or a later one.',
  'hand-over-to-self': 'Choose somebody else than the one who gives.',
  'held-out': 'What somebody who left had stays where it is until {day}.',
  'nothing-to-hand-over': 'None of these customers is with the one who gives.',
  'too-much-to-hand-over': 'At most {limit} customers pass in one hand-over.',
  'hand-over-ended': 'This hand-over has been decided already.',
  'no-word-asked': 'Nobody waits for your word on this hand-over.',
}

export const territoriesEn = {
  title: 'Territories',
  none: 'No territory yet',
  noneHint:
    'A territory says by country, postcode, tag or name which customers belong together, and whose they are.',
  add: 'New territory',
  edit: 'Change {name}',
  name: 'Name',
  parent: 'Part of',
  countries: 'Countries (two letters each)',
  postcodes: 'Postcodes begin with',
  tags: 'Tags',
  owner: 'Owner',
  nobody: 'Nobody’s',
  everywhere: 'No rule yet',
  named: '{count, plural, one {# named customer} other {# named customers}}',
  from: 'from {day}',
  until: 'until {day}',
  preview: 'Who would move',
  previewOf: 'Who would move in {name}',
  inside:
    '{count, plural, =0 {No customer is inside} one {# customer is inside} other {# customers are inside}}',
  moving: '{count, plural, =0 {nobody would move} one {# would move} other {# would move}}',
  without: 'Without an owner',
  done: { added: 'Territory added.', changed: 'Territory changed.' },
}

export const handOversEn = {
  title: 'Hand-overs',
  ask: 'Hand over customers',
  from: 'From',
  to: 'To',
  territory: 'Only in the territory',
  anyTerritory: 'All customers of the giver',
  kept: 'Credit that stays with the giver (%)',
  note: 'Note',
  send: 'Ask',
  sentence:
    '{count, plural, one {# customer with open deals passes from {from} to {to}} other {# customers with their open deals pass from {from} to {to}}}',
  keeps: '{from} keeps {percent}% of the credit',
  state: { asked: 'Asked', refused: 'Refused', done: 'Done' },
  accept: 'Accept',
  refuse: 'Refuse',
  none: 'Nothing is being handed over.',
  waiting: 'Hand-overs that wait for you',
  done: { asked: 'Asked.', accepted: 'Accepted.', refused: 'Refused.' },
  holdout: 'Days for which customers of a leaver stay where they are',
  holdoutDone: 'Days set.',
}
