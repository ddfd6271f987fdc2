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
  },
  rule: { $title: 'Breaks the rule', some: 'a rule' },
}
