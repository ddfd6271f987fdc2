/** What cleaning did, for history and undo. */
export const qualityActsEn = { cleaned: 'Values cleaned' }

/** Rules, board and cleaning. */
export const qualityEn = {
  shipped: {
    'email-readable': {
      name: 'E-mail addresses can be read',
      why: 'An address that is no address cannot be written to.',
    },
    'phone-readable': {
      name: 'Telephone numbers can be read',
      why: 'A number without its country or with too few digits cannot be called.',
    },
    'postcode-fits-country': {
      name: 'The postcode fits the country',
      why: 'Mail with a wrong postcode comes late or comes back.',
    },
    'birth-date-plausible': {
      name: 'The date of birth can be true',
      why: 'Dates in the future, before 120 years, and 1 January 1900 were not meant.',
    },
    'country-is-code': {
      name: 'The country is written as its code',
      why: 'Two letters (ISO 3166) are understood by every system; “Norway” and “Norge” are two countries to it.',
    },
    'name-not-shouted': {
      name: 'Names are not in capitals only',
      why: 'A letter to HANSEN KARI looks like a reminder.',
    },
    'person-has-both-names': {
      name: 'People have a given and a family name',
      why: 'Without both, nobody can be greeted or found among others of the name.',
    },
    'organisation-identified': {
      name: 'Organisations have a number or a domain',
      why: 'A name alone does not tell two firms apart.',
    },
    'can-be-reached': {
      name: 'There is a way to reach the customer',
      why: 'Without e-mail address and telephone number only a letter is left.',
    },
    'employees-positive': {
      name: 'The number of employees is above zero',
      why: 'Zero usually means “not known”.',
    },
    'owner-is-active': {
      name: 'The owner still works here',
      why: 'A customer whose owner has left is looked after by nobody.',
    },
    'gold-has-owner': {
      name: 'Gold customers have an owner',
      why: 'Somebody must notice when they fall silent.',
    },
    'gold-is-met': {
      name: 'Gold customers were talked to within 90 days',
      why: 'What we know of somebody we have not talked to for long is no longer true.',
    },
    'cared-for-is-met': {
      name: 'Silver and bronze customers with an owner were talked to within a year',
      why: 'What we know of somebody we have not talked to for long is no longer true.',
    },
    'email-is-personal': {
      name: 'People have an address of their own',
      why: 'Mail to info@ or invoices@ is read by whoever is there, not by the one who is meant.',
    },
    'possible-duplicate': {
      name: 'No customer is there twice',
      why: 'The matcher reports pairs that may be one customer; they wait for a decision.',
    },
  },
  dimension: {
    completeness: { name: 'Completeness', why: 'Is there what must be there?' },
    validity: { name: 'Validity', why: 'Can the value be right?' },
    uniqueness: { name: 'Uniqueness', why: 'Is every customer there once?' },
    timeliness: { name: 'Timeliness', why: 'Is it fresh enough to be true?' },
    consistency: { name: 'Consistency', why: 'Do values agree with each other and with our way of writing?' },
  },
  severity: {
    note: { name: 'Count', why: 'It is counted and stands in the list of what is to be mended.' },
    warn: { name: 'Warn', why: 'Who saves such a value is told; it is kept all the same.' },
    refuse: { name: 'Refuse', why: 'Such a value cannot be saved, by hand or by a program.' },
  },
  board: {
    title: 'Data quality',
    short: 'Board',
    words: 'board quality debt completeness validity mend',
    customers: '{count, plural, one {# customer} other {# customers}}',
    checkNow: 'Check now',
    checking: 'All customers are being checked. The numbers follow by themselves.',
    nothing: 'Nothing has been counted yet',
    nothingHint:
      'Every night all customers are asked whether their values keep the rules. You can have it done now; it takes seconds.',
    summary:
      'Of {asked, plural, one {# question} other {# questions}} that the rules asked, {share} were answered well.',
    worst: 'What needs most care is {dimension}.',
    reach: {
      all: 'All customers, as counted on {when}.',
      units: 'The customers of your business unit, as counted on {when}.',
      own: 'The customers you see, counted just now.',
    },
    interval: '95% between {interval}',
    toMend: '{count, plural, one {# to mend} other {# to mend}}',
    allGood: 'Nothing to mend',
    noRules: 'No rule is on.',
    notYet: 'Not counted yet.',
    noTrend: 'The trend begins with the third day.',
    trend: 'from {from} on {since} to {to}',
  },
  debts: {
    title: 'To be mended',
    whose: 'Whose',
    all: 'All',
    mine: 'Mine',
    rule: 'Rule',
    others: '{count, plural, one {# more person} other {# more people}}',
    open: 'Open',
    week: 'This week',
    oldest: 'Oldest',
    nobody: 'nobody looks after them',
    added: '+{count}',
    mended: '−{count} mended',
    openLabel:
      '{count, plural, one {# customer breaks} other {# customers break}} the rule “{rule}”: open the list',
    none: 'Nothing is to be mended',
    noneHint: 'No customer you see breaks a rule that is on.',
    noneMine: 'Nothing that falls to you or your team is open.',
  },
  fields: {
    title: 'How complete the fields are',
    hint: 'Only fields that somebody uses count, and it says why: an empty field that nobody reads costs nothing.',
    reason: {
      list: 'in the list',
      view: 'in a saved view',
      rule: 'asked by a rule',
      changed: 'changed by hand in the last 90 days',
    },
    missing: '{count, plural, one {# customer lacks} other {# customers lack}} it',
  },
  teams: { title: 'By team of the owner', none: 'no team' },
  sources: { title: 'By source', none: 'no source named' },
  rules: {
    title: 'Rules',
    tab: 'Quality rules',
    intro:
      'A rule says for which customers something must hold. It is tried on the data first. Once it is on, it is asked at every save, when a file comes in, and every night.',
    new: 'New rule',
    on: 'On',
    name: 'Rule',
    severity: 'When broken',
    mender: 'Who mends',
    open: 'Open',
    own: 'own',
    kind: { person: 'People', organisation: 'Organisations' },
    switch: 'Rule “{rule}” is on',
    severityOf: 'What follows when “{rule}” is broken',
    menderOf: 'Who mends “{rule}”',
    switchedOn: 'The rule “{rule}” is on. All customers are being checked.',
    switchedOff: 'The rule “{rule}” is off.',
    customerOwner: 'Customer’s owner',
    each: 'Each his own',
    teams: 'One team',
    people: 'One person',
    someone: 'somebody',
    swept:
      '{checked, plural, one {# customer was} other {# customers were}} checked {when}: {found} found, {mended} mended.',
    sweeping: 'All customers are being checked.',
    sweepFailed: 'The last check failed: {error}',
    gone: 'There is no such rule, or it is about fields you may not see.',
    shippedHint:
      'This rule comes with the product. How strict it is and who mends can be set; it can be switched off.',
    saved: 'The rule “{rule}” is kept.',
    savedAndOn: 'The rule “{rule}” is on. All customers are being checked.',
    saveAndOn: 'Save and switch on',
    remove: 'Remove',
    removed: 'The rule “{rule}” is removed.',
    form: {
      name: 'What holds, in words',
      namePlaceholder: 'Customers in Germany have a VAT number',
      for: 'For',
      everyone: 'Everyone',
      applies: 'Only where',
      appliesHint: 'Without a condition the rule asks all of them.',
      must: 'It must hold that',
      addCondition: 'Condition',
      severity: 'When it is broken',
      dimension: 'Counts as',
      explanation: 'Why, for those who mend',
    },
  },
  trial: {
    title: 'Tried on your data',
    empty: 'Say what must hold',
    emptyHint: 'What the rule finds is shown here while you write it. Nothing is kept.',
    nobody: 'The rule asks nobody: no customer meets its conditions.',
    keep: 'of {asked, plural, one {# customer} other {# customers}} keep it (95% between {interval}).',
    allKeep: 'No customer breaks it.',
    broken: '{count, plural, one {# customer breaks it} other {# customers break it}}',
    missing: 'missing',
    more: 'and {count, plural, one {# more} other {# more}}',
  },
  cleaning: {
    title: 'Cleaning',
    intro:
      'Values that could be written better: names, firms, addresses, numbers. Nothing changes before you take it, and what you take can be undone.',
    start: 'Look for better values',
    again: 'Look again',
    started: 'All customers are being looked through.',
    open: '{count, plural, one {# proposal} other {# proposals}}',
    never: 'Nobody has looked yet',
    neverHint:
      'The search reads every customer in the background and proposes better values, grouped and with reasons.',
    nothing: 'Nothing is left to clean',
    nothingHint: 'Every value is written as well as we know how. What was rejected is not proposed again.',
    done: '{customers, plural, one {# customer was} other {# customers were}} looked through {when}; {proposed, plural, one {# proposal} other {# proposals}}.',
    running:
      'Looking: {customers, plural, one {# customer} other {# customers}} so far, {proposed, plural, one {# proposal} other {# proposals}}.',
    failed: 'The search failed: {error}',
    becomes: 'becomes',
    unsure: '{confidence} sure',
    accept: 'Take “{value}”',
    reject: 'Leave it: not “{value}”',
    acceptAll: 'Take all {count}',
    acceptSure: 'Take the {count} sure ones',
    rejectAll: 'Leave all',
    showAll: 'Show all {count}',
    more: 'Show more',
    openCustomer: 'Open',
    accepted: '{count, plural, one {# value} other {# values}} cleaned.',
    dropped: '{count, plural, one {# was} other {# were}} left out: the value had changed meanwhile.',
    refused: '{count, plural, one {# was} other {# were}} refused by a rule or a right.',
    rejected: '{count, plural, one {# proposal} other {# proposals}} rejected.',
    accepting: 'They are being written in the background.',
    why: {
      'name-order': { name: 'Names in the wrong order', hint: 'Family name first, with a comma.' },
      'name-title': {
        name: 'Titles in names',
        hint: 'Forms of address go; earned titles stay in what is shown and leave given and family name.',
      },
      'name-case': {
        name: 'Names in capitals or in small letters',
        hint: 'Particles such as van, de and von stay small.',
      },
      'company-case': {
        name: 'Firms in capitals',
        hint: 'Short words and those without a vowel are taken for abbreviations and stay.',
      },
      'company-blanks': {
        name: 'Blanks in names of firms',
        hint: 'Too many, or of a kind that nobody sees.',
      },
      'name-blanks': { name: 'Blanks in names', hint: 'Too many, or of a kind that nobody sees.' },
      'legal-form': { name: 'Legal forms', hint: 'Written as the register of the country writes them.' },
      'email-syntax': {
        name: 'E-mail addresses that were mistyped',
        hint: '“at” for @, a comma for a dot, blanks.',
      },
      'email-domain': {
        name: 'Misspelled domains',
        hint: 'One letter away from a domain that many have, and itself as good as unknown.',
      },
      'phone-country': {
        name: 'Telephone numbers without their country',
        hint: 'Read as numbers of the customer’s own country.',
      },
      'phone-syntax': {
        name: 'Telephone numbers with something else in them',
        hint: 'Notes and letters among the digits.',
      },
      'address-country': { name: 'Countries by name', hint: 'Two letters are understood by every system.' },
      'address-postcode': { name: 'Postcodes', hint: 'Written as the country prints them.' },
      'address-case': {
        name: 'Places in capitals or small letters',
        hint: 'As they are written on a letter.',
      },
      'address-blanks': { name: 'Blanks in addresses', hint: 'Too many, or of a kind that nobody sees.' },
      'date-notation': {
        name: 'Dates in another notation',
        hint: 'Year, month, day, so that they can be compared.',
      },
    },
  },
}

export const qualityErrorsEn = {
  'nothing-chosen': 'Say which proposals: some of them, or a kind.',
  'rule-broken': 'The rule “{rule}” is broken.',
  'rule-not-general':
    'A rule holds for everyone: it cannot ask about “me”, single records, an act or another rule.',
  'rule-shipped':
    'This rule comes with the product. Its severity and who mends it can be set, and it can be switched off.',
  'two-owners': 'A rule is mended by one person or by one team, not by both.',
  'no-such-user': 'There is no such user.',
  'no-such-team': 'There is no such team.',
}

/** Conditions by name, as they stand in a filter. */
export const conditionsEn = {
  check: {
    $title: 'Check',
    email: 'E-mail address can be read',
    'email-personal': 'E-mail address is that of a person',
    phone: 'Telephone number can be read',
    postcode: 'Postcode fits the country',
    'birth-date': 'Date of birth can be true',
    country: 'Country is an ISO code',
    'name-case': 'Name is not in capitals only',
    owner: 'Owner still works here',
    some: 'a check',
    several: '{count} checks',
  },
  rule: {
    $title: 'Breaks the rule',
    some: 'a rule',
    several: 'one of {count} rules',
  },
}
