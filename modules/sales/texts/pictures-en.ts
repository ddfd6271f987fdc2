/** Words of the pictures of sales. */
export const picturesEn = {
  title: 'Sales in pictures',
  whose: { label: 'Whose deals', mine: 'Mine', team: 'Team', all: 'All I see' },
  pipeline: 'Pipeline',
  period: {
    label: 'Opened',
    all: 'Any time',
    'this-year': 'This year',
    'last-year': 'Last 12 months',
    'last-quarter': 'Last 90 days',
  },
  deals: '{count, plural, one {# deal} other {# deals}}',
  days: '{days} days',
  perDay: 'a day',
  mean: '{days} days on average',
  undecided: 'nothing decided yet',
  notConverted:
    '{count, plural, one {# deal is} other {# deals are}} in no sum: no rate is known for the currency.',
  figure: {
    open: 'Open',
    won: 'Won',
    lost: 'Lost',
    winRate: 'Win rate',
    cycle: 'Cycle',
    average: 'Average deal',
    velocity: 'Velocity',
    entered: 'Entered',
    onward: 'Went on',
    back: 'Went back',
    conversion: 'Conversion',
    median: 'Half left within',
    middle: 'Middle half',
  },
  means: {
    open: 'Deals that are neither won nor lost, and what they are worth.',
    won: 'Deals that were won, and what they are worth.',
    lost: 'Deals that were lost.',
    winRate: 'Won ÷ (won + lost). Open deals do not count.',
    cycle: 'Days from opening to winning, of won deals: half of them took less.',
    average: 'The average value of won deals whose amount is known in the currency of the firm.',
    velocity: 'Open deals × average deal × win rate ÷ average cycle: what the pipeline brings in a day.',
    entered: 'Deals that ever were in this stage.',
    onward: 'Deals that later came to a stage further on.',
    back: 'Deals that left backwards or to another pipeline and did not come further since.',
    here: 'Deals that are in this stage now.',
    conversion: '(Went on + won) ÷ (entered − still there).',
    time: 'Days that deals spent in the stage, of those that have left it.',
  },
  funnel: 'From stage to stage',
  stage: 'Stage',
  time: 'Time in stage',
  sampled: 'Counted of one deal in {count}, chosen by chance: there are too many to read each.',
  cohorts: 'What became of the deals of each month',
  cohortsLabel: 'Deals by the month they were opened in: won, lost and open',
  month: 'Month',
  reasons: 'Why deals were won and lost',
  noReason: 'No reason given',
  noReasons: 'Nothing was closed in this time.',
  nothing: 'No deals to draw',
  nothingHint:
    'As soon as there are opportunities here, this page shows how they go from stage to stage, how long that takes and why they end. Another pipeline or time may have some.',
  toList: 'To the opportunities',
}

export const picturesErrorsEn = { 'range-wrong-way': 'The range ends before it begins.' }

/** Why rows of a file of opportunities are not taken. */
export const importErrorsEn = {
  'row-name-missing': 'Row {row}: it has no name.',
  'row-customer-missing': 'It names no customer. Say which one stands for those without.',
  'row-no-such-customer':
    'There is no customer “{customer}” that you see. Import the customers first, or let them be made.',
  'row-customer-not-unique': 'Several customers are called “{customer}”; name the one by its number.',
  'row-no-such-stage':
    'Row {row}: there is no stage “{stage}”. Add it in the settings of sales, or write it as it is called there.',
  'row-no-such-pipeline': 'Row {row}: there is no pipeline “{pipeline}” with a stage in it.',
  'row-no-such-currency':
    'Row {row}: “{currency}” is no currency; write the three letters of ISO 4217, such as EUR.',
  'row-amount-negative': 'Row {row}: its amount is below zero.',
  'row-closed-at-missing': 'Row {row}: it is won or lost, but not since when.',
  'row-in-future': 'Row {row}: it was opened or closed in the future.',
  'row-dates-wrong-way': 'Row {row}: it was closed before it was opened.',
  'owner-kept-as-tag': 'The owner is no colleague; the name was kept as a tag.',
}

/** Fields that only files have. */
export const importFieldsEn = {
  reason: 'Reason of closing',
  unknownCustomer: 'Unknown customers',
  'unknownCustomer.refuse': 'Refuse the row',
  'unknownCustomer.make': 'Make an organisation',
  'unknownCustomer.placeholder': 'File it under the placeholder',
  placeholder: 'Customer for rows without one',
  'outcome.open': 'Open',
}

/** Conditions that pictures bring to the filter of opportunities. */
export const pictureConditionsEn = {
  entered: { $title: 'Was in the stage', some: 'a stage', several: '{count} stages' },
  onward: { $title: 'Went on from', some: 'a stage', several: '{count} stages' },
  back: { $title: 'Went back from', some: 'a stage', several: '{count} stages' },
  reason: { $title: 'Reason', some: 'a reason', several: '{count} reasons', none: 'none given' },
  unconverted: { $title: 'Rate', some: 'missing', several: 'missing', yes: 'missing' },
  forecast: {
    $title: 'In the forecast as',
    some: 'a category',
    several: '{count} categories',
    pipeline: 'pipeline',
    'best-case': 'best case',
    commit: 'commit',
  },
}
