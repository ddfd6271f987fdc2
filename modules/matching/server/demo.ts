import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/database/statement.ts'
import { demoBase } from './bases/demo-base.ts'
import { refreshKeys } from './keys/refresh.ts'
import { compareAgain } from './live/compare.ts'
import { startSearch } from './runs/runs.ts'

/** Finds the duplicates of the demo company, and brings in a second base, so that its steward has something to decide from the first minute. */
export async function demoPairs(ctx: Context, { seed }: { seed: number }): Promise<void> {
  const found = await rows<{ id: string }>(ctx.db, 'select id from customers.v_customer order by id')
  const ids = found.map(({ id }) => id)
  await refreshKeys(ctx.db, ids)
  await compareAgain(ctx, ids)
  await demoBase(ctx, { seed })
  // The first search of the whole base stands in the list of searches like any other.
  await startSearch(ctx, 'full')
}
