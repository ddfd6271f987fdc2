import { useSyncExternalStore } from 'react'

let titles: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()

/** Remembers what a picked reference is called: a filter in the address holds only its id. */
export function rememberTitles(references: readonly { id: string; title: string }[]): void {
  const fresh = references.filter(({ id, title }) => titles.get(id) !== title)
  if (fresh.length === 0) return
  titles = new Map([...titles, ...fresh.map(({ id, title }) => [id, title] as const)])
  for (const listener of listeners) listener()
}

/** Titles by id of every reference that was seen on this page. */
export function useReferenceTitles(): ReadonlyMap<string, string> {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => titles,
  )
}
