import type { Joined } from './entries.ts'
import type { FileVersion } from './place.ts'
import type { Sorted } from './sorted.ts'

/** Sorted files kept of each kind for each object: as they are, as they were, and of deltas the last ones alone too. */
const kept = { full: 2, delta: 6 }

/** What a layer consists of: the versions, in order, of full or delta files. */
export type Content = { isDelta: boolean; versions: readonly FileVersion[] }

/** Keeps what was sorted until others take its place, so that a file is read once as long as it lies there. */
export function shelf() {
  const sorteds = new Map<string, Sorted>()
  const family = ({ object }: Joined, isDelta: boolean) => `${JSON.stringify(object.name)} ${isDelta}\n`
  const idOf = (joined: Joined, { isDelta, versions }: Content) =>
    [
      family(joined, isDelta) + joined.object.fields.map(({ name }) => name).join('\t'),
      ...versions.map(({ hash }) => hash),
    ].join('\n')
  return {
    /** What is kept of this content, null where it is not. */
    taken: (joined: Joined, content: Content): Sorted | null => {
      const id = idOf(joined, content)
      const sorted = sorteds.get(id)
      if (!sorted) return null
      // Again the last to be put away.
      sorteds.delete(id)
      sorteds.set(id, sorted)
      return sorted
    },
    /** Keeps it and puts away what is too much; it may be put away itself as soon as nobody holds it. */
    keep: async (joined: Joined, content: Content, sorted: Sorted): Promise<void> => {
      const id = idOf(joined, content)
      const before = sorteds.get(id)
      sorteds.delete(id)
      sorteds.set(id, sorted)
      await before?.putAway()
      const own = [...sorteds.keys()].filter(each => each.startsWith(family(joined, content.isDelta)))
      for (const old of own.slice(0, -kept[content.isDelta ? 'delta' : 'full'])) {
        const away = sorteds.get(old)
        sorteds.delete(old)
        await away?.putAway()
      }
    },
    close: async (): Promise<void> => {
      const all = [...sorteds.values()]
      sorteds.clear()
      await Promise.all(all.map(sorted => sorted.putAway()))
    },
  }
}

export type Shelf = ReturnType<typeof shelf>
