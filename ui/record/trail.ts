import { useSyncExternalStore } from 'react'
import type { RecordList } from '../table/use-record-list.ts'

/** The list from which a record was opened: the ids that were read around it. */
export type Trail = {
  entity: string
  ids: readonly string[]
  first: number
  total: number | null
  back: string
}

let trail: Trail | null = null
const listeners = new Set<() => void>()

/** Remembers the list around a record, so that its page can lead to the previous and next one. */
export function rememberTrail(entity: string, list: RecordList, index: number): void {
  const first = Math.max(0, index - 200)
  const ids: string[] = []
  for (let at = first; at < Math.min(list.count, index + 200); at += 1) {
    const record = list.at(at)
    if (!record && at < index) ids.length = 0
    else if (!record) break
    else ids.push(record.id)
  }
  const start = index - ids.indexOf(list.at(index)?.id ?? '')
  trail = { entity, ids, first: start, total: list.total, back: window.location.href }
  for (const listener of listeners) listener()
}

/** The place of a record in the list it was opened from, or null when it was opened otherwise. */
export function useTrail(
  entity: string,
  id: string,
): {
  at: number
  total: number | null
  previous: string | undefined
  next: string | undefined
  back: string
} | null {
  const known = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => trail,
  )
  const place = known?.entity === entity ? known.ids.indexOf(id) : -1
  if (!known || place < 0) return null
  return {
    at: known.first + place + 1,
    total: known.total,
    previous: known.ids[place - 1],
    next: known.ids[place + 1],
    back: known.back,
  }
}
