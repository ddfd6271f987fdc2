import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/database/statement.ts'
import { refreshKeys } from './keys/refresh.ts'
import { compareAgain } from './live/compare.ts'
import { startSearch } from './runs/runs.ts'

/** Finds the duplicates of the demo company, so that its steward has something to decide from the first minute. */
export async function demoPairs(ctx: Context): Promise<void> {
  const found = await rows<{ id: string }>(ctx.db, 'select id from customers.v_customer order by id')
  const ids = found.map(({ id }) => id)
  await refreshKeys(ctx.db, ids)
  await compareAgain(ctx, ids)
  // The first search of the whole base stands in the list of searches like any other.
  await startSearch(ctx, 'full')
}
