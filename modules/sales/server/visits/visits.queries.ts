import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import { likePattern } from '../../../../platform/search/like.ts'
import { customerScope, requireCustomer } from '../../../customers/index.ts'
import type { Tier, Visit } from '../../contract/visits.ts'
import { clockOf, plansOf, visitsOfCustomer, weeksOfTier } from './standing.ts'

export type Asked = {
  whose: 'mine' | 'team' | 'all'
  place?: string | undefined
  tier?: Tier | undefined
  unvisited?: number | undefined
  due?: 'yes' | 'no' | undefined
  cursor?: string | undefined
}

const pageSize = 50

/** Customers with a rhythm of visits that the actor sees, the longest overdue first. */
export async function listVisits(
  ctx: Context,
  asked: Asked,
): Promise<{ items: Visit[]; next: string | null }> {
  const sql = sqlWriter()
  const { now, dayOf, today } = clockOf(ctx, sql)
  const text = `select * from (
      select json_build_object('id', c.id, 'name', c.name, 'city', c.city, 'postcode', c.postcode) as customer,
        case when c.owner_id is not null then json_build_object('id', c.owner_id,
          'name', (select u.name from staff.v_user u where u.id = c.owner_id)) end as owner,
        p.tier, v.last as "lastAt", v.coming as "comingAt", c.id, coalesce(v.last, p.created_at) as since,
        coalesce(${dayOf('v.last')} + 7 * ${weeksOfTier}, ${dayOf('p.created_at')}) as due
      from ${plansOf(whoOf(ctx, sql, asked))} p join customers.v_customer c on c.id = p.customer_id
      cross join ${visitsOfCustomer(now)}) f
    where ${whichOf(sql, asked, { now, today })} order by due, id limit ${pageSize + 1}`
  const found = await rows<VisitRow>(ctx.db, text, sql.values)
  const items = found.slice(0, pageSize).map(visitView)
  const last = found.length > pageSize ? items.at(-1) : undefined
  return { items, next: last ? `${last.dueOn}|${last.customer.id}` : null }
}

type VisitRow = Pick<Visit, 'customer' | 'owner' | 'tier'> & {
  lastAt: Date | null
  comingAt: Date | null
  due: string
}

function visitView({ customer, owner, tier, lastAt, comingAt, due }: VisitRow): Visit {
  return {
    customer,
    owner,
    tier,
    lastVisit: lastAt?.toISOString() ?? null,
    coming: comingAt?.toISOString() ?? null,
    dueOn: due,
  }
}

/** Which customers `c`. */
function whoOf(ctx: Context, sql: SqlWriter, { whose, place }: Asked): string {
  const where = [customerScope(ctx, { alias: 'c', sql })]
  if (whose !== 'all') {
    const ids = whose === 'mine' ? [ctx.actor.id] : ctx.actor.teamMates
    where.push(`c.owner_id = any(${sql.bind(ids, 'uuid[]')})`)
  }
  if (place?.trim()) {
    const begins = sql.bind(likePattern(place.trim(), false))
    where.push(`(c.city ilike ${begins} or c.postcode ilike ${begins})`)
  }
  return where.join(' and ')
}

/** Which of their visits `f`. */
function whichOf(sql: SqlWriter, asked: Asked, { now, today }: { now: string; today: string }): string {
  const where = ['true']
  if (asked.tier) where.push(`tier = ${sql.bind(asked.tier)}`)
  if (asked.unvisited !== undefined)
    where.push(
      `("lastAt" is null or "lastAt" < ${now} - ${sql.bind(asked.unvisited, 'int')} * interval '1 week')`,
    )
  if (asked.due) where.push(`(due <= ${today} and "comingAt" is null) = ${asked.due === 'yes'}`)
  if (asked.cursor) where.push(afterCursor(sql, asked.cursor))
  return where.join(' and ')
}

const cursorPattern = /^(\d{4}-\d\d-\d\d)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function afterCursor(sql: SqlWriter, cursor: string): string {
  const [, day = '', id] = cursorPattern.exec(cursor) ?? []
  if (!id || Number.isNaN(Date.parse(day)) || !new Date(day).toISOString().startsWith(day) || day < '0001')
    throw invalid(
      'cursor',
      'platform.bad-cursor',
      'The cursor does not belong to this list. Start again without it.',
    )
  return `(due, id) > (${sql.bind(day, 'date')}, ${sql.bind(id, 'uuid')})`
}

type PlanRow = { tier: Tier | null; lastAt: Date | null; comingAt: Date | null; due: string | null }

/** How often a customer is visited, when last and when next; throws `NotFound`. */
export async function visitPlanOf(ctx: Context, id: string) {
  await requireCustomer(ctx, id)
  const sql = sqlWriter()
  const { now, dayOf } = clockOf(ctx, sql)
  const root = `(select coalesce(a.merged_into, a.id) from customers.v_customer a where a.id = ${sql.bind(id, 'uuid')})`
  const text = `select p.tier, v.last as "lastAt", v.coming as "comingAt",
      case when p.tier is not null then coalesce(${dayOf('v.last')} + 7 * ${weeksOfTier}, ${dayOf('p.created_at')}) end as due
    from customers.v_customer c left join ${plansOf(`c.id = ${root}`)} p on true cross join ${visitsOfCustomer(now)}
    where c.id = ${root}`
  const found = (await row<PlanRow>(ctx.db, text, sql.values)) as PlanRow
  return {
    tier: found.tier,
    lastVisit: found.lastAt?.toISOString() ?? null,
    coming: found.comingAt?.toISOString() ?? null,
    dueOn: found.due,
  }
}
