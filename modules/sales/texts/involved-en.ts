export const involvedEn = {
  criterion: 'Criterion ticked',
  'involved-added': 'Person added to an opportunity',
  'involved-changed': 'Person of an opportunity changed',
  'involved-removed': 'Person removed from an opportunity',
  'rival-added': 'Competitor added to an opportunity',
  'rival-changed': 'Competitor of an opportunity changed',
  'rival-removed': 'Competitor removed from an opportunity',
  'bulk-changed': 'Opportunities changed',
}

export const involvedErrorsEn = {
  'no-such-criterion': 'This pipeline has no such criterion.',
  'competitor-named': '“{name}” is already among the competitors.',
  'nothing-selected': 'Say which opportunities: ids, a filter, or words.',
  'too-many': 'At most {limit} opportunities can be changed in one act.',
}
