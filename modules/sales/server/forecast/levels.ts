import type { ForecastSeller, ForecastTeam } from '../../contract/forecast.ts'
import type { SellerRow } from './sellers.queries.ts'

/** Sellers told one by one; sums are of all. */
const most = 100

type Part = Pick<
  SellerRow,
  'id' | 'name' | 'teamId' | 'team' | 'won' | 'commit' | 'best' | 'open' | 'weighted'
>
type Shares = Omit<ForecastSeller, 'owner'>

/** What is foreseen by seller and by team, the largest first. `expected`: of one seller with what is won; null where history is silent. */
export function levelsOf<T extends Part>(
  found: readonly T[],
  expected: ((one: T) => number) | null,
): { sellers: ForecastSeller[]; teams: ForecastTeam[] } {
  const sellers = found.map(one => ({
    owner: { id: one.id, name: one.name },
    ...sharesOf([one], expected),
  }))
  const teams = [...Map.groupBy(found, ({ teamId }) => teamId)].map(([id, of]) => ({
    team: { id, name: of[0]?.team ?? null },
    people: of.filter(one => one.id !== null).length,
    ...sharesOf(of, expected),
  }))
  return { sellers: sellers.toSorted(largestFirst).slice(0, most), teams: teams.toSorted(largestFirst) }
}

const largestFirst = (a: Shares, b: Shares) => b.won + b.weighted - a.won - a.weighted

function sharesOf<T extends Part>(found: readonly T[], expected: ((one: T) => number) | null): Shares {
  const sum = (of: (one: T) => number) => found.reduce((total, one) => total + of(one), 0)
  return {
    won: sum(one => one.won),
    commit: sum(one => one.commit),
    bestCase: sum(one => one.best),
    pipeline: sum(one => one.open),
    weighted: sum(one => one.weighted),
    expected: expected && sum(expected),
  }
}
