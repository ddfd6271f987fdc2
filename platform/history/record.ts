import type { Context, Db } from '../context.ts'
import { keptPlan } from '../database/prepared.ts'
import { sentAhead } from '../database/sending.ts'
import { run } from '../database/statement.ts'
import { newId } from '../ids.ts'

/** What happened to one record. `before` and `after` hold only the columns that changed, by column name. */
export type Change = {
  entity: string
  rootId: string
  recordId: string
  action: 'created' | 'changed' | 'deleted' | 'restored'
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Transactions that hold their batch row already; keyed by the transaction, since one that is rolled back loses it. */
const written = new WeakSet<Db>()

/** Values of `$1` to `$8` below. */
function actOf({ batch, now, actor }: Context): unknown[] {
  const params = JSON.stringify(batch.params ?? {})
  return [batch.id, now, actor.id, actor.name, actor.kind, actor.channel, batch.label, params]
}

const actText = `insert into platform.batch (id, at, actor_id, actor_name, actor_kind, channel, label, label_params)
  values ($1::uuid, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`

const changesText = (batch: string, changes: string) =>
  `insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
   select r."rootId", r.id, ${batch}, r.entity, r."recordId", r.action, r.before, r.after
   from jsonb_to_recordset(${changes}::jsonb) as r("rootId" uuid, id uuid, entity text, "recordId" uuid, action text, before jsonb, after jsonb)`

const openAct = sentAhead(keptPlan(actText))
const addChanges = sentAhead(keptPlan(changesText('$1::uuid', '$2')))
/** Both in one journey: most acts write one thing. */
const openWithChanges = sentAhead(keptPlan(`with act as (${actText}) ${changesText('$1::uuid', '$9')}`))

/** Writes the act itself, once, before its first change. */
export async function openBatch(ctx: Context): Promise<void> {
  if (written.has(ctx.db)) return
  await run(ctx.db, openAct, actOf(ctx))
  written.add(ctx.db)
}

/** Whether this transaction has written its act, which then stands once it is committed. */
export function isOpen(db: Db): boolean {
  return written.has(db)
}

/** Writes history for the records of this act, in its transaction. */
export async function recordChanges(ctx: Context, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = JSON.stringify(changes.map(change => ({ ...change, id: newId() })))
  if (written.has(ctx.db)) {
    await run(ctx.db, addChanges, [ctx.batch.id, rows])
    return
  }
  await run(ctx.db, openWithChanges, [...actOf(ctx), rows])
  written.add(ctx.db)
}

/** The columns in which two images of a row differ, each image reduced to them; undefined where nothing differs. */
export function difference(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { before: Record<string, unknown>; after: Record<string, unknown> } | undefined {
  const keys = Object.keys(after).filter(
    key => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  )
  if (keys.length === 0) return undefined
  const pick = (image: Record<string, unknown>) =>
    Object.fromEntries(keys.map(key => [key, image[key] ?? null]))
  return { before: pick(before), after: pick(after) }
}
