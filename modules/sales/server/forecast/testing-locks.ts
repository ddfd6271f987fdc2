import type { Caller, TestApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { salesContract } from '../../contract.ts'
import { lockingJob, lockPeriod } from './locking.ts'

const now = new Date()
const dayIn = (months: number, day: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day)).toISOString().slice(0, 10)

/** This month, its last day, a day after it, and the moment it is locked at. */
export const month = {
  name: dayIn(0, 1).slice(0, 7),
  from: dayIn(0, 1),
  last: dayIn(1, 0),
  later: dayIn(2, 9),
  lockedAt: new Date(`${dayIn(0, 1)}T00:00:01Z`),
}

/** The pipeline that every firm begins with, its first stage and its last. */
export const pipeline = '01930000-0000-7000-8000-000000000001'
export const lastStage = '01930000-0000-7000-8000-000000000014'

export type Given = {
  customer: string
  amount?: number | null
  currency?: string
  expectedClose?: string | null
  category?: 'pipeline' | 'best-case' | 'commit' | null
  owner?: string
}

/** Opens a deal as if it had been known for two months. */
export async function oldDeal(app: TestApp, who: Caller, given: Given): Promise<string> {
  const { id } = await who.call(salesContract.openOpportunity, {
    body: { name: 'Deal', amount: 10_000, currency: 'EUR', expectedClose: month.last, ...given },
  })
  await makeOld(app, id)
  return id
}

/** As if a deal had been opened, and its course begun, two months before this one. */
export async function makeOld(app: TestApp, id: string): Promise<void> {
  const back = `$2::timestamptz - interval '2 months'`
  const values = [id, month.lockedAt]
  await app.database.pool.query(
    `update sales.opportunity set created_at = ${back}, opened_at = ${back}, stage_since = ${back} where id = $1`,
    values,
  )
  await app.database.pool.query(
    `update sales.stage_visit set entered_at = ${back} where opportunity_id = $1 and left_at is null`,
    values,
  )
}

/** Locks this month as it is, at its first moment. */
export function lockMonth(app: TestApp, period = month.name): Promise<string | null> {
  return app.asSystem(ctx => lockPeriod(ctx, { pipeline, period, now: month.lockedAt }))
}

/** The clock at a moment. */
export function lookAt(app: TestApp, now: Date): Promise<unknown> {
  const work = workOf(app.kernel, new AbortController().signal)
  const step: typeof work.step = (by, act) => work.step(by, ctx => act({ ...ctx, now }))
  return lockingJob.run({ ...work, step }, {})
}

/** Forgets all locks, so that a test can lock anew. */
export async function unlock(app: TestApp): Promise<void> {
  for (const table of ['forecast_locked_deal', 'forecast_lock_share', 'forecast_lock'])
    await app.database.pool.query(`delete from sales.${table}`)
}
