import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import type { Rhythm } from '../../contract/visits.ts'
import { visitRhythmTable } from '../day/tables.ts'

const rhythmId = '01930000-0000-7000-8000-000000000041'

/** Weeks between two visits, by tier. */
export async function readRhythm(ctx: Context): Promise<Rhythm> {
  const text = 'select a_weeks as "A", b_weeks as "B", c_weeks as "C" from sales.visit_rhythm'
  return (await row<Rhythm>(ctx.db, text)) as Rhythm
}

/** Sets them; what is due follows at once. */
export async function setRhythm(ctx: Context, { A, B, C }: Rhythm): Promise<Rhythm> {
  await changeRow(ctx, visitRhythmTable, {
    key: { rootId: rhythmId, id: rhythmId },
    set: { a_weeks: A, b_weeks: B, c_weeks: C },
  })
  return readRhythm(ctx)
}
