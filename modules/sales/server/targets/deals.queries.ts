import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { MyNumbers } from '../../contract/targets.ts'
import { opportunityScope } from '../access.ts'
import { dueSql } from '../forecast/due.ts'
import type { Period } from '../forecast/period.ts'
import { leadScope } from '../leads/access.ts'

/** Deals added up for one person: far more than anybody closes, fewer than an import leaves with the one who ran it. */
const most = 20_000

export type CreditRow = { userId: string; name: string | null; percent: number; since: string }
/** A deal of which something is credited to the actor; `amount` in the firm's currency, null without one or without a rate. */
export type DealRow = {
  id: string
  name: string | null
  customer: string | null
  seen: boolean
  on: string | null
  ownerId: string | null
  owner: string | null
  amount: number | null
  bare: boolean
  chance: number | null
  word: string | null
  shares: CreditRow[]
}

const columns = (seen: string) => `o.id, case when ${seen} then o.name end as name, ${seen} as seen,
  case when ${seen} then (select c.name from customers.v_customer c where c.id = o.customer_id) end as customer,
  m.owner_id as "ownerId", (select u.name from staff.v_user u where u.id = m.owner_id) as owner,
  o.house_amount::float8 as amount, o.amount is not null and o.house_amount is null as bare,
  (select coalesce(json_agg(json_build_object('userId', k.user_id, 'name', u.name, 'percent', k.percent, 'since', k.since) order by k.since, k.id), '[]')
    from sales.credit k left join staff.v_user u on u.id = k.user_id
    where k.customer_id = o.customer_id and k.opportunity_id = o.id) as shares`

const seenBy = (ctx: Context, sql: SqlWriter) => `(${opportunityScope(ctx, { alias: 'o', sql })})`

async function atMost(ctx: Context, text: string, values: readonly unknown[]): Promise<DealRow[]> {
  const deals = await rows<DealRow>(ctx.db, text, values)
  if (deals.length > most)
    throw new Refused('sales.too-many-of-mine', `More than ${most} deals are credited to you here.`, { most })
  return deals
}

/** What was won from a day until before another and is credited to the actor, in the order of closing: as owner then, or passed on. */
export function readWon(ctx: Context, { from, end }: { from: string; end: string }): Promise<DealRow[]> {
  const sql = sqlWriter()
  const me = sql.bind(ctx.actor.id, 'uuid')
  const within = `c.outcome = 'won' and c.at >= ${sql.bind(`${from}T00:00:00Z`, 'timestamptz')} and c.at < ${sql.bind(`${end}T00:00:00Z`, 'timestamptz')}`
  return atMost(
    ctx,
    `with mine as (
       select c.customer_id, c.opportunity_id, c.owner_id, c.at from sales.closure c where c.owner_id = ${me} and ${within}
       union select c.customer_id, c.opportunity_id, c.owner_id, c.at from sales.credit k
         join sales.closure c on c.customer_id = k.customer_id and c.opportunity_id = k.opportunity_id where k.user_id = ${me} and ${within})
     select ${columns(seenBy(ctx, sql))}, (m.at at time zone 'UTC')::date::text as "on", null as chance, null as word
     from mine m join sales.opportunity o on o.customer_id = m.customer_id and o.id = m.opportunity_id
     order by m.at, o.id limit ${most + 1}`,
    sql.values,
  )
}

/** What is open, expected in a period or overdue while it lasts, and would be credited to the actor if it were won. */
export function readOpen(ctx: Context, period: Period): Promise<DealRow[]> {
  const sql = sqlWriter()
  const me = sql.bind(ctx.actor.id, 'uuid')
  const due = dueSql(sql, { alias: 'o', period, now: ctx.now })
  return atMost(
    ctx,
    `with mine as (
       select o.customer_id, o.id, o.owner_id from sales.opportunity o where o.owner_id = ${me} and ${due}
       union select o.customer_id, o.id, o.owner_id from sales.credit k
         join sales.opportunity o on o.customer_id = k.customer_id and o.id = k.opportunity_id where k.user_id = ${me} and ${due})
     select ${columns(seenBy(ctx, sql))}, o.expected_close::text as "on", s.probability::float8 as chance, coalesce(o.category, s.category) as word
     from mine m join sales.opportunity o on o.customer_id = m.customer_id and o.id = m.id join sales.stage s on s.id = o.stage_id
     order by o.expected_close, o.id limit ${most + 1}`,
    sql.values,
  )
}

/** Leads that the actor brought and others won in a period. */
export function readCaptured(ctx: Context, { from, end }: Period): Promise<MyNumbers['captured']> {
  const sql = sqlWriter()
  const me = sql.bind(ctx.actor.id, 'uuid')
  const within = `c.at >= ${sql.bind(`${from}T00:00:00Z`, 'timestamptz')} and c.at < ${sql.bind(`${end}T00:00:00Z`, 'timestamptz')}`
  return rows(
    ctx.db,
    `select l.id as lead, case when ${leadScope(ctx, { alias: 'l', sql })} then coalesce(l.company, l.name) end as name,
       (c.at at time zone 'UTC')::date::text as "wonOn", (select u.name from staff.v_user u where u.id = c.owner_id) as owner
     from sales.lead l join sales.opportunity o on o.id = l.became_opportunity
       join sales.closure c on c.customer_id = o.customer_id and c.opportunity_id = o.id
     where l.captured_by = ${me} and l.became_opportunity is not null and l.shared_at is not null and c.outcome = 'won'
       and c.owner_id is distinct from ${me} and ${within} order by c.at desc, l.id limit 100`,
    sql.values,
  )
}
