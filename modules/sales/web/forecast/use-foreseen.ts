import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import type { ChangeReason, ForecastMeasure } from '../../contract.ts'
import { periodNow, readPeriod } from '../periods/periods.ts'

export const whoses = ['all', 'team', 'mine'] as const

const isId = (value: unknown): value is string => typeof value === 'string' && /^[\da-f-]{36}$/.test(value)

/** Which forecast is shown, as it stands in the address. */
export type Shown = {
  period: string
  whose: (typeof whoses)[number]
  pipeline: string | undefined
  /** One seller alone. */
  owner: string | undefined
}

/** What is shown, as the server wants it and as the controls do; a change is kept in the address. */
export function useForeseen() {
  const [url, setUrl] = useUrlStates(['period', 'whose', 'pipeline', 'owner'])
  const { period, whose, pipeline, owner } = url
  const shown: Shown = {
    period: readPeriod(period) ? String(period) : periodNow('month', new Date()),
    whose: whoses.find(one => one === whose) ?? 'all',
    pipeline: isId(pipeline) ? pipeline : undefined,
    owner: isId(owner) ? owner : undefined,
  }
  const query = {
    period: shown.period,
    whose: shown.whose,
    ...(shown.pipeline ? { pipeline: shown.pipeline } : {}),
    ...(shown.owner ? { owner: shown.owner } : {}),
  }
  return { query, shown, change: (change: Partial<Shown>) => setUrl(change) }
}

/** What is asked of the server about a forecast, its changes, and the deals behind one of them. */
export type Asking = ReturnType<typeof useForeseen>['query']
export type ChangesAsking = Asking & { measure: ForecastMeasure }
export type DealsAsking = ChangesAsking & { reason: ChangeReason }
