import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { isRefusal, type RowRefusal } from '../../../../platform/transfer/target.ts'
import { type Arrival, type KeptUp, keepUp, takeIn } from '../../../customers/index.ts'
import type { RemoteValues } from '../connectors/port.ts'
import type { Translate } from '../translating/translation.ts'

/** A record of a customer object as it stood and as it stands; `before` null: it was not here. */
export type Moved = {
  key: string
  before: RemoteValues | null
  after: RemoteValues
  record: string | undefined
  /** What it is to us, where that is known. */
  arrival?: Arrival | RowRefusal | undefined
}

/** What became of records: customers made, values that changed here, and those that cannot be customers. */
export type TakenOver = { created: Map<string, string>; kept: KeptUp[]; refused: Map<string, RowRefusal> }

type Taking = { objectId: string; moved: readonly Moved[]; translate: Translate; former?: Translate }

/**
 * Makes customers of records that are none yet, and lets those that are follow what changed there. `former` reads what stood before,
 * where that was understood otherwise. A record that cannot be a customer is noted with the reason; it is tried again whenever it changes.
 */
export async function takeOver(
  ctx: Context,
  { objectId, moved, translate, former = translate }: Taking,
): Promise<TakenOver> {
  const refused = new Map<string, RowRefusal>()
  const fresh = new Map<string, Arrival>()
  const changes: { id: string; former: Arrival; arrival: Arrival }[] = []
  for (const { key, before, after, record, arrival: known } of moved) {
    const arrival = known ?? translate({ key, values: after })
    if (isRefusal(arrival)) {
      refused.set(key, arrival)
      continue
    }
    if (record === undefined) {
      fresh.set(key, arrival)
      continue
    }
    const was = before && former({ key, values: before })
    // What could not be understood before is compared with nothing: all that stands there now is news.
    changes.push({ id: record, former: was && !isRefusal(was) ? was : nothingOf(arrival), arrival })
  }
  await takeIn(ctx, [...fresh.values()])
  const created = new Map([...fresh].map(([key, { id }]) => [key, id]))
  await noteCrosswalk(ctx, objectId, created)
  const kept = await keepUp(ctx, changes)
  const solved = moved.filter(({ key }) => !refused.has(key)).map(({ key }) => key)
  await noteRefusals(ctx, objectId, { refused, solved })
  return { created, kept, refused }
}

function nothingOf(arrival: Arrival): Arrival {
  const columns = Object.fromEntries(Object.keys(arrival.columns).map(column => [column, null]))
  return {
    ...arrival,
    name: null,
    columns: { ...columns, kind: arrival.columns.kind },
    points: [],
    tags: null,
    custom: null,
  }
}

async function noteCrosswalk(
  ctx: Context,
  objectId: string,
  created: ReadonlyMap<string, string>,
): Promise<void> {
  if (created.size === 0) return
  await run(
    ctx.db,
    `insert into integration.crosswalk (object_id, key, record_id)
     select $1, n.key, n.record from unnest($2::text[], $3::uuid[]) n(key, record)`,
    [objectId, [...created.keys()], [...created.values()]],
  )
}

async function noteRefusals(
  ctx: Context,
  objectId: string,
  { refused, solved }: { refused: ReadonlyMap<string, RowRefusal>; solved: readonly string[] },
): Promise<void> {
  await run(ctx.db, 'delete from integration.refusal where object_id = $1 and key = any($2::text[])', [
    objectId,
    solved,
  ])
  if (refused.size === 0) return
  const given = [...refused].map(([key, refusal]) => ({ key, ...refusal, params: refusal.params ?? {} }))
  await run(
    ctx.db,
    `insert into integration.refusal (object_id, key, field, code, message, params)
     select $1, r.key, r.field, r.code, r.message, r.params
     from jsonb_to_recordset($2::jsonb) r(key text, field text, code text, message text, params jsonb)
     on conflict (object_id, key) do update
       set field = excluded.field, code = excluded.code, message = excluded.message, params = excluded.params, at = now()`,
    [objectId, JSON.stringify(given)],
  )
}
