/** What cleaning did, for history and undo. */
export const cleaningActsEn = { cleaned: 'Values cleaned' }

/** Cleaning: what it looks for and what becomes of proposals. */
export const cleaningEn = {
  cleaning: {
    printed: 'As it would stand on a letter:',
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
