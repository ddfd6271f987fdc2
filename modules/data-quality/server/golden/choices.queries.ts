import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { goldenFields } from './fields.ts'

type Chosen = { memberId: string; field: string }
type Made = { memberId: string; fields: readonly string[] }

/**
 * Whose values an act has chosen among these records, and of which fields, by keys of the customer's fields. What was chosen and taken
 * back by the same act is not among them.
 */
export async function choicesMade(
  ctx: Pick<Context, 'db' | 'catalogue'>,
  { batchId, ids }: { batchId: string; ids: readonly string[] },
): Promise<Made[]> {
  const found = await rows<Chosen>(
    ctx.db,
    keptPlan(`select h.customer_id as "memberId", h.field from unnest($2::uuid[]) u(id),
       lateral (select c.root_id, c.record_id from platform.change c
         where c.batch_id = $1::uuid and c.root_id = u.id and c.entity = 'choice' and c.action = 'created' offset 0) made
     join data_quality.choice h on h.customer_id = made.root_id and h.id = made.record_id`),
    [batchId, ids],
  )
  return byMember(ctx, found)
}

/** Whose values of these records a person has chosen, and of which fields, whenever that was. */
export async function choicesStanding(
  ctx: Pick<Context, 'db' | 'catalogue'>,
  ids: readonly string[],
): Promise<Made[]> {
  const found = await rows<Chosen>(
    ctx.db,
    'select h.customer_id as "memberId", h.field from data_quality.choice h where h.customer_id = any($1::uuid[])',
    [ids],
  )
  return byMember(ctx, found)
}

function byMember({ catalogue }: Pick<Context, 'catalogue'>, found: readonly Chosen[]): Made[] {
  const parts = new Map(goldenFields(catalogue.entity('customer')).map(field => [field.key, field.parts]))
  return [...Map.groupBy(found, ({ memberId }) => memberId)].map(([memberId, made]) => ({
    memberId,
    fields: made.flatMap(({ field }) => parts.get(field) ?? []),
  }))
}
