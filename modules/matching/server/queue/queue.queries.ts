import type { Context } from '../../../../platform/context.ts'
import { readCursor, writeCursor } from '../../../../platform/entities/cursor.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Brief, Part, Waiting } from '../../contract.ts'
import { sharedValues } from '../keys/refresh.ts'
import { probabilityOf } from '../live/weigh.ts'
import { seen, seesAll, visibleParts } from '../sight.ts'
import { briefJson, briefOf } from './brief.ts'

export type QueueQuery = { cursor?: string | undefined; limit: number; customer?: string | undefined }

type Row = {
  customer_id: string
  other_id: string
  rank: number
  parts: Part[]
  cluster_size: number
  found_at: Date
  first: Brief
  second: Brief
}

const order = 'rank'

/** The pairs that wait and of which the actor sees both ends; the likeliest first, within a bit of weight the most valuable. */
export async function queue(
  ctx: Context,
  query: QueueQuery,
): Promise<{ items: Waiting[]; next: string | null }> {
  const sql = sqlWriter()
  const where = ['p.settled_at is null', seen(ctx, { alias: 'c', sql }), seen(ctx, { alias: 'o', sql })]
  if (query.customer) {
    const customer = sql.bind(query.customer, 'uuid')
    where.push(`(p.customer_id = ${customer} or p.other_id = ${customer})`)
  }
  if (query.cursor) {
    const [rank, id, other] = readCursor(query.cursor, order, { width: 3 }).after
    const after = [
      sql.bind(Math.max(-1e6, Math.min(1e6, Number(rank) || 0)), 'real'),
      sql.bind(uuidOf(id), 'uuid'),
      sql.bind(uuidOf(other), 'uuid'),
    ]
    where.push(
      `p.rank <= ${after[0]}`,
      `(p.rank < ${after[0]} or (p.customer_id, p.other_id) > (${after[1]}, ${after[2]}))`,
    )
  }
  const found = await rows<Row>(
    ctx.db,
    `select p.customer_id, p.other_id, p.rank, p.parts, p.cluster_size, p.found_at,
       ${briefJson('c')} as first, ${briefJson('o')} as second
     from matching.pair p join customers.v_customer c on c.id = p.customer_id join customers.v_customer o on o.id = p.other_id
     where ${where.join(' and ')} order by p.rank desc, p.customer_id, p.other_id limit ${sql.bind(query.limit + 1)}`,
    sql.values,
  )
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  const more = found.length > query.limit && last
  return {
    items: items.map(pair => waitingOf(ctx, pair)),
    next: more
      ? writeCursor({
          after: [last.rank, last.customer_id, last.other_id],
          sort: order,
          total: 0,
          exact: false,
        })
      : null,
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const noId = '00000000-0000-0000-0000-000000000000'

/** A forged cursor leads to the beginning of its rank, not into the database's own complaint. */
function uuidOf(text: unknown): string {
  return typeof text === 'string' && uuid.test(text) ? text : noId
}

function waitingOf(ctx: Context, pair: Row): Waiting {
  const { parts, weight } = visibleParts(ctx, pair.parts)
  return {
    id: pair.customer_id,
    otherId: pair.other_id,
    weight,
    probability: probabilityOf(weight),
    first: briefOf(pair.first),
    second: briefOf(pair.second),
    because: reasonsOf(parts),
    clusterSize: pair.cluster_size,
    foundAt: pair.found_at.toISOString(),
  }
}

/** The two fields that speak most for one customer. */
export function reasonsOf(parts: readonly Part[]): string[] {
  const sums = new Map<string, number>()
  for (const { field, weight } of parts)
    if (field !== 'start') sums.set(field, (sums.get(field) ?? 0) + weight)
  return [...sums]
    .filter(([, weight]) => weight >= 1)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([field]) => field)
}

/** Kinds of keys that are a value people know, by the engine's code; compound ones say nothing to them. */
const kinds: Record<string, string> = {
  em: 'email',
  ph: 'phone',
  si: 'site',
  on: 'orgNumber',
  ex: 'externalId',
}

/** Values that too many customers share. Only for who sees all customers: the count says something about all of them. */
export async function shared(ctx: Context) {
  if (!seesAll(ctx)) return []
  const found = await sharedValues(ctx.db, 200)
  return found.flatMap(({ label, records }) => {
    const [code, value] = splitOnce(label)
    const kind = kinds[code]
    return kind ? [{ kind, value, records }] : []
  })
}

function splitOnce(label: string): [string, string] {
  const at = label.indexOf(':')
  return [label.slice(0, at), label.slice(at + 1)]
}
