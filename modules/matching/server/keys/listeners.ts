import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import type { Listener } from '../../../../platform/module.ts'
import { compareAgain } from '../live/compare.ts'
import { tellQuality } from '../queue/findings.ts'
import { settleAround } from '../queue/pairs.ts'
import { followLater } from './catch-up.ts'
import { isCompared } from './records.ts'
import { refreshKeys } from './refresh.ts'

/** So many customers are followed in the transaction that reads the outbox; larger acts get a job of their own. */
const atOnce = 500

/** What tells of one customer by its id, and what only by its act: who was touched then stands in history. */
const byCustomer = ['customer.created', 'customer.changed']
const byAct = [
  'customers.changed',
  'customer.imported',
  'customer.removed',
  'history.undone',
  'batch.undone',
  'demo.cleared',
]

/** Keys, and the pairs they lead to, follow every write: by screen, API, import, undo and removal alike. */
export const keyListeners: readonly Listener[] = [
  ...byCustomer.map(
    (event): Listener => ({
      event,
      name: `matching.keys.${event}`,
      when: 'after',
      run: (ctx, events) => follow(ctx, [...new Set(events.filter(isCompared).map(({ rootId }) => rootId))]),
    }),
  ),
  ...byAct.map(
    (event): Listener => ({ event, name: `matching.keys.${event}`, when: 'after', run: followActs }),
  ),
  ...['customer.linked', 'customer.unlinked'].flatMap((event): Listener[] => [
    {
      event,
      name: `matching.settle.${event}`,
      when: 'inside',
      run: (ctx, told) => settleAround(ctx.db, membersIn([told])),
    },
    {
      event,
      name: `matching.findings.${event}`,
      when: 'after',
      run: (ctx, told) => tellQuality(ctx, membersIn(told)),
    },
  ]),
]

/** Everybody in the families that an event tells of. */
function membersIn(events: readonly Event[]): string[] {
  const families = events.flatMap(({ data }) => (data?.families ?? []) as { ids: string[] }[])
  return [...new Set(families.flatMap(({ ids }) => ids))]
}

/** `history.undone` names the act that was undone; what the undo touched is what that act had touched. */
async function followActs(ctx: Context, events: readonly Event[]): Promise<void> {
  const undone = (event: Event) => ['history.undone', 'batch.undone'].includes(event.kind)
  const batches = new Set(events.map(event => (undone(event) ? event.recordId : String(event.data?.batchId))))
  for (const batchId of batches) {
    const found = await rows<{ id: string }>(
      ctx.db,
      `select distinct root_id as id from platform.change where batch_id = $1 limit ${atOnce + 1}`,
      [batchId],
    )
    if (found.length > atOnce) await followLater(ctx, batchId)
    else
      await follow(
        ctx,
        found.map(({ id }) => id),
      )
  }
}

async function follow(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await refreshKeys(ctx.db, ids)
  await compareAgain(ctx, ids)
}
