import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../../platform/contract/client.ts'
import { useUrlStates } from '../../../../ui/shell/url-state.ts'
import { dayContract, type Tier } from '../../contract.ts'

const whoses = ['mine', 'team', 'all'] as const
export type Which = {
  whose: (typeof whoses)[number]
  due: boolean
  tier: Tier | null
  unvisited: number | null
  place: string
}

/** Which visits are shown, as the address says it. */
export function useWhich() {
  const [url, setUrl] = useUrlStates(['whose', 'due', 'tier', 'unvisited', 'place'])
  const tiers = ['A', 'B', 'C'] as const
  const weeks = Number(url['unvisited'])
  const which: Which = {
    whose: whoses.find(one => one === url['whose']) ?? 'mine',
    due: url['due'] !== 'all',
    tier: tiers.find(one => one === url['tier']) ?? null,
    unvisited: Number.isInteger(weeks) && weeks > 0 && weeks <= 1000 ? weeks : null,
    place: url['place'] === undefined ? '' : String(url['place']).slice(0, 100),
  }
  const change = ({ whose, due, tier, unvisited, place }: Partial<Which>) =>
    setUrl({
      ...(whose === undefined ? {} : { whose: whose === 'mine' ? undefined : whose }),
      ...(due === undefined ? {} : { due: due ? undefined : 'all' }),
      ...(tier === undefined ? {} : { tier: tier ?? undefined }),
      ...(unvisited === undefined ? {} : { unvisited: unvisited === null ? undefined : String(unvisited) }),
      ...(place === undefined ? {} : { place: place || undefined }),
    })
  return { which, change }
}

/** The visits, along their cursor. */
export function useVisits({ whose, due, tier, unvisited, place }: Which) {
  const query = {
    whose,
    ...(due ? { due: 'yes' as const } : {}),
    ...(tier ? { tier } : {}),
    ...(unvisited ? { unvisited } : {}),
    ...(place.trim() ? { place: place.trim() } : {}),
  }
  return useInfiniteQuery({
    queryKey: [dayContract.visits.name, query],
    queryFn: ({ pageParam, signal }) =>
      call(dayContract.visits, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
    placeholderData: former => former,
  })
}
