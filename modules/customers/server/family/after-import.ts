import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { settle } from './deriving.ts'

/** After chunks of an import: the families of the records it changed show what survives now. */
export async function settleImported(ctx: Context, events: readonly Event[]): Promise<void> {
  // New records are in no family yet; who brings them together works out what is shown.
  const changing = events.filter(({ data }) => Number(data?.changed ?? 1) > 0)
  if (changing.length === 0) return
  const batches = [...new Set(changing.map(({ data }) => String(data?.batchId)))]
  const changed = await rows<{ id: string }>(
    ctx.db,
    `select c.id from customers.customer c
     where (c.merged_into is not null or exists (select from customers.customer m where m.merged_into = c.id))
       and exists (select from platform.change h where h.batch_id = any($1::uuid[]) and h.root_id = c.id)`,
    [batches],
  )
  await settle(
    ctx,
    changed.map(({ id }) => id),
  )
}
