import { bias, wmape } from './accuracy.ts'

/** What was forecast of one in a period, and what came; the same unit. */
export type Told = { period: string; forecast: number; actual: number }

/** Forecasts judged: see `wmape`, `bias`; `totalError` is that of the sums of each period, in which errors of several offset each other. */
export type Judgement = {
  n: number
  forecast: number
  actual: number
  wmape: number | null
  bias: number | null
  totalError: number | null
}

/** Judges forecasts one by one, and by their sums. Ratios are null where nothing came. */
export function judge(told: readonly Told[]): Judgement {
  const sum = (of: (one: Told) => number, from: readonly Told[] = told) =>
    from.reduce((total, one) => total + of(one), 0)
  const periods = [...Map.groupBy(told, ({ period }) => period).values()].map(of => ({
    forecast: sum(one => one.forecast, of),
    actual: sum(one => one.actual, of),
  }))
  return {
    n: told.length,
    forecast: sum(one => one.forecast),
    actual: sum(one => one.actual),
    wmape: wmape(told),
    bias: bias(told),
    totalError: wmape(periods),
  }
}
