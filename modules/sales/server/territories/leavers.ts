import type { Context } from '../../../../platform/context.ts'
import { sqlWriter, type SqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { customerScope } from '../../../customers/index.ts'
import type { Leaver } from '../../contract/leavers.ts'
import type { Territory } from '../../contract/territories.ts'
import { requireNotHeldOut } from './hand-overs.ts'
import { holdoutDays } from './holdout.ts'
import { insideRule } from './matching.ts'
import { passOn } from './passing.ts'
import { listTerritories } from './territories.ts'

const most = 10_000

/** Who is over the holdout and still has customers that the actor sees, and to whom these would go; the longest away first. */
export async function listLeavers(ctx: Context): Promise<{ items: Leaver[] }> {
  const sql = sqlWriter()
  const away = `select d.user_id, d.at from staff.v_departure d
    where d.at + ${sql.bind(await holdoutDays(ctx), 'int')} * interval '1 day' <= ${sql.bind(ctx.now, 'timestamptz')}`
  const text = `with away as (${away}), ${await dealtTo(ctx, sql, 'c.owner_id in (select user_id from away)')},
    shares as (select e.from_id, e.to_id, e.why, count(*)::int as customers, sum(e.deals)::int as deals from dealt e group by 1, 2, 3)
    select a.user_id as id, (select u.name from staff.v_user u where u.id = a.user_id) as name, to_json(a.at) #>> '{}' as "leftAt",
      (select json_agg(json_build_object(
         'to', case when s.to_id is not null then json_build_object('id', s.to_id, 'name', (select u.name from staff.v_user u where u.id = s.to_id)) end,
         'why', s.why, 'customers', s.customers, 'deals', s.deals) order by s.to_id is null, s.customers desc, s.to_id)
       from shares s where s.from_id = a.user_id) as shares
    from away a where exists (select from shares s where s.from_id = a.user_id) order by a.at, a.user_id limit 100`
  return { items: await rows<Leaver>(ctx.db, text, sql.values) }
}

/** Deals out what somebody left who is over the holdout; what goes to nobody stays. One act, taken back by one undo. */
export async function dealOut(ctx: Context, id: string): Promise<{ customers: number; stay: number }> {
  const left = await row(ctx.db, 'select 1 as hit from staff.v_departure where user_id = $1::uuid', [id])
  if (!left) throw new NotFound('leaver')
  await requireNotHeldOut(ctx, id)
  const sql = sqlWriter()
  const owner = sql.bind(id, 'uuid')
  const found = await rows<{ id: string; to: string | null }>(
    ctx.db,
    `with ${await dealtTo(ctx, sql, `c.owner_id = ${owner}`)} select id, to_id as "to" from dealt order by id limit ${most + 1}`,
    sql.values,
  )
  if (found.length > most)
    throw new Refused('sales.too-much-to-hand-over', `At most ${most} customers pass in one hand-over.`, {
      limit: most,
    })
  const given = found.filter(({ to }) => to !== null)
  if (given.length === 0)
    throw new Refused('sales.nothing-to-hand-over', 'None of these customers is with the one who gives.')
  for (const [to, customers] of Map.groupBy(given, one => String(one.to)))
    await passOn(ctx, { from: id, to, customers: customers.map(one => one.id), keptPercent: 0 })
  return { customers: given.length, stay: found.length - given.length }
}

/**
 * The relation `dealt`: each customer `c` of which `where` holds and that the actor sees, from whom, to whom and why. To whose the
 * narrowest territory is today, else to who manages the customer’s unit; never back to who left.
 */
async function dealtTo(ctx: Context, sql: SqlWriter, where: string): Promise<string> {
  const day = ctx.now.toISOString().slice(0, 10)
  const held = narrowestFirst((await listTerritories(ctx)).items).filter(
    ({ owner, fromOn, toOn }) => owner !== null && fromOn <= day && (toOn === null || toOn >= day),
  )
  const here = await rows<{ id: string }>(
    ctx.db,
    'select id from staff.v_user where active and id = any($1::uuid[])',
    [held.map(({ owner }) => owner?.id)],
  )
  const active = new Set(here.map(({ id }) => id))
  const cases = held
    .filter(({ owner }) => active.has(String(owner?.id)))
    .map(({ rule, owner }) => `when ${insideRule(sql, rule)} then ${sql.bind(owner?.id, 'uuid')}`)
  const byRule = cases.length > 0 ? `case ${cases.join(' ')} end` : 'null::uuid'
  return `theirs as materialized (select c.id, c.owner_id as from_id, ${byRule} as by_rule,
      (select m.user_id from staff.v_unit_manager m where m.unit_id = c.unit_id order by m.user_id limit 1) as manager,
      (select count(*) from customers.v_customer f join sales.opportunity o on o.customer_id = f.id
        where (f.id = c.id or f.merged_into = c.id) and o.owner_id = c.owner_id and o.closed_at is null) as deals
    from customers.v_customer c where c.merged_into is null and ${where} and ${customerScope(ctx, { alias: 'c', sql })}),
  dealt as (select id, from_id, coalesce(by_rule, manager) as to_id, deals,
    case when by_rule is not null then 'territory' when manager is not null then 'manager' end as why from theirs)`
}

/** Those furthest down the tree first: they say most exactly whose somebody is. */
function narrowestFirst(territories: readonly Territory[]): Territory[] {
  const above = new Map(territories.map(({ id, parent }) => [id, parent]))
  const depth = (id: string): number => {
    const parent = above.get(id)
    return parent ? 1 + depth(parent) : 0
  }
  return territories.toSorted((a, b) => depth(b.id) - depth(a.id) || a.name.localeCompare(b.name))
}
