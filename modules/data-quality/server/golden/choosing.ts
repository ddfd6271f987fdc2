import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import { newId } from '../../../../platform/ids.ts'
import { fieldsOfColumns, goldenFields } from './fields.ts'
import { choiceTable } from './tables.ts'

/** A field and the record whose value its family shall show. */
export type Choice = { memberId: string; field: string }

/** Writes choices with their history, in place of those that the same records had in the same fields. */
export async function writeChoices(ctx: Context, choices: readonly Choice[]): Promise<void> {
  if (choices.length === 0) return
  await openBatch(ctx)
  await forgetChoices(ctx, choices)
  await run(
    ctx.db,
    `with put as (
       insert into data_quality.choice (customer_id, id, field, chosen_by, chosen_at)
       select c.customer_id, c.id, c.field, $2, $3 from jsonb_to_recordset($1::jsonb) c(customer_id uuid, id uuid, field text)
       on conflict (customer_id, field) do nothing returning customer_id, id)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action)
     select customer_id, platform.new_id(), $4, 'choice', id, 'created' from put`,
    [
      JSON.stringify(choices.map(({ memberId, field }) => ({ customer_id: memberId, id: newId(), field }))),
      ctx.actor.id,
      ctx.now,
      ctx.batch.id,
    ],
  )
}

/** Takes choices back, so that older ones or the rules decide again. */
export async function forgetChoices(ctx: Context, choices: readonly Choice[]): Promise<void> {
  const found = await rows<{ customerId: string; id: string }>(
    ctx.db,
    `select h.customer_id as "customerId", h.id from data_quality.choice h
     join jsonb_to_recordset($1::jsonb) c("memberId" uuid, field text) on c."memberId" = h.customer_id and c.field = h.field`,
    [JSON.stringify(choices)],
  )
  if (found.length === 0) return
  await openBatch(ctx)
  await removeRows(ctx.db, choiceTable, {
    roots: found.map(({ customerId }) => customerId),
    ids: found.map(({ id }) => id),
    batchId: ctx.batch.id,
  })
}

/**
 * Somebody has written fields of roots, where he saw what their families show: what he wrote shall be shown, whatever the
 * rules say. Where they show something else, it becomes his choice; answers whether any did.
 */
export async function chooseWritten(
  ctx: Context,
  roots: readonly string[],
  columns: readonly string[],
): Promise<boolean> {
  const fields = fieldsOfColumns(goldenFields(ctx.catalogue.entity('customer')), columns).filter(
    ({ mode }) => mode !== 'latest',
  )
  const shared = [...new Set(fields.flatMap(field => field.columns))]
  if (shared.length === 0 || roots.length === 0) return false
  const overruled = await rows<{ id: string; column: string; keys: string[] | null }>(
    ctx.db,
    `select t.id, k as column,
       case when k = 'custom' then array(select e.key from jsonb_each(t.custom) e where e.value is distinct from t.own -> 'custom' -> e.key
         union select e.key from jsonb_each(t.own -> 'custom') e where e.value is distinct from t.custom -> e.key) end as keys
     from customers.v_customer t, unnest($2::text[]) k where t.id = any($1::uuid[]) and t.own ? k`,
    [roots, shared],
  )
  const choices = overruled.flatMap(({ id, column, keys }) =>
    fields
      .filter(field => field.columns.some(name => name === column))
      .filter(field => !field.own || keys?.includes(field.own))
      .map(field => ({ memberId: id, field: field.key })),
  )
  const distinct = new Map(choices.map(choice => [`${choice.memberId} ${choice.field}`, choice]))
  await writeChoices(ctx, [...distinct.values()])
  return distinct.size > 0
}
