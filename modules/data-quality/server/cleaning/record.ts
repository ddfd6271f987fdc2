import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Address } from '../../../../platform/i18n/postal-address.ts'

export type PointRecord = {
  id: string
  kind: 'email' | 'phone' | 'address'
  value: string
  given: string | null
  problem: string | null
  address: Address | null
}

/** A customer as cleaning reads it: its own values, also where a family shows others, with its contact points. */
export type CleaningRecord = {
  id: string
  kind: 'person' | 'organisation'
  name: string
  givenName: string | null
  familyName: string | null
  city: string | null
  postcode: string | null
  country: string | null
  custom: Record<string, unknown>
  points: PointRecord[]
}

const columns = `t.id, t.kind, t.name, t.given_name as "givenName", t.family_name as "familyName", t.city, t.postcode, t.country, t.custom,
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'value', p.value, 'given', p.given, 'problem', p.problem, 'address', p.address) order by p.is_primary desc, p.id)
    from customers.v_contact_point p where p.customer_id = t.id and p.kind <> 'web'), '[]') as points`

/** The next customers behind an id. */
export function recordsAfter(db: Db, after: string | null, limit: number): Promise<CleaningRecord[]> {
  return rows<CleaningRecord>(
    db,
    `select ${columns} from customers.v_own t where ($1::uuid is null or t.id > $1) and t.merged_into is null order by t.id limit $2`,
    [after, limit],
  )
}

/** These customers as they are now. */
export async function recordsOf(db: Db, ids: readonly string[]): Promise<Map<string, CleaningRecord>> {
  const found = await rows<CleaningRecord>(
    db,
    `select ${columns} from customers.v_own t where t.id = any($1::uuid[]) and t.merged_into is null`,
    [ids],
  )
  return new Map(found.map(record => [record.id, record]))
}
