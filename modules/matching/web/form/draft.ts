import type { NewCustomerDraft } from '../../../customers/web/index.ts'
import type { Draft } from '../../contract.ts'

const texts = [
  'name',
  'givenName',
  'familyName',
  'orgNumber',
  'website',
  'city',
  'postcode',
  'country',
  'birthDate',
  'externalId',
] as const

/** What the check takes of a half-filled form; null while there is too little to find anybody by. */
export function draftOf({ kind, values }: Pick<NewCustomerDraft, 'kind' | 'values'>): Draft | null {
  const draft: Draft = { kind: kind === 'organisation' ? 'organisation' : 'person' }
  let letters = 0
  for (const key of texts) {
    const value = values[key]
    if (typeof value !== 'string' || value.trim() === '') continue
    draft[key] = value.trim()
    if (['name', 'givenName', 'familyName', 'orgNumber'].includes(key)) letters += value.trim().length
  }
  const { email, phone } = values
  if (typeof email === 'string' && email.includes('@')) draft.emails = [email]
  if (typeof phone === 'string' && phone.replaceAll(/\D/g, '').length >= 6) draft.phones = [phone]
  return draft.emails || draft.phones || letters >= 4 ? draft : null
}
