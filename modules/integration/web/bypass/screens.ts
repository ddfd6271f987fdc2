/** Parts of a customer's page on which fields are changed; texts `integration.bypass.screen.<name>`. */
type Part = 'head' | 'facts' | 'contacts' | 'address' | 'relations'

const parts: Record<string, Part> = {
  name: 'head',
  givenName: 'head',
  familyName: 'head',
  level: 'head',
  owner: 'head',
  tags: 'head',
  email: 'contacts',
  phone: 'contacts',
  website: 'contacts',
  street: 'address',
  street2: 'address',
  address: 'address',
  postcode: 'address',
  city: 'address',
  region: 'address',
  country: 'address',
  employer: 'relations',
}

/** Where on the customer's page a field is changed. What has no place of its own stands with the facts. */
export function screenOf(field: string): Part {
  return parts[field] ?? 'facts'
}
