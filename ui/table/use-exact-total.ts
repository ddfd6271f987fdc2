import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { useCall } from '../../platform/contract/hooks.ts'
import type { ListQuery, RecordList } from './use-record-list.ts'

/** The list with its exact total, as soon as that is known; counting a million must not hold up the first page. */
export function useExactTotal(list: RecordList, count: Endpoint | undefined, query: ListQuery): RecordList {
  const asked = {
    ...(query.filter ? { filter: query.filter } : {}),
    ...(query.q ? { q: query.q } : {}),
  }
  const exact = useCall(count ?? never, { query: asked } as never, {
    enabled: count !== undefined && list.state === 'ready' && !list.totalIsExact,
  })
  const total = (exact.data as unknown as { total: number } | undefined)?.total
  return total === undefined || list.totalIsExact ? list : { ...list, total, totalIsExact: true }
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
