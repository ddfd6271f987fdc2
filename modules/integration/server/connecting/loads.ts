import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Load } from '../../contract/connecting-shapes.ts'
import { type FieldRule, type JoinedObject, objectOf, systemOf } from '../systems/system.ts'
import { nameAct } from './joining.ts'

type Stored = Omit<Load, 'state' | 'askedAt' | 'begunAt' | 'endedAt'> & {
  askedAt: Date
  begunAt: Date | null
  endedAt: Date | null
  cancelledAt: Date | null
}

/** The last readings of whole objects of a system, the newest first. */
export async function loadsOf(ctx: Context, systemId: string): Promise<Load[]> {
  await systemOf(ctx.db, systemId)
  const found = await rows<Stored>(
    ctx.db,
    `select l.id, l.object_id as "objectId", o.name as object, o.role, l.reason, l.asked_at as "askedAt", l.begun_at as "begunAt",
       l.ended_at as "endedAt", l.cancelled_at as "cancelledAt", l.failure, l.about::float8 as about, l.read::float8 as read,
       l.created::float8 as created, l.changed::float8 as changed, l.same::float8 as same, l.gone::float8 as gone,
       l.refused::float8 as refused
     from integration.object o cross join lateral (select * from integration.load n where n.object_id = o.id order by n.asked_at desc limit 20) l
     where o.system_id = $1 order by l.asked_at desc, l.id desc limit 100`,
    [systemId],
  )
  return found.map(({ cancelledAt, askedAt, begunAt, endedAt, ...load }) => ({
    ...load,
    state: stateOf({ cancelledAt, begunAt, endedAt, failure: load.failure }),
    askedAt: askedAt.toISOString(),
    begunAt: begunAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }))
}

function stateOf({
  endedAt,
  cancelledAt,
  failure,
  begunAt,
}: Pick<Stored, 'endedAt' | 'cancelledAt' | 'failure' | 'begunAt'>): Load['state'] {
  if (endedAt) return failure !== null ? 'failed' : cancelledAt ? 'cancelled' : 'done'
  if (cancelledAt) return 'cancelling'
  return begunAt ? 'running' : 'waiting'
}

/** Asks for an object to be read as a whole; refuses while it is being read, and while its system is off. */
export async function askForLoad(ctx: Context, objectId: string): Promise<{ id: string }> {
  const object = await objectOf(ctx.db, objectId)
  await row(ctx.db, 'select 1 from integration.object where id = $1 for update', [objectId])
  const system = await systemOf(ctx.db, object.systemId)
  if (system.offSince)
    throw new Refused('integration.system-off', `“${system.name}” is switched off. Switch it on first.`, {
      system: system.name,
    })
  const open = await row(
    ctx.db,
    `select 1 from integration.load where object_id = $1 and ended_at is null and reason <> 'mapping-changed'`,
    [objectId],
  )
  if (open)
    throw new Refused('integration.load-open', `“${object.name}” is being read already.`, {
      object: object.name,
    })
  const id = newId()
  nameAct(ctx, system.name)
  await run(
    ctx.db,
    `insert into integration.load (id, object_id, batch_id, reason, asked_by, asked_at) values ($1, $2, $3, 'asked', $4, $5)`,
    [id, objectId, newId(), ctx.actor.id, ctx.now],
  )
  return { id }
}

/** Asks a reading to stop; one that has not begun is over at once. What was stored stays. */
export async function cancelLoad(ctx: Context, id: string): Promise<null> {
  const found = await row<{ over: boolean }>(
    ctx.db,
    'select ended_at is not null as over from integration.load where id = $1 for update',
    [id],
  )
  if (!found) throw new NotFound('load')
  if (found.over) throw new Refused('integration.load-over', 'It is over already.')
  await run(
    ctx.db,
    `update integration.load set cancelled_at = coalesce(cancelled_at, $2), ended_at = case when begun_at is null then $2::timestamptz end where id = $1`,
    [id, ctx.now],
  )
  return null
}

/** Lets our copy of an object be translated by its new mapping, in the transaction that changes it. */
export async function translateAnew(
  ctx: Context,
  { object, mapping }: { object: JoinedObject; mapping: readonly FieldRule[] },
): Promise<void> {
  if (object.role !== 'customer' || JSON.stringify(object.mapping) === JSON.stringify(mapping)) return
  await run(
    ctx.db,
    `insert into integration.load (id, object_id, batch_id, reason, asked_by, asked_at, former) values ($1, $2, $3, 'mapping-changed', $4, $5, $6::jsonb)`,
    [newId(), object.id, newId(), ctx.actor.id, ctx.now, JSON.stringify(object.mapping)],
  )
}
