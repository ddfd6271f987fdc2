/** Words of dealing out what somebody left. */
export const leaversEn = {
  title: 'To be dealt out',
  hint: 'They left, and the days of the holdout are over. Nothing moves until you say so.',
  left: '{name} left {when}.',
  share: {
    territory: '{customers, plural, one {# customer} other {# customers}} to {name}, whose territory it is',
    manager: '{customers, plural, one {# customer} other {# customers}} to {name}, who manages the unit',
    none: '{customers, plural, one {# customer stays: nobody is} other {# customers stay: nobody is}} found for them',
  },
  deals: 'with {deals, plural, one {# open deal} other {# open deals}}',
  deal: 'Deal out',
  done: '{customers, plural, one {# customer is} other {# customers are}} dealt out.',
}

export const leaverActsEn = { 'leaver-dealt-out': 'Customers of somebody who left dealt out' }
