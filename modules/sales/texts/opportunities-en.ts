export const opportunitiesEn = {
  act: {
    opened: 'Opportunity opened',
    changed: 'Opportunity changed',
    moved: 'Opportunity moved',
    closed: 'Opportunity closed',
    reopened: 'Opportunity reopened',
    removed: 'Opportunity removed',
  },
}

export const opportunitiesErrorsEn = {
  'stage-retired': 'The stage “{stage}” is no longer in use. Choose another.',
  'no-stage': 'No pipeline has a stage. Add one in the settings of sales first.',
  'no-such-stage': 'There is no such stage.',
  closed: 'This opportunity is closed. Open it again first.',
  'closed-in-future': 'An opportunity cannot have been decided in the future.',
  'closed-before-stage': 'It came into its stage after that day. Choose a later one.',
  'no-such-reason': 'There is no such reason for this outcome.',
  'no-such-competitor': 'There is no such competitor.',
  'no-such-currency': '“{currency}” is no currency.',
  'no-such-colleague': 'There is no such colleague, or they have left.',
}
