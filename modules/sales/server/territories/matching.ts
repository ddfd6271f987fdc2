import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import { likePattern } from '../../../../platform/search/like.ts'
import { customerScope } from '../../../customers/index.ts'
import type { Territory, TerritoryRule } from '../../contract/territories.ts'
import { readTerritory } from './territories.ts'

/** The condition that a customer `c` is in a territory: all kinds that are given hold, or it is named. An empty rule holds nobody. */
export function insideRule(sql: SqlWriter, rule: TerritoryRule): string {
  const { countries = [], postcodes = [], tags = [], customers = [] } = rule
  const all: string[] = []
  if (countries.length > 0) all.push(`c.country = any(${sql.bind(countries, 'text[]')})`)
  if (postcodes.length > 0) {
    const patterns = postcodes.map(start => likePattern(start, false))
    all.push(`c.postcode ilike any(${sql.bind(patterns, 'text[]')})`)
  }
  if (tags.length > 0) all.push(`c.tags && ${sql.bind(tags, 'text[]')}`)
  const ways = [
    ...(all.length > 0 ? [all.join(' and ')] : []),
    ...(customers.length > 0 ? [`c.id = any(${sql.bind(customers, 'uuid[]')})`] : []),
  ]
  return ways.length > 0 ? `((${ways.join(') or (')}))` : 'false'
}

type Preview = {
  inside: number
  moving: number
  owners: { owner: Territory['owner']; customers: number }[]
  sample: { id: string; name: string; city: string | null }[]
}

/** Who is in a territory and not with its owner, as far as the actor sees; throws `NotFound`. */
export async function previewTerritory(ctx: Context, id: string): Promise<Preview> {
  const { rule, owner } = await readTerritory(ctx, id)
  const sql = sqlWriter()
  const holder = sql.bind(owner?.id ?? null, 'uuid')
  const found = await row<Preview>(
    ctx.db,
    `with inside as materialized (select c.id, c.name, c.city, c.owner_id from customers.v_customer c
       where c.merged_into is null and ${customerScope(ctx, { alias: 'c', sql })} and ${insideRule(sql, rule)}),
     moving as (select * from inside where owner_id is distinct from ${holder})
     select (select count(*)::int from inside) as inside, (select count(*)::int from moving) as moving,
       (select coalesce(json_agg(o order by o.customers desc), '[]') from (
         select case when m.owner_id is not null then json_build_object('id', m.owner_id, 'name', (select u.name from staff.v_user u where u.id = m.owner_id)) end as owner,
           count(*)::int as customers from moving m group by m.owner_id) o) as owners,
       (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'city', s.city)), '[]') from (select * from moving order by name, id limit 20) s) as sample`,
    sql.values,
  )
  return found as Preview
}
