import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import type { Listener } from '../../../../platform/module.ts'
import { familyOf, settle } from '../../../customers/index.ts'
import { choicesMade } from '../../../data-quality/index.ts'
import { isAnythingJoined, want } from './wanting.ts'

/** Of the acts of this module these are people's. */
const decisions = ['integration.act.operation-decided', 'integration.act.operations-decided']

/** All other acts of this module bring here what stands in a system; they want nothing there. */
function isFromThere({ batch: { label } }: Context): boolean {
  return label.startsWith('integration.') && !decisions.includes(label)
}

/** So many customers are looked at within the transaction of the act itself; more by a job that is there if and only if the act is. */
const atOnce = 1000

export const wantQueue = 'integration.want'

async function afterChange(ctx: Context, { rootId }: Event): Promise<void> {
  if (isFromThere(ctx) || !(await isAnythingJoined(ctx))) return
  await want(ctx, { batchId: ctx.batch.id, ids: [rootId] })
}

async function afterChanges(ctx: Context): Promise<void> {
  if (isFromThere(ctx) || !(await isAnythingJoined(ctx))) return
  await wantAll(ctx, { batchId: ctx.batch.id })
}

/** What is taken back here goes there too; `recordId` names the act that was undone. */
async function afterUndo(ctx: Context, { recordId }: Event): Promise<void> {
  if (!(await isAnythingJoined(ctx))) return
  const undo = await row<{ id: string }>(
    ctx.db,
    'select undo_batch as id from platform.undo where batch_id = $1',
    [recordId],
  )
  await wantAll(ctx, { batchId: undo?.id ?? ctx.batch.id, undone: recordId })
}

/**
 * A family shows something else. Where a person has said whose value it is to show, that is his word about the value and goes there; what
 * rules have made of a link or of other values does not. What he has written himself is told by its own event.
 */
async function afterChoice(ctx: Context, { data }: Event): Promise<void> {
  const { roots, written: columns } = data as { roots: string[]; written?: string[] }
  if (columns || isFromThere(ctx) || !(await isAnythingJoined(ctx))) return
  const ids = (await familyOf(ctx, roots)).flatMap(family => family.ids)
  const made = await choicesMade(ctx, { batchId: ctx.batch.id, ids })
  if (made.length > 0) await want(ctx, { batchId: ctx.batch.id, ids: made.map(({ memberId }) => memberId) })
}

/** An act, and the one that it takes back. */
type Act = { batchId: string; undone?: string | undefined }

async function wantAll(ctx: Context, act: Act): Promise<void> {
  const ids = await written(ctx, { ...act, after: null, limit: atOnce + 1 })
  if (ids.length > atOnce)
    await ctx.enqueue(wantQueue, { ...act, actorId: ctx.actor.id }, { singletonKey: act.batchId })
  else await want(ctx, { ...act, ids })
}

/** Customers that an act has changed and that have to do with another system, in the order of their ids. */
async function written(
  { db }: Pick<Context, 'db'>,
  { batchId, undone, after, limit }: Act & { after: string | null; limit: number },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select c.root_id as id from platform.change c
     where c.batch_id = $1 and c.root_id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
       and (c.entity = 'contact-point' or c.entity = 'customer' and c.action <> 'created' or c.entity = 'choice' and c.action = 'created')
     union select o.customer_id from integration.operation o
     where o.batch_id = $4 and o.kind = 'change' and o.customer_id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
     order by id limit $3`,
    [batchId, after, limit, undone ?? null],
  )
  return found.map(({ id }) => id)
}

/** Acts on very many customers: a step for each thousand; whoever runs it again finds done what is done. */
export const wantJob: JobDefinition = {
  queue: wantQueue,
  retryLimit: 10,
  run: async (work, data) => {
    const batchId = String(data.batchId)
    const undone = data.undone ? String(data.undone) : undefined
    const actor = (await work.actorOf(String(data.actorId), 'screen')) ?? work.system
    let after: string | null = null
    for (;;) {
      if (work.signal.aborted)
        throw new Error('The process stops; what goes to other systems is written further later.')
      const position: string | null = after
      const ids = await work.step({ actor, label: 'integration.act.wanted' }, async ctx => {
        const part = await written(ctx, { batchId, undone, after: position, limit: atOnce })
        if (part.length > 0) await want(ctx, { batchId, undone, ids: part })
        return part
      })
      after = ids.at(-1) ?? null
      if (after === null) return
    }
  },
}

/** Chunks of an import are stored without a context; their operations follow as soon as the chunk is there. */
async function afterImport(ctx: Context, events: readonly Event[]): Promise<void> {
  if (!(await isAnythingJoined(ctx))) return
  for (const { data } of events) {
    const ids = (data?.changedIds ?? []) as string[]
    if (ids.length === 0) continue
    // Who settles families reads the same events by himself, and may not have come to them yet.
    await settle(ctx, ids)
    const actor = { ...ctx.actor, id: String(data?.actorId) }
    await want({ ...ctx, actor }, { batchId: String(data?.batchId), ids })
  }
}

/** By what operations come about. */
export const operationListeners: Listener[] = [
  { event: 'customer.changed', name: 'integration.want-change', when: 'inside', run: afterChange },
  { event: 'customers.changed', name: 'integration.want-changes', when: 'inside', run: afterChanges },
  { event: 'family.changed', name: 'integration.want-chosen', when: 'inside', run: afterChoice },
  { event: 'history.undone', name: 'integration.want-undone', when: 'inside', run: afterUndo },
  { event: 'customer.imported', name: 'integration.want-imported', when: 'after', run: afterImport },
]
