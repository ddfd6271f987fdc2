import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { useCall } from '../../platform/contract/hooks.ts'
import type { useFormat } from '../../platform/i18n/react.ts'
import type { ListQuery, RecordList } from './use-record-list.ts'

/** Above this a list says about how many it has: counting a million for everybody who opens it would slow all others. */
const mostCounted = 50_000

/** The list with its exact total, as soon as that is known; until then, and for very long lists, an estimate. */
export function useExactTotal(list: RecordList, count: Endpoint | undefined, query: ListQuery): RecordList {
  const asked = {
    ...(query.filter ? { filter: query.filter } : {}),
    ...(query.q ? { q: query.q } : {}),
  }
  const exact = useCall(count ?? never, { query: asked } as never, {
    enabled:
      count !== undefined && list.state === 'ready' && !list.totalIsExact && (list.total ?? 0) <= mostCounted,
  })
  const total = (exact.data as unknown as { total: number } | undefined)?.total
  return total === undefined || list.totalIsExact ? list : { ...list, total, totalIsExact: true }
}

/** A total for people: an estimate says that it is one. Null where it is not known yet. */
export function totalText(
  { total, totalIsExact }: Pick<RecordList, 'total' | 'totalIsExact'>,
  format: Pick<ReturnType<typeof useFormat>, 'number'>,
): string | null {
  if (total === null) return null
  return `${totalIsExact ? '' : '≈\u202f'}${format.number(total)}`
}

/** Never called: a hook needs an endpoint, also where nobody counts. */
const never: Endpoint = {
  name: 'ui.uncounted',
  method: 'GET',
  path: '/',
  summary: '',
  tag: '',
  permission: 'signed-in',
}
