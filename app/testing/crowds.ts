import { unitsOf } from '../../platform/access/actor.ts'
import type { TestApp } from '../testing.ts'

export type Crowd = {
  families: number
  each: number
  /** Told apart from other crowds by it. */
  tag: string
  /** One mailbox and one number for all of them, instead of one for each family. */
  shared?: { email: string; phone: string }
}

/** A name of letters only, another one for every number. */
const letters = (of: string) => `translate(md5(${of}), '0123456789', 'ghjkmnpqrs')`

/**
 * So many invented people, each entered so many times, written by one statement as a bulk load would: nobody has compared
 * them yet. Answers their ids, those of one person together.
 */
export async function crowdOf(app: TestApp, { families, each, tag, shared }: Crowd): Promise<string[][]> {
  const { rows } = await app.database.pool.query<{ ids: string[] }>(
    `with planned as (
       select n, platform.new_id() as id, initcap(left(${letters(`$3 || 'g' || n`)}, 6)) as given, initcap(left(${letters(`$3 || 'f' || n`)}, 9)) as family,
         coalesce($4, left(md5($3 || n), 12) || '@' || $3 || '.example') as email, $5::text as phone,
         date '1930-01-01' + (('x' || left(md5($3 || 'b' || n), 6))::bit(24)::int % 25000) as born
       from generate_series(1, $1::int) n, generate_series(1, $2::int)),
     made as (
       insert into customers.customer (id, kind, name, given_name, family_name, birth_date, email, phone, unit_id, sort_name, words)
       select id, 'person', given || ' ' || family, given, family, born, email, phone,
         $6::uuid, lower(family), to_tsvector('simple', given || ' ' || family)
       from planned p order by p.id returning customer.id),
     reached as (
       insert into customers.contact_point (customer_id, id, kind, value, is_primary)
       select id, platform.new_id(), 'email', email, true from planned
       union all select id, platform.new_id(), 'phone', phone, true from planned where phone is not null)
     select array_agg(id::text order by id) as ids from planned where (select count(*) from made) > 0 group by n order by n`,
    [families, each, tag, shared?.email ?? null, shared?.phone ?? null, unitsOf({ units: [] })[0]],
  )
  return rows.map(({ ids }) => ids)
}
