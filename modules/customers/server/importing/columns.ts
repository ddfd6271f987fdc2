import { customKey } from '../../../../platform/transfer/mapping.ts'
import type { Suggestion } from '../../../../platform/transfer/mapping.ts'
import type { ImportField } from '../../../../platform/transfer/target.ts'

const text = (key: string, aliases: readonly string[], maxLength = 200): ImportField => ({
  key,
  kind: 'text',
  maxLength,
  importable: true,
  aliases,
})

/** Columns of files that are no columns of the list: parts of an address, and where a person works. */
export const additionalFields: readonly ImportField[] = [
  text(
    'street',
    [
      'street',
      'address',
      'street address',
      'address line 1',
      'address 1',
      'strasse',
      'straße',
      'adresse',
      'adr street',
      'billing street',
      'billing address street',
    ],
    500,
  ),
  text('street2', ['address line 2', 'address 2', 'street 2', 'adr extended', 'adresszusatz'], 500),
  text('region', ['region', 'state', 'province', 'county', 'bundesland', 'adr region', 'billing state']),
  text(
    'employer',
    [
      'employer',
      'employer name',
      'works at',
      'works for',
      'workplace',
      'arbeitgeber',
      'org',
      'organization 1 name',
      'organisation name',
      'organization name',
      // Also names of organisations; they come here where something else names the record.
      'company',
      'company name',
      'organisation',
      'organization',
      'firma',
      'unternehmen',
      'account',
      'account name',
    ],
    500,
  ),
]

/** Titles that call a file of names one of organisations. */
export const organisationTitle =
  /compan|firm|organi[sz]|business|account|corporat|legal|supplier|vendor|merchant/i
const personTitle =
  /^(full[ _-]?name|name|display[ _-]?name|fn|contact[ _-]?(name|person)|person|ansprechpartner(in)?)$/i

/**
 * A last word on the columns of a file: beside the names of persons a company is where they work, not what they are
 * called; in a file of organisations nobody has an employer.
 */
export function reviewColumns(suggestions: readonly Suggestion[]): Suggestion[] {
  const naming = suggestions.find(({ target, column }) => target === 'name' && organisationTitle.test(column))
  if (!naming) return [...suggestions]
  const given = suggestions.some(({ target }) => target === 'givenName' || target === 'familyName')
  const unused = ({ target }: Suggestion) => target?.startsWith('custom.') || target === 'employer'
  const personal = suggestions.find(suggestion => unused(suggestion) && personTitle.test(suggestion.column))
  const persons = given || personal !== undefined
  const told = suggestions.some(suggestion => suggestion.target === 'employer' && suggestion !== personal)
  return suggestions.map(suggestion => {
    if (suggestion === personal) return to(suggestion, 'name')
    if (suggestion === naming && persons) return told ? ownField(suggestion) : to(suggestion, 'employer')
    return suggestion.target === 'employer' && !persons ? ownField(suggestion) : suggestion
  })
}

function to({ kind: _, label: __, ...suggestion }: Suggestion, target: string): Suggestion {
  return { ...suggestion, target, confidence: 0.9 }
}

function ownField(suggestion: Suggestion): Suggestion {
  const { column } = suggestion
  return {
    ...suggestion,
    target: `custom.${customKey(column)}`,
    kind: 'text',
    label: column.slice(0, 100),
    confidence: 0,
  }
}
