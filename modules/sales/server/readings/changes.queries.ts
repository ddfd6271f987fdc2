import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { changesOf, type ChangesQuery } from '../../../../platform/history/changes.ts'
import { requireOpportunity } from '../access.ts'
import { closureTable, competitionTable, involvementTable, stageVisitTable } from '../tables.ts'

const parts = [involvementTable, competitionTable, closureTable, stageVisitTable]
const living = parts
  .map(({ table }) => `select id from ${table} where customer_id = $1::uuid and opportunity_id = $2::uuid`)
  .join(' union all ')

/** The history of an opportunity and of all that belongs or belonged to it, newest first; throws `NotFound`. */
export async function opportunityChanges(
  ctx: Context,
  id: string,
  query: Pick<ChangesQuery, 'limit' | 'before'>,
): ReturnType<typeof changesOf> {
  const root = await requireOpportunity(ctx, id)
  const found = await rows<{ id: string }>(
    ctx.db,
    `${living} union select record_id from platform.change
     where root_id = $1::uuid and entity = any($3::text[]) and action = 'deleted' and before ->> 'opportunity_id' = $2::text`,
    [root, id, parts.map(({ entity }) => entity)],
  )
  return changesOf(ctx, {
    ...query,
    rootIds: [root],
    recordIds: [id, ...found.map(part => part.id)],
    seen: 'customer',
  })
}
