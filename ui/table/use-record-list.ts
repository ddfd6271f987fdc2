import { useQueries } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../../platform/contract/client.ts'
import { call } from '../../platform/contract/client.ts'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import type { Filter, Sort } from '../../platform/entities/descriptor.ts'
import type { RecordRow } from '../field/record.ts'
import { sortParam } from './sorting.ts'

/** One page of a list, as every list endpoint answers. */
export type ListPage = {
  items: readonly RecordRow[]
  next: string | null
  total: number | null
  totalIsExact: boolean
}

/** What a list asks for. */
export type ListQuery = {
  filter?: Filter | undefined
  sort?: readonly Sort[] | undefined
  q?: string | undefined
}

/** Where pages come from. `name` is the cache key; an endpoint's own name lets writes invalidate it. */
export type ListSource = {
  name: string
  load: (query: Record<string, unknown>, signal: AbortSignal) => Promise<ListPage>
}

/** A list endpoint as a source. */
export function listFrom(endpoint: Endpoint, params?: Record<string, string>): ListSource {
  return {
    name: endpoint.name,
    load: (query, signal) =>
      call(
        endpoint,
        { query, ...(params ? { params } : {}) } as never,
        signal,
      ) as unknown as Promise<ListPage>,
  }
}

/** A list of any length of which only the pages in sight are in memory. */
export type RecordList = {
  /** Rows that can be scrolled to now; grows as the end comes near. */
  count: number
  /** The record at a place, or undefined while it is being read. */
  at: (index: number) => RecordRow | undefined
  total: number | null
  totalIsExact: boolean
  state: 'loading' | 'ready' | 'empty' | 'failed'
  /** An older list is shown while the asked one is read. */
  stale: boolean
  problem: Problem | null
  retry: () => void
  /** Milliseconds the last page took. */
  milliseconds: number | null
  /** Tells which rows are in sight. */
  look: (first: number, last: number) => void
}

type Timed = ListPage & { milliseconds: number }
/** Page starts that are known; `end` is the number of rows once the last page was seen. */
type Known = {
  list: string
  cursors: readonly (string | null)[]
  end: number | null
  total: number | null
  exact: boolean
}

const pageSize = 100

/**
 * Reads a list page by page along its cursors, ahead of the scrolling. Cursors of all seen pages are kept (they are
 * short), pages out of sight leave the cache after a while and are read again by their cursor.
 */
export function useRecordList(source: ListSource, query: ListQuery): RecordList {
  const asked = {
    ...(query.filter ? { filter: query.filter } : {}),
    ...(query.sort?.length ? { sort: sortParam(query.sort) } : {}),
    ...(query.q ? { q: query.q } : {}),
    limit: pageSize,
  }
  const list = JSON.stringify([source.name, asked])
  const [sight, setSight] = useState({ first: 0, last: 0 })
  const unread: Known = { list, cursors: [null], end: null, total: null, exact: false }
  const [remembered, setKnown] = useState(unread)
  const known = remembered.list === list ? remembered : unread
  const last = Math.min(sight.last, known.cursors.length - 1)
  const first = Math.min(sight.first, last)
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const pages = useQueries({
    queries: numbers.map(number => {
      const cursor = known.cursors[number]
      const full = cursor ? { ...asked, cursor } : asked
      return {
        queryKey: [source.name, full],
        gcTime: 60_000,
        queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Timed> => {
          const start = performance.now()
          const page = await source.load(full, signal)
          return { ...page, milliseconds: Math.round(performance.now() - start) }
        },
      }
    }),
  })
  const seen = pages.map((page, at) => ({ number: first + at, data: page.data }))
  const next = learn(known, seen)
  useEffect(() => {
    if (next !== remembered) setKnown(next)
  })
  return describe(
    { pages, first, known: next, look: (from, to) => lookAt(setSight, from, to) },
    useFormer(pages[0]?.data, first),
  )
}

/** Notes where the next pages start. A page that now ends elsewhere makes the later starts worthless. */
function learn(known: Known, seen: readonly { number: number; data: Timed | undefined }[]): Known {
  let { cursors, end, total, exact } = known
  for (const { number, data } of seen) {
    if (!data) continue
    // Only the first page need count; later ones may answer null.
    if (data.total !== null) [total, exact] = [data.total, data.totalIsExact]
    if (data.next === null) {
      const rows = number * pageSize + data.items.length
      if (end !== rows || cursors.length !== number + 1) [cursors, end] = [cursors.slice(0, number + 1), rows]
    } else if (cursors[number + 1] !== data.next)
      [cursors, end] = [[...cursors.slice(0, number + 1), data.next], null]
  }
  const same =
    cursors === known.cursors && end === known.end && total === known.total && exact === known.exact
  return same ? known : { list: known.list, cursors, end, total, exact }
}

function lookAt(
  setSight: (change: (sight: { first: number; last: number }) => { first: number; last: number }) => void,
  from: number,
  to: number,
): void {
  const first = Math.max(0, Math.floor((from - pageSize / 4) / pageSize))
  const last = Math.floor((to + pageSize / 2) / pageSize)
  setSight(sight => (sight.first === first && sight.last === last ? sight : { first, last }))
}

/** The first page that was shown last, so that a new filter does not blank the screen while it is read. */
function useFormer(page: Timed | undefined, first: number): Timed | undefined {
  const former = useRef<Timed | undefined>(undefined)
  useEffect(() => {
    if (page && first === 0) former.current = page
  }, [page, first])
  return former.current
}

type Page = { data: Timed | undefined; error: unknown; isPending: boolean; refetch: () => unknown }
type Parts = { pages: readonly Page[]; first: number; known: Known; look: RecordList['look'] }

function describe({ pages, first, known, look }: Parts, former: Timed | undefined): RecordList {
  const failed = pages.find(page => page.error && !page.data)
  const latest = pages.findLast(page => page.data)?.data
  const stale = first === 0 && !latest && former !== undefined && !failed
  const shown = stale ? former : latest
  const count = stale ? former.items.length : (known.end ?? known.cursors.length * pageSize)
  const at = (index: number) =>
    stale ? former.items[index] : pages[Math.floor(index / pageSize) - first]?.data?.items[index % pageSize]
  return {
    count: shown ? count : 0,
    at,
    total: stale ? former.total : (known.end ?? known.total),
    totalIsExact: known.end !== null || known.exact,
    state: failed ? 'failed' : !shown ? 'loading' : known.end === 0 && !stale ? 'empty' : 'ready',
    stale,
    problem: (failed?.error as Problem | undefined) ?? null,
    retry: () => {
      for (const page of pages) if (page.error) void page.refetch()
    },
    milliseconds: latest?.milliseconds ?? null,
    look,
  }
}
