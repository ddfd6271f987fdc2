import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import { type Forecast, type ForecastAdjustment, forecastLockContract as api } from '../../contract.ts'

const reads: readonly Endpoint[] = [api.forecastAdjustments, api.forecastAccuracy]

export type Level = ForecastAdjustment['level']
/** Whose figure is set: a seller's, a team's, that of the whole. */
export type About = { level: Level; about: string | null; name: string }

/** The figures that managers set beside won and commit of a period, and how I set mine. */
export function useAdjustments(forecast: Forecast) {
  const t = useT()
  const mayManage = useMay()('sales.manage')
  const act = useActOn(reads)
  const { name: period } = forecast.period
  const pipeline = forecast.pipeline ? { pipeline: forecast.pipeline } : {}
  const asked = useCall(api.forecastAdjustments, { query: { period, ...pipeline } })
  const { items = [], mayAdjust } = asked.data ?? {}
  const over = forecast.period.daysLeft === 0
  const mine = items.filter(({ measure }) => measure === 'commit')
  return {
    /** All of one, the newest first; one that counts, if any, is the first. */
    of: (level: Level, about: string | null) =>
      mine.filter(one => one.level === level && one.about.id === about),
    may: (level: Level, about: string | null) => {
      if (!mayManage || over || !mayAdjust) return false
      if (level === 'whole') return mayAdjust.whole
      const ids = level === 'team' ? mayAdjust.teams : mayAdjust.sellers
      return ids.some(({ id }) => id === about)
    },
    currency: forecast.currency,
    set: async (
      { level, about, name }: About,
      { amount, reason, seen }: { amount: number | null; reason: string; seen: string | null },
    ) => {
      const body = {
        period,
        ...pipeline,
        measure: 'commit' as const,
        level,
        ...(about ? { about } : {}),
        amount,
        reason,
        seen,
      }
      const done = amount === null ? 'sales.forecast.adjust.takenBack' : 'sales.forecast.adjust.done'
      return (await act(api.adjustForecast, { body }, t(done, { name }))) !== undefined
    },
  }
}

export type Adjusting = ReturnType<typeof useAdjustments>
