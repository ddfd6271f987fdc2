import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { deriveFamilies, settle, tellFamilies } from './deriving.ts'

/** Records worked on at a time. */
const atOnce = 2000

/**
 * After an undo, whose rows are written without us: which records are one customer is worked out anew where links or
 * records came or went, and what the touched families show is settled. Does nothing twice.
 */
export async function deriveAfterUndo(ctx: Context, { recordId }: Event): Promise<void> {
  const undo = await row<{ id: string }>(
    ctx.db,
    'select undo_batch as id from platform.undo where batch_id = $1',
    [recordId],
  )
  const batches = [recordId, ...(undo ? [undo.id] : [])]
  const ids = await touchedBy(ctx, batches)
  for (let at = 0; at < ids.length; at += atOnce) {
    const part = ids.slice(at, at + atOnce)
    await tellFamilies(ctx, await deriveFamilies(ctx, part), 'unlinked')
    await settle(ctx, part)
  }
}

/**
 * The records, in the order of their ids, that have to do with a family and that the acts touched: at either end of a link
 * that came or went, gone as the root of others, or changed within a family. All at once: to look through what an import of
 * a million rows has written takes seconds, and would be done again for every portion.
 */
async function touchedBy(ctx: Context, batches: string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `with touched as (
       select c.root_id, c.entity, c.action, c.before from platform.change c where c.batch_id = any($1::uuid[])),
     near as (
       select t.root_id as id from touched t
       union select (t.before ->> 'other_id')::uuid from touched t where t.entity = 'customer-link' and t.action = 'deleted'
       union select (o ->> 'other_id')::uuid from touched t, jsonb_array_elements(coalesce(nullif(t.before -> '_owned' -> 'customer-link', 'null'), '[]')) o where t.entity = 'customer' and t.action = 'deleted'
       union select l.other_id from touched t join customers.link l on l.customer_id = t.root_id
       union select m.id from touched t join customers.customer m on m.merged_into = t.root_id)
     select n.id from near n join customers.customer c on c.id = n.id
     where c.merged_into is not null
       or exists (select from customers.customer m where m.merged_into = c.id)
       or exists (select from customers.link l where l.customer_id = c.id)
       or exists (select from customers.link l where l.other_id = c.id)
     order by n.id`,
    [batches],
  )
  return found.map(({ id }) => id)
}
