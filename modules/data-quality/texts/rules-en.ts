/** Rules, what the product brings along, and trying them. */
export const rulesEn = {
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
  severity: {
    note: { name: 'Count', why: 'It is counted and stands in the list of what is to be mended.' },
    warn: { name: 'Warn', why: 'Who saves such a value is told; it is kept all the same.' },
    refuse: { name: 'Refuse', why: 'Such a value cannot be saved, by hand or by a program.' },
  },
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
    changed: 'The rule “{rule}” is changed.',
    history: {
      title: 'What was done to it',
      none: 'Nobody has changed it yet.',
      shipped: 'It comes with the product.',
      created: 'wrote the rule',
      restored: 'brought the rule back',
      deleted: 'removed the rule',
      changed: 'changed the rule',
      takesBack: 'undo',
      field: {
        on: 'Asked',
        name: 'Name',
        explanation: 'Why',
        dimension: 'Counts as',
        severity: 'When broken',
        kind: 'For',
        applies: 'Only where',
        must: 'Must hold',
        ownerUserId: 'Who mends',
        ownerTeamId: 'Team that mends',
      },
      on: 'on',
      off: 'off',
      nothing: 'nothing',
    },
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
  findings: {
    title: 'To mend',
    mend: 'Mend',
    mendField: 'Mend: {field}',
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
}

export const rulesErrorsEn = {
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

export const rulesActsEn = {
  'rule-added': 'wrote a quality rule',
  'rule-changed': 'changed a quality rule',
  'rule-switched': 'switched a quality rule on or off',
  'rule-removed': 'removed a quality rule',
}
