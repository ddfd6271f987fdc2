import { useUrlStates } from '../../../../ui/shell/url-state.ts'

export const whoses = ['all', 'team', 'mine'] as const
export const periods = ['all', 'this-year', 'last-year', 'last-quarter'] as const

/** What the page is asked to show, as it stands in the address. */
export type Shown = {
  whose: (typeof whoses)[number]
  period: (typeof periods)[number]
  pipeline: string | undefined
}

/** What is shown, as the server wants it and as the controls do; a change is kept in the address. */
export function usePictured() {
  const [url, setUrl] = useUrlStates(['whose', 'period', 'pipeline'])
  const shown: Shown = {
    whose: whoses.find(one => one === url.whose) ?? 'all',
    period: periods.find(one => one === url.period) ?? 'all',
    pipeline: typeof url.pipeline === 'string' ? url.pipeline : undefined,
  }
  const from = startOf(shown.period)
  const query = {
    whose: shown.whose,
    by: 'opened' as const,
    ...(shown.pipeline ? { pipeline: shown.pipeline } : {}),
    ...(from ? { from } : {}),
  }
  return { query, shown, change: (change: Partial<Shown>) => setUrl(change) }
}

function startOf(period: Shown['period']): string | null {
  const now = new Date()
  const today = (years: number, days: number) =>
    new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate() - days))
      .toISOString()
      .slice(0, 10)
  if (period === 'all') return null
  if (period === 'this-year') return `${now.getUTCFullYear()}-01-01`
  return period === 'last-year' ? today(1, 0) : today(0, 90)
}
