import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { readCursor, writeCursor } from '../../../../platform/entities/cursor.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import type { Comparison, crosswalkEndpoints, Difference } from '../../contract/crosswalk.ts'
import { askForLoads } from '../capture/loads.ts'
import { seesRecord } from './sight.ts'

type Moments = 'askedAt' | 'endedAt' | 'cancelledAt'
type Stored = Omit<Comparison, Moments> & {
  askedAt: Date
  endedAt: Date | null
  cancelledAt: Date | null
}

const shown = 100
const weeksShown = 8

/** The last comparisons, the newest first, and what those of eight weeks found by object. */
export async function comparisons(
  ctx: Context,
  systemId: string | undefined,
): Promise<ReplyOf<(typeof crosswalkEndpoints)['comparisons']>> {
  const compared = `from integration.load l join integration.object o on o.id = l.object_id join integration.system s on s.id = o.system_id
    where l.reason in ('nightly', 'asked') and ($1::uuid is null or s.id = $1)`
  const found = await rows<Stored>(
    ctx.db,
    `select l.id, s.id as "systemId", s.name as "systemName", o.id as "objectId", o.name as "objectName", l.reason, l.asked_at as "askedAt",
       l.ended_at as "endedAt", l.failure, l.cancelled_at as "cancelledAt", l.read::float8 as read, l.created::float8 as missing,
       l.changed::float8 as other, l.gone::float8 as gone
     ${compared} order by l.asked_at desc, l.id limit ${shown}`,
    [systemId ?? null],
  )
  const weeks = await rows<{ week: string; objectId: string; comparisons: number; differences: number }>(
    ctx.db,
    `select date_trunc('week', l.asked_at at time zone 'UTC')::date::text as week, o.id as "objectId", count(*)::int as comparisons,
       sum(l.created + l.changed + l.gone)::int as differences
     ${compared} and l.ended_at is not null and l.asked_at > $2::timestamptz - interval '${weeksShown} weeks' group by 1, 2 order by 1, 2`,
    [systemId ?? null, ctx.now],
  )
  return {
    items: found.map(({ askedAt, endedAt, cancelledAt, ...rest }) => ({
      ...rest,
      askedAt: askedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      cancelledAt: cancelledAt?.toISOString() ?? null,
    })),
    weeks,
  }
}

type Page = { cursor?: string | undefined; limit: number }
const order = 'key'

/** What one comparison found, by key, of customers that the actor sees and of their documents. Throws `NotFound`. */
export async function differences(
  ctx: Context,
  loadId: string,
  { cursor, limit }: Page,
): Promise<{ items: Difference[]; next: string | null }> {
  const load = await row(
    ctx.db,
    `select 1 as hit from integration.load where id = $1 and reason in ('nightly', 'asked')`,
    [loadId],
  )
  if (!load) throw new NotFound('comparison')
  const sql = sqlWriter([loadId])
  const where = ['d.load_id = $1', seesRecord(ctx, { record: 'w.record_id', sql })]
  if (cursor) where.push(`d.key > ${sql.bind(String(readCursor(cursor, order, { width: 1 }).after[0]))}`)
  const found = await rows<Difference>(
    ctx.db,
    `select d.key, d.kind, d.fields, case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end as customer
     from integration.difference d join integration.object o on o.id = d.object_id
     left join integration.mirror m on m.object_id = d.object_id and m.key = d.key
     left join integration.crosswalk w on w.object_id = coalesce(o.parent_id, o.id) and w.key = case when o.parent_id is null then d.key else m.parent_key end
     left join customers.v_customer c on c.id = w.record_id
     left join customers.v_customer r on r.id = coalesce(c.merged_into, c.id)
     where ${where.join(' and ')} order by d.key limit ${sql.bind(limit + 1)}`,
    sql.values,
  )
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  return {
    items,
    next: last ? writeCursor({ after: [last.key], sort: order, total: 0, exact: false }) : null,
  }
}

/** The night has so many parts of a quarter of an hour, from midnight (UTC) on. */
const parts = 20
const quarter = 900_000

/** Which part of the night is for an object: always the same, and about as many objects in each. */
export function partOfNight(objectId: string): number {
  return Number.parseInt(objectId.replaceAll('-', '').slice(-6), 16) % parts
}

/**
 * Asks for the comparison of every joined object once a night, not all at once. A part that nobody was awake for is made up for by the
 * next one.
 */
export const nightly: JobDefinition = {
  queue: 'integration.nightly',
  schedule: '*/15 0-4 * * *',
  run: work => work.step({ actor: work.system }, askForTonight),
}

/** Asks for the comparisons that are due by now and were not asked for tonight, of objects of which nothing else is being read. */
export async function askForTonight(ctx: Context): Promise<void> {
  const midnight = Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth(), ctx.now.getUTCDate())
  const part = Math.floor((ctx.now.getTime() - midnight) / quarter)
  const open = await rows<{ id: string }>(
    ctx.db,
    `select o.id from integration.object o join integration.system s on s.id = o.system_id
     where s.off_since is null and s.drill_since is null
       and exists (select 1 from integration.load l where l.object_id = o.id and l.ended_at is not null and l.failure is null)
       and not exists (select 1 from integration.load l where l.object_id = o.id
         and (l.ended_at is null or l.reason = 'nightly' and l.asked_at >= $1))`,
    [new Date(midnight)],
  )
  const due = open.filter(({ id }) => partOfNight(id) <= part)
  await askForLoads(
    ctx,
    due.map(({ id }) => id),
    { reason: 'nightly' },
  )
}
