import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { FieldRule } from '../systems/system.ts'

export type LoadReason = 'first' | 'position-lost' | 'mapping-changed' | 'nightly' | 'asked'

/** A reading of a whole object that has been asked for. */
export type Load = {
  id: string
  objectId: string
  batchId: string
  reason: LoadReason
  begunAt: Date | null
  afterKey: string | null
  former: FieldRule[] | null
}

/** What a chunk of a load brought: read = created + changed + same + refused. */
export type LoadCounts = {
  read: number
  created: number
  changed: number
  same: number
  gone: number
  refused: number
}

/** Stands among the keys that a load has met from its beginning on; no record has this key. */
const metMark = ''

/** Asks for readings of objects; an object that is waiting for one already is left out. */
export async function askForLoads(
  ctx: Context,
  objectIds: readonly string[],
  { reason, by = null }: { reason: LoadReason; by?: string | null },
): Promise<void> {
  const given = objectIds.map(objectId => ({ id: newId(), object_id: objectId, batch_id: newId() }))
  await run(
    ctx.db,
    `insert into integration.load (id, object_id, batch_id, reason, asked_by, asked_at)
     select n.id, n.object_id, n.batch_id, $2, $3, $4 from jsonb_to_recordset($1::jsonb) n(id uuid, object_id uuid, batch_id uuid)
     where not exists (select 1 from integration.load l where l.object_id = n.object_id and l.ended_at is null and l.reason <> 'mapping-changed')`,
    [JSON.stringify(given), reason, by, ctx.now],
  )
}

/** The load of one of these objects that was asked for first and is not over. */
export async function nextLoad(
  { db }: Pick<Context, 'db'>,
  objectIds: readonly string[],
): Promise<Load | null> {
  const found = await row<Load>(
    db,
    `select id, object_id as "objectId", batch_id as "batchId", reason, begun_at as "begunAt", after_key as "afterKey", former
     from integration.load where object_id = any($1::uuid[]) and ended_at is null order by asked_at, id limit 1`,
    [objectIds],
  )
  return found ?? null
}

/** Those of the objects that have never been read to their end, and are not being read. */
export async function neverRead(
  { db }: Pick<Context, 'db'>,
  objectIds: readonly string[],
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select o.id from unnest($1::uuid[]) o(id) where not exists (select 1 from integration.load l where l.object_id = o.id
       and l.reason <> 'mapping-changed' and l.failure is null and l.cancelled_at is null)`,
    [objectIds],
  )
  return found.map(({ id }) => id)
}

/** Whether the object is being read for the first time, or since its changes were lost: our copy is not whole yet. */
export async function isIncomplete({ db }: Pick<Context, 'db'>, objectId: string): Promise<boolean> {
  const open = await row(
    db,
    `select 1 as open from integration.load where object_id = $1 and ended_at is null and reason in ('first', 'position-lost') limit 1`,
    [objectId],
  )
  return open !== undefined
}

/** Begins the load, or goes on with it; answers when it began. */
export async function beginLoad(ctx: Context, load: Load, about: number | null): Promise<Date> {
  if (load.afterKey === null)
    await run(
      ctx.db,
      `insert into integration.met (load_id, key) values ($1, '${metMark}') on conflict do nothing`,
      [load.id],
    )
  const begun = await row<{ at: Date }>(
    ctx.db,
    'update integration.load set begun_at = coalesce(begun_at, $2), about = coalesce(about, $3) where id = $1 returning begun_at as at',
    [load.id, ctx.now, about],
  )
  return begun?.at ?? ctx.now
}

/** Whether all is known that the load has met: those keys are in no log of the database, and are lost when it crashes. */
export async function isMetKnown({ db }: Pick<Context, 'db'>, load: Load): Promise<boolean> {
  const mark = await row(
    db,
    `select 1 as mark from integration.met where load_id = $1 and key = '${metMark}'`,
    [load.id],
  )
  return mark !== undefined
}

/** Has the load begin anew; what it did stays, and is counted as it is found then. */
export async function beginAnew({ db }: Pick<Context, 'db'>, load: Load): Promise<void> {
  await run(
    db,
    `update integration.load set after_key = null, read = 0, created = 0, changed = 0, same = 0, gone = 0, refused = 0
     where id = $1 and ended_at is null`,
    [load.id],
  )
}

/** Adds what a chunk brought; answers whether the load is to go on. */
export async function addToLoad(
  ctx: Context,
  load: Load,
  { counts, afterKey }: { counts: LoadCounts; afterKey: string | null },
): Promise<boolean> {
  const { read, created, changed, same, gone, refused } = counts
  const found = await row<{ cancelled: boolean }>(
    ctx.db,
    `update integration.load set after_key = coalesce($2, after_key), read = read + $3, created = created + $4, changed = changed + $5,
       same = same + $6, gone = gone + $7, refused = refused + $8
     where id = $1 and ended_at is null returning cancelled_at is not null as cancelled`,
    [load.id, afterKey, read, created, changed, same, gone, refused],
  )
  return found !== undefined && !found.cancelled
}

/** Ends the load; `failure` says why it could not come to its end. */
export async function endLoad(ctx: Context, load: Load, failure: string | null): Promise<void> {
  await run(
    ctx.db,
    'update integration.load set ended_at = $2, failure = $3 where id = $1 and ended_at is null',
    [load.id, ctx.now, failure?.slice(0, 1000) ?? null],
  )
  await run(ctx.db, 'delete from integration.met where load_id = $1', [load.id])
  // Those who follow customers learn of all that a first reading made at once; of others they learn chunk by chunk.
  if (load.reason === 'first') await tellOfCustomers(ctx)
}

/** Tells those who follow customers that this act made some, or will be read as a whole. */
export async function tellOfCustomers(ctx: Context): Promise<void> {
  const { id } = ctx.batch
  await ctx.emit({ kind: 'customers.changed', entity: 'customer', rootId: id, recordId: id, data: {} })
}
