import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import type { MatchRecord } from '../engine/record.ts'

/** A customer's own row with its contact points, as the database gives it. */
export type StoredRecord = {
  id: string
  kind: 'person' | 'organisation'
  name: string
  given_name: string | null
  family_name: string | null
  birth_date: string | null
  org_number: string | null
  external_id: string | null
  website: string | null
  city: string | null
  postcode: string | null
  country: string | null
  /** The root of the family, or the id itself. */
  root: string
  emails: string[] | null
  phones: string[] | null
  address: { lines?: string; postcode?: string; city?: string; region?: string; country?: string } | null
}

/**
 * The columns of `StoredRecord` over `c`, a row of `customers.v_own`: its own values, whatever its family shows. One look at
 * the contact points for all three kinds.
 */
export const storedColumns = `c.id, c.kind, c.name, c.given_name, c.family_name, c.birth_date, c.org_number, c.external_id,
  c.website, c.city, c.postcode, c.country, coalesce(c.merged_into, c.id) as root, p.emails, p.phones, p.address`

export const storedPoints = `left join lateral (
    select array_agg(p.value) filter (where p.kind = 'email') as emails, array_agg(p.value) filter (where p.kind = 'phone') as phones,
      (array_agg(p.address order by p.is_primary desc, p.id) filter (where p.kind = 'address'))[1] as address
    from customers.v_contact_point p where p.customer_id = c.id) p on true`

/** What the engine is told about a stored customer. */
export function matchRecord(stored: StoredRecord): MatchRecord {
  const { address } = stored
  return {
    id: stored.id,
    kind: stored.kind,
    name: stored.name,
    givenName: stored.given_name,
    familyName: stored.family_name,
    birthDate: stored.birth_date,
    orgNumber: stored.org_number,
    externalId: stored.external_id,
    website: stored.website,
    emails: stored.emails ?? [],
    phones: stored.phones ?? [],
    street: address?.lines ?? null,
    postcode: address?.postcode ?? stored.postcode,
    city: address?.city ?? stored.city,
    region: address?.region ?? null,
    country: address?.country ?? stored.country,
  }
}

/** Fields that keys and comparisons read, as events name them; a change of any other leaves them as they are. */
const comparedFields = new Set(
  'kind name givenName familyName birthDate orgNumber externalId website city postcode country email phone'.split(
    ' ',
  ),
)

/** Whether a customer has to be compared again after an event; one that does not say what was touched counts. */
export function isCompared({ data }: Pick<Event, 'data'>): boolean {
  const fields = data?.fields
  return !Array.isArray(fields) || fields.some(field => comparedFields.has(String(field)))
}

/** Customers by their ids, as the engine takes them. */
export async function recordsOf(db: Db, ids: readonly string[]): Promise<MatchRecord[]> {
  const found = await rows<StoredRecord>(
    db,
    keptPlan(`select ${storedColumns} from customers.v_own c ${storedPoints} where c.id = any($1::uuid[])`),
    [ids],
  )
  return found.map(matchRecord)
}
