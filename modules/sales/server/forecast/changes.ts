import type { Context } from '../../../../platform/context.ts'
import type { ForecastQuery } from '../../contract/forecast.ts'
import {
  changeReasons,
  type ForecastChanges,
  type ForecastMeasure,
  type MeasuredChange,
} from '../../contract/forecast-changes.ts'
import { houseCurrency } from '../house-currency.ts'
import { type ReasonRow, readReasons } from './changes.queries.ts'
import { findLock } from './locks.ts'
import { periodView } from './period.ts'

/** What changed since a period was locked, of the deals asked for: the locked sums and all reasons add up to what is today. */
export async function readChanges(ctx: Context, asked: ForecastQuery): Promise<ForecastChanges> {
  const { pipeline, period, state, lock } = await findLock(ctx, asked)
  const currency = await houseCurrency(ctx)
  const head = { pipeline, currency, period: periodView(period), lockedAt: lock?.at.toISOString() ?? null }
  if (!lock || !pipeline) return { ...head, state, measures: null }
  if (lock.currency !== currency) return { ...head, state: 'other-currency', measures: null }
  const found = await readReasons(ctx, { lock, pipeline, period, asked })
  const of = (measure: ForecastMeasure) => measuredOf(found.filter(one => one.measure === measure))
  return {
    ...head,
    state,
    measures: { commit: of('commit'), bestCase: of('bestCase'), total: of('total') },
  }
}

function measuredOf(found: readonly ReasonRow[]): MeasuredChange {
  const byReason = new Map(found.map(one => [one.reason, one]))
  return {
    locked: found.reduce((sum, { before }) => sum + before, 0),
    now: found.reduce((sum, { after }) => sum + after, 0),
    unchanged: byReason.get(null)?.n ?? 0,
    reasons: changeReasons.flatMap(reason => {
      const part = byReason.get(reason)
      if (!part) return []
      const { n, before, after } = part
      return [{ reason, n, before, after, amount: after - before }]
    }),
  }
}
