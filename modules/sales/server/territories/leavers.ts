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
import { passDeals, passOn } from './passing.ts'
import { listTerritories } from './territories.ts'

const most = 10_000

/** Who is over the holdout and still has customers that the actor sees, or open deals with such, and to whom these would go; the longest away first. */
export async function listLeavers(ctx: Context): Promise<{ items: Leaver[] }> {
  const sql = sqlWriter()
  const away = `select d.user_id, d.at from staff.v_departure d
    where d.at + ${sql.bind(await holdoutDays(ctx), 'int')} * interval '1 day' <= ${sql.bind(ctx.now, 'timestamptz')}`
  const text = `with away as (${away}), ${await dealtTo(ctx, sql, '(select user_id from away)')},
    shares as (select e.from_id, e.to_id, e.why, e.whole, count(*) filter (where e.whole)::int as customers, sum(e.deals)::int as deals
      from dealt e group by 1, 2, 3, 4)
    select a.user_id as id, (select u.name from staff.v_user u where u.id = a.user_id) as name, to_json(a.at) #>> '{}' as "leftAt",
      (select json_agg(json_build_object(
         'to', case when s.to_id is not null then json_build_object('id', s.to_id, 'name', (select u.name from staff.v_user u where u.id = s.to_id)) end,
         'why', s.why, 'customers', s.customers, 'deals', s.deals) order by s.to_id is null, s.customers desc, s.deals desc, s.to_id)
       from shares s where s.from_id = a.user_id) as shares
    from away a where exists (select from shares s where s.from_id = a.user_id) order by a.at, a.user_id limit 100`
  return { items: await rows<Leaver>(ctx.db, text, sql.values) }
}

type Dealt = { id: string; to: string | null; whole: boolean; deals: number }

/** Deals out what somebody left who is over the holdout; what goes to nobody stays. One act, taken back by one undo. */
export async function dealOut(
  ctx: Context,
  id: string,
): Promise<{ customers: number; deals: number; stay: number }> {
  const left = await row(ctx.db, 'select 1 as hit from staff.v_departure where user_id = $1::uuid', [id])
  if (!left) throw new NotFound('leaver')
  await requireNotHeldOut(ctx, id)
  const sql = sqlWriter()
  const from = sql.bind(id, 'uuid')
  const found = await rows<Dealt>(
    ctx.db,
    `with ${await dealtTo(ctx, sql, `(${from})`)} select id, to_id as "to", whole, deals from dealt order by id limit ${most + 1}`,
    sql.values,
  )
  if (found.length > most)
    throw new Refused('sales.too-much-to-hand-over', `At most ${most} customers pass in one hand-over.`, {
      limit: most,
    })
  const given = found.filter(({ to }) => to !== null)
  if (given.length === 0)
    throw new Refused('sales.nothing-to-hand-over', 'None of these customers is with the one who gives.')
  for (const [to, customers] of Map.groupBy(given, one => String(one.to))) {
    const ids = (whole: boolean) => customers.filter(one => one.whole === whole).map(one => one.id)
    await passOn(ctx, { from: id, to, customers: ids(true), keptPercent: 0 })
    await passDeals(ctx, { from: id, to, customers: ids(false) })
  }
  return {
    customers: given.filter(({ whole }) => whole).length,
    deals: given.reduce((sum, { deals }) => sum + deals, 0),
    stay: found.length - given.length,
  }
}

/**
 * The relation `dealt`: each customer that the actor sees of those who left, `whole`, or with whom they only have open deals; from whom,
 * to whom and why. Deals with somebody else's customer go to him; all else to whose the narrowest territory is today, else to who
 * manages the customer’s unit; never back to who left. `leavers`: their ids, in brackets.
 */
async function dealtTo(ctx: Context, sql: SqlWriter, leavers: string): Promise<string> {
  const byRule = await ruleOfToday(ctx, sql)
  return `open as (select coalesce(f.merged_into, f.id) as id, o.owner_id as from_id, count(*)::int as deals
      from sales.opportunity o join customers.v_customer f on f.id = o.customer_id
      where o.owner_id in ${leavers} and o.closed_at is null group by 1, 2),
  had as (select id, from_id, sum(deals)::int as deals from (
      select id, owner_id as from_id, 0 as deals from customers.v_customer where owner_id in ${leavers}
      union all select id, from_id, deals from open) each group by 1, 2),
  theirs as materialized (select c.id, h.from_id, h.deals, c.owner_id is not distinct from h.from_id as whole, ${byRule} as by_rule,
      (select u.id from staff.v_user u where u.id = c.owner_id and u.active) as owner,
      (select m.user_id from staff.v_unit_manager m where m.unit_id = c.unit_id order by m.user_id limit 1) as manager
    from had h join customers.v_customer c on c.id = h.id
    where c.merged_into is null and ${customerScope(ctx, { alias: 'c', sql })}),
  dealt as (select id, from_id, deals, whole, coalesce(owner, by_rule, manager) as to_id,
    case when owner is not null then 'owner' when by_rule is not null then 'territory' when manager is not null then 'manager' end as why from theirs)`
}

/** SQL for whose the narrowest territory is today that a customer `c` lies in; null where it is nobody's who is here. */
async function ruleOfToday(ctx: Context, sql: SqlWriter): Promise<string> {
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
  return cases.length > 0 ? `case ${cases.join(' ')} end` : 'null::uuid'
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
