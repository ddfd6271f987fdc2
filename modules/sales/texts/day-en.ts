/** The seller's own day: what to do next, visits, quick logging. */
export const dayActsEn = {
  logged: 'Contact logged',
  'visits-planned': 'Rhythm of visits set',
  'rhythm-set': 'Weeks between visits set',
}

export const dayErrorsEn = {
  'logged-in-future': 'What is still to come cannot be logged. Plan it instead.',
  'deal-of-another': 'This opportunity belongs to another customer.',
  'step-unnamed': 'Say what is to be done, not only when.',
}

export const dayEn = {
  title: 'What to do next',
  none: 'Nothing waits for you',
  noneHint: 'Due steps, deals that stand still, visits and leads appear here by themselves.',
  more: '{count, plural, one {Show # more} other {Show # more}}',
  rest: '{count, plural, one {and # more that is less urgent} other {and # more that are less urgent}}',
  how: 'How it is ordered',
  howText:
    'Each line counts its strongest reason, three points for every other one, and up to twenty for what the deal is worth.',
  reason: {
    'reply-waiting':
      '{count, plural, =0 {Wrote or called today and waits for you} one {Has waited for your answer since yesterday} other {Has waited for your answer for # days}}',
    'step-due':
      '{count, plural, =0 {Next step is due today} one {Next step was due yesterday} other {Next step is # days late}}',
    'close-passed':
      '{count, plural, one {Should have been decided yesterday} other {Should have been decided # days ago}}',
    'no-step': 'No next step is planned',
    stalled:
      '{count, plural, one {In its stage # day longer than usual} other {In its stage # days longer than usual}}',
    slipping: '{count, plural, one {Put off # time} other {Put off # times in three months}}',
    'visit-due':
      '{count, plural, =0 {Visit is due today} one {Visit was due yesterday} other {Visit is # days overdue}}',
    'never-visited': 'Nobody has visited yet',
    'lead-shared-soon':
      '{count, plural, =0 {Will be shared today} one {Will be shared tomorrow} other {Will be shared in # days}}',
    'lead-again': 'Was put aside until now: look again',
    'lead-untouched': '{count, plural, one {Untouched for # day} other {Untouched for # days}}',
  },
  done: 'Done',
  doneNamed: 'Next step of {name} is done',
  moveNamed: 'Move the date of {name}',
  move: 'Move date',
  logNamed: 'Log something with {name}',
  planNamed: 'Plan the visit to {name}',
  plan: 'Plan',
  stepTo: 'Next step',
  closeTo: 'Expected close',
  in: {
    tomorrow: 'Tomorrow',
    days3: 'In 3 days',
    week: 'In a week',
    weeks2: 'In two weeks',
    month: 'In a month',
  },
  told: { stepDone: 'Next step done.', moved: 'Date moved.' },
}

export const visitsEn = {
  title: 'Visits',
  due: 'Visits due',
  all: 'All visits',
  tier: 'Tier',
  tierOf: 'Tier {tier}',
  noTier: 'No rhythm',
  place: 'Postcode or town',
  anyTier: 'Every tier',
  whose: 'Whose',
  of: { mine: 'Mine', team: 'My team', all: 'All I see' },
  which: 'Which',
  onlyDue: 'Due',
  everything: 'All',
  unvisited: 'Nobody visited for',
  anyTime: 'However long',
  weeks: '{count, plural, one {# week} other {# weeks}}',
  last: 'Last visit {when}',
  never: 'Not visited yet',
  dueOn: 'Due {when}',
  lateBy: '{count, plural, =0 {Due today} one {1 day overdue} other {# days overdue}}',
  coming: 'Planned for {when}',
  none: 'No visit is due here',
  noneHint: 'Customers get a rhythm of visits on their page, or many at once in the list.',
  more: 'Show more',
  set: 'Rhythm of visits',
  log: 'Log visit',
  plan: 'Plan',
  done: '{count, plural, =0 {Nothing had to be changed.} one {Rhythm set for # customer.} other {Rhythm set for # customers.}}',
  rhythm: 'Weeks between two visits',
  rhythmDone: 'Weeks between visits set.',
}

export const loggingEn = {
  title: 'Log a contact',
  open: 'Log a call or visit',
  short: 'Log',
  words: 'note visit call meeting',
  customer: 'Customer',
  recent: 'Recent customers',
  kind: 'What it was',
  kinds: { call: 'Call', visit: 'Visit', meeting: 'Meeting', email: 'E-mail', note: 'Note' },
  text: 'What came out of it',
  deal: 'Deal',
  noDeal: 'No deal',
  next: 'What comes next',
  nextWas: 'Until now: {step}',
  when: 'When',
  noDay: 'No day',
  incoming: 'They got in touch with me',
  send: 'Log',
  done: 'Logged.',
  waiting:
    '{count, plural, one {# log waits until the server can be reached} other {# logs wait until the server can be reached}}',
  keptHere: 'The server cannot be reached. It is kept here and sent by itself.',
  notKept: 'This browser keeps nothing: do not close this page before it is sent.',
  sentLater: '{count, plural, one {# kept log was sent.} other {# kept logs were sent.}}',
  refused: 'A kept log was refused: {why}',
  draft: 'Begun earlier',
  discard: 'Discard',
  usedIn: 'Used in {name}',
}
