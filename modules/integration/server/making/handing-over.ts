import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import { familyOf } from '../../../customers/index.ts'
import { objectsByIds, type JoinedObject } from '../systems/system.ts'
import { compose, type Composed } from './composing.ts'
import { type Making, takerOf } from './making.ts'
import { type OfferedRecord, offerOf } from './offers.ts'

/** What became of handing a record over: nobody takes its kind, it is on its way already or stands there, or it was wanted now. */
export type HandedOver = 'nobody-takes-it' | 'already' | 'wanted'

type Named = { offered: string; customerId: string; id: string }

/**
 * Hands a record of an offered kind to the system that takes it, in the transaction of the act: it is made there as soon as that can be.
 * What cannot be said there waits for somebody, with the reason. Whoever calls holds the record locked. Does nothing twice.
 */
export async function handOver(ctx: Context, { offered, customerId, id }: Named): Promise<HandedOver> {
  const making = await takerOf(ctx.db, offered)
  if (!making) return 'nobody-takes-it'
  const newest = () =>
    row<{ id: string; state: string }>(
      ctx.db,
      `select id, state from integration.operation where kind = 'make' and customer_id = $1 and record_id = $2
       order by id desc limit 1`,
      [customerId, id],
    )
  const before = await newest()
  if (before) {
    await run(ctx.db, 'select from integration.operation where customer_id = $1 and id = $2 for update', [
      customerId,
      before.id,
    ])
    // Somebody else may have sent it again while this one waited for the lock.
    const now = await newest()
    if (now?.id !== before.id || isUnderWay(now.state)) return 'already'
  }
  const [record] = await offerOf(offered).read(ctx, { customerId, ids: [id] })
  if (!record) return 'already'
  const fresh = await write(ctx, { making, record })
  if (before?.state === 'failed')
    await run(
      ctx.db,
      `update integration.operation set decided_at = coalesce(decided_at, $3), decided_by = coalesce(decided_by, $4), replaced_by = $5
       where customer_id = $1 and id = $2`,
      [customerId, before.id, ctx.now, ctx.actor.id, fresh],
    )
  return 'wanted'
}

const isUnderWay = (state: string) => ['asked', 'pending', 'sent', 'confirmed'].includes(state)

type Writing = { making: Making; record: OfferedRecord }

async function write(ctx: Context, { making, record }: Writing): Promise<string> {
  const objects = await objectsByIds(ctx.db, [making.objectId])
  const object = objects.get(making.objectId) as JoinedObject
  const known = await customerThere(ctx, { object, customerId: record.customerId })
  const composed = compose(record, { making, object, customer: known.customer })
  const reason = known.several ? 'customer-several' : (composed.problems[0]?.reason ?? null)
  const id = newId()
  await run(
    ctx.db,
    `insert into integration.operation (customer_id, id, kind, system_id, object_id, key, batch_id, wanted_by, fields, set, expected,
       state, reason, said, ended_at, offered, record_id, title, make)
     values ($1, $2, 'make', $3, $4, null, $5, $6, '{}', $7, '{}', $8, $9, $10, case when $9::text is not null then now() end, $11, $12, $13, $14)`,
    [
      record.customerId,
      id,
      making.systemId,
      making.objectId,
      ctx.batch.id,
      ctx.actor.id,
      JSON.stringify(composed.set),
      reason === null ? 'pending' : 'failed',
      reason,
      saidOf(composed),
      making.offered,
      record.id,
      record.title,
      JSON.stringify(makeOf(making, composed)),
    ],
  )
  return id
}

/** Which fields cannot be said; the reason says why of the first. */
function saidOf({ problems }: Composed): string | null {
  const fields = [...new Set(problems.flatMap(({ field }) => field ?? []))]
  return fields.length > 0 ? fields.join(', ') : null
}

function makeOf({ oursField, lines }: Making, composed: Composed) {
  return {
    ours: oursField,
    lines: lines ? { object: lines.object, link: lines.link, set: composed.lines } : null,
  }
}

type There = { customer: { shape: JoinedObject['shape']; key: string } | null; several: boolean }

/** Under which key the customer stands there: his own record, else the only one of his family. */
export async function customerThere(
  ctx: Context,
  { object, customerId }: { object: JoinedObject; customerId: string },
): Promise<There> {
  const parent = (await objectsByIds(ctx.db, [String(object.parentId)])).get(String(object.parentId))
  const [family] = await familyOf(ctx, [customerId])
  const found = await rows<{ key: string; isOwn: boolean }>(
    ctx.db,
    `select x.key, x.record_id = $3 as "isOwn" from integration.crosswalk x
       left join integration.mirror m on m.object_id = x.object_id and m.key = x.key
     where x.object_id = $1 and x.record_id = any($2::uuid[]) and m.gone_at is null
     order by (x.record_id = $3) desc, x.key limit 3`,
    [object.parentId, family?.ids ?? [customerId], customerId],
  )
  const own = found.filter(({ isOwn }) => isOwn)
  const one = own.length === 1 ? own[0] : found.length === 1 ? found[0] : undefined
  return {
    customer: one && parent ? { shape: parent.shape, key: one.key } : null,
    several: !one && found.length > 1,
  }
}
