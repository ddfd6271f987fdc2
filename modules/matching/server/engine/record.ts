/** What the matcher is told about one customer: plain values as they are stored; null or missing is “not known”. */
export type MatchRecord = {
  id: string
  kind: 'person' | 'organisation' | null
  /** Display name; of a person without given and family name it is taken apart. */
  name?: string | null
  givenName?: string | null
  familyName?: string | null
  /** ISO or any usual order of day, month and year. */
  birthDate?: string | null
  emails?: readonly string[]
  /** E.164 or as given. */
  phones?: readonly string[]
  /** Lines of the street, house number included. */
  street?: string | null
  houseNumber?: string | null
  postcode?: string | null
  city?: string | null
  region?: string | null
  country?: string | null
  orgNumber?: string | null
  externalId?: string | null
  website?: string | null
  /** Columns the matcher has no name for, by their title; `Schema.others` says what they are. */
  other?: Readonly<Record<string, string | null>>
}

/** How a column without a name of its own is compared. */
export type OtherKind = 'identifier' | 'category' | 'number' | 'label' | 'text'

/** The columns beside the named ones that a set of records has. */
export type Schema = { others: Readonly<Record<string, OtherKind>> }

/** The schema of customers: nothing beside the named columns. */
export const customerSchema: Schema = { others: {} }
