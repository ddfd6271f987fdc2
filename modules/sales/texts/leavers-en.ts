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
  only: {
    owner: '{deals, plural, one {# open deal} other {# open deals}} to {name}, whose customers these are',
    territory:
      '{deals, plural, one {# open deal} other {# open deals}} with customers of others to {name}, whose territory it is',
    manager:
      '{deals, plural, one {# open deal} other {# open deals}} with customers of others to {name}, who manages the unit',
    none: '{deals, plural, one {# open deal with customers of others stays: nobody is} other {# open deals with customers of others stay: nobody is}} found for them',
  },
  deals: 'with {deals, plural, one {# open deal} other {# open deals}}',
  deal: 'Deal out',
  done: '{customers, plural, one {# customer} other {# customers}} and {deals, plural, one {# open deal} other {# open deals}} are dealt out.',
}

export const leaverActsEn = { 'leaver-dealt-out': 'Customers of somebody who left dealt out' }
