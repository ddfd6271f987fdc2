import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import { holdoutTable } from './tables.ts'

const holdoutId = '01930000-0000-7000-8000-000000000051'

/** Days for which what somebody who left had stays where it is. */
export async function holdoutDays(ctx: Context): Promise<number> {
  return (await row<{ days: number }>(ctx.db, 'select days from sales.holdout'))?.days ?? 0
}

/** Sets them; they hold for those who have left already, too. */
export async function setHoldout(ctx: Context, days: number): Promise<{ days: number }> {
  await changeRow(ctx, holdoutTable, { key: { rootId: holdoutId, id: holdoutId }, set: { days } })
  return { days: await holdoutDays(ctx) }
}
