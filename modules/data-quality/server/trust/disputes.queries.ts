import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, NotFound } from '../../../../platform/errors.ts'
import { customerScope } from '../../../customers/index.ts'
import type { Dispute } from '../../contract/disputes.ts'

type Times = 'raisedAt' | 'dueAt' | 'settledAt' | 'readAt'
type DisputeRow = Omit<Dispute, Times> & {
  raisedAt: Date
  dueAt: Date
  settledAt: Date | null
  readAt: Date | null
}

const person = (column: string) =>
  `jsonb_build_object('id', ${column}, 'name', (select u.name from staff.v_user u where u.id = ${column}))`

const isSteward = ({ actor }: Context) => actor.permissions.has('data-quality.manage')

/** The customer's owner decides; a steward where there is none, and where the time is over. */
function selection(ctx: Context, sql: SqlWriter, more = ''): string {
  const me = sql.bind(ctx.actor.id, 'uuid')
  const steward = sql.bind(isSteward(ctx), 'boolean')
  const fields = visibleFields(ctx.catalogue.entity('customer'), ctx.actor).map(({ key }) => key)
  return `select ${more} d.id, d.customer_id as "customerId", t.name as "customerName", t.kind as "customerKind",
      case when t.owner_id is not null then ${person('t.owner_id')} end as owner,
      d.field, d.point_id as "pointId", d.value, d.proposed, d.reason, ${person('d.raised_by')} as "raisedBy", d.raised_at as "raisedAt",
      d.due_at as "dueAt", d.outcome, case when d.settled_by is not null then ${person('d.settled_by')} end as "settledBy",
      d.settled_at as "settledAt", d.answer, d.read_at as "readAt",
      d.settled_at is null and (t.owner_id is not distinct from ${me} or ${steward}) as "maySettle",
      d.settled_at is null and (d.raised_by = ${me} or ${steward}) as "mayWithdraw"
    from data_quality.dispute d join customers.v_customer t on t.id = d.customer_id
    where d.field = any(${sql.bind([...fields, 'address'], 'text[]')}) and ${customerScope(ctx, { alias: 't', sql })}`
}

function viewOf(found: DisputeRow): Dispute {
  return {
    ...found,
    raisedAt: found.raisedAt.toISOString(),
    dueAt: found.dueAt.toISOString(),
    settledAt: found.settledAt?.toISOString() ?? null,
    readAt: found.readAt?.toISOString() ?? null,
  }
}

/** One dispute; throws `NotFound` where the actor does not see the customer or the field. */
export async function disputeOf(ctx: Context, customerId: string, id: string): Promise<Dispute> {
  const sql = sqlWriter()
  const found = await row<DisputeRow>(
    ctx.db,
    `${selection(ctx, sql)} and d.customer_id = ${sql.bind(customerId, 'uuid')} and d.id = ${sql.bind(id, 'uuid')}`,
    sql.values,
  )
  if (!found) throw new NotFound('dispute')
  return viewOf(found)
}

/** Open disputes about values of a customer and its family, the most urgent first. */
export async function openDisputesOf(ctx: Context, customerId: string): Promise<Dispute[]> {
  const sql = sqlWriter()
  const text = selection(ctx, sql)
  const id = sql.bind(customerId, 'uuid')
  const found = await rows<DisputeRow>(
    ctx.db,
    `${text} and d.settled_at is null
       and d.customer_id in (select ${id} union all select m.id from customers.v_customer m where m.merged_into = ${id})
     order by d.due_at, d.id limit 100`,
    sql.values,
  )
  return found.map(viewOf)
}

export type DisputesQuery = {
  which: 'for-me' | 'mine' | 'to-read' | 'open' | 'settled'
  limit: number
  cursor?: string | undefined
}

/** A page of disputes: open ones by their hour, others the newest first. */
export async function listDisputes(
  ctx: Context,
  { which, limit, cursor }: DisputesQuery,
): Promise<{ items: Dispute[]; next: string | null }> {
  const sql = sqlWriter()
  const { condition, time, newest } = partOf(ctx, sql, which)
  const from = cursor === undefined ? null : readPlace(cursor)
  const after = from
    ? ` and (${time}, d.id) ${newest ? '<' : '>'} (${sql.bind(from.at, 'timestamptz')}, ${sql.bind(from.id, 'uuid')})`
    : ''
  const order = newest ? 'desc' : 'asc'
  const found = await rows<DisputeRow & { place: string }>(
    ctx.db,
    `${selection(ctx, sql, `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || d.id as place,`)} and ${condition}${after}
     order by ${time} ${order}, d.id ${order} limit ${sql.bind(limit + 1)}`,
    sql.values,
  )
  const shown = found.slice(0, limit)
  return {
    items: shown.map(({ place: _, ...item }) => viewOf(item)),
    next: found.length > limit ? (shown.at(-1)?.place ?? null) : null,
  }
}

type Part = { condition: string; time: string; newest: boolean }

function partOf(ctx: Context, sql: SqlWriter, which: DisputesQuery['which']): Part {
  const me = () => sql.bind(ctx.actor.id, 'uuid')
  switch (which) {
    case 'for-me': {
      const stewards = () => ` or t.owner_id is null or d.due_at < ${sql.bind(ctx.now, 'timestamptz')}`
      const condition = `d.settled_at is null and (t.owner_id = ${me()}${isSteward(ctx) ? stewards() : ''})`
      return { condition, time: 'd.due_at', newest: false }
    }
    case 'open':
      return { condition: 'd.settled_at is null', time: 'd.due_at', newest: false }
    case 'mine':
      return { condition: `d.raised_by = ${me()}`, time: 'd.raised_at', newest: true }
    case 'to-read':
      return {
        condition: `d.raised_by = ${me()} and d.settled_at is not null and d.read_at is null`,
        time: 'd.settled_at',
        newest: true,
      }
    case 'settled':
      return { condition: 'd.settled_at is not null', time: 'd.settled_at', newest: true }
  }
}

const placeShape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/

function readPlace(cursor: string): { at: string; id: string } {
  const [, at, id] = placeShape.exec(cursor) ?? []
  if (!at || !id || Number.isNaN(Date.parse(at)))
    throw invalid(
      'cursor',
      'platform.bad-cursor',
      'The cursor does not belong to this list. Start again without it.',
    )
  return { at, id }
}
