import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { reportFindings } from '../../../data-quality/index.ts'

/** The rule of data quality that only matching can work out. */
const ruleKey = 'possible-duplicate'

/** Tells data quality who waits in a pair: of these customers, and of those they are paired with. */
export async function tellQuality(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const around = await rows<{ id: string; waits: boolean }>(
    ctx.db,
    `with near as (
       select unnest($1::uuid[]) as id
       union select other_id from matching.pair where customer_id = any($1::uuid[])
       union select customer_id from matching.pair where other_id = any($1::uuid[]))
     select n.id, exists (select 1 from matching.pair p where p.customer_id = n.id and p.settled_at is null)
       or exists (select 1 from matching.pair p where p.other_id = n.id and p.settled_at is null) as waits
     from near n`,
    [ids],
  )
  await reportFindings(ctx, ruleKey, {
    customerIds: around.filter(({ waits }) => waits).map(({ id }) => id),
    among: around.map(({ id }) => id),
  })
}
