/** Words of files of leads, and of what is said once for a file. */
export const leadFieldsEn = {
  private: 'Mine, private',
  'private.$hint':
    'Only you see these leads, until you share or qualify them or the rule of your firm does. Left empty, they are shared.',
  'owner.$hint': 'Of every lead whose row names nobody.',
  'source.$hint': 'The fair, the list, the site they come from.',
}

export const dealFieldsEn = {
  lead: 'Came from the lead',
  'unknownCustomer.$hint': 'What becomes of rows whose customer is not found here.',
  'placeholder.$hint': 'A customer that stands for them: choose one, or name a new one.',
  'outcome.$hint': 'Left empty: still open, unless the stage says otherwise.',
  'source.$hint': 'What brought them: a fair, a list, a partner.',
  'pipeline.$hint': 'Left empty: the first pipeline that has the stage.',
  'currency.$hint': 'Of amounts; left empty, that of the firm.',
  'owner.$hint': 'Of every opportunity whose row names nobody.',
}

export const leadImportErrorsEn = {
  'row-lead-without-name': 'Nothing in the row says who it is.',
  'row-lead-in-future': 'Its date lies in the future.',
  'row-lead-dates-wrong-way': 'It became a customer before it was captured.',
  'row-no-such-lead':
    'There is no such lead that you see, or there are several. Import the leads first, or leave that column out.',
  'lead-owner-kept-as-tag': 'Whom the row names does not become the owner; the name was kept as a tag.',
  'lead-like-lead': 'Shares an e-mail address or telephone number with a lead that is there.',
  'lead-like-customer': 'Shares an e-mail address or telephone number with a customer that is there.',
}
