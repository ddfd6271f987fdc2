/** The answers: which rows are one and the same. Rows are numbered over all files, from 0. */
export type Truth = {
  pairs: number
  /** Whether two rows are one; the order does not matter. */
  same: (a: number, b: number) => boolean
  /** All pairs that are one. */
  list: () => Iterable<readonly [number, number]>
}

/**
 * Truth from a column with one value per customer. Where there are two files, `border` is the first row of the second,
 * and only pairs across it count.
 */
export function truthOfGroups(groups: readonly (string | null)[], border: number | null): Truth {
  const members = new Map<string, number[]>()
  groups.forEach((group, at) => {
    if (group === null) return
    const rows = members.get(group)
    if (rows) rows.push(at)
    else members.set(group, [at])
  })
  function* list(): Generator<[number, number]> {
    for (const rows of members.values()) {
      for (const [at, a] of rows.entries()) {
        for (const b of rows.slice(at + 1)) if (border === null || (a < border && b >= border)) yield [a, b]
      }
    }
  }
  let pairs = 0
  for (const rows of members.values()) {
    const here = border === null ? 0 : rows.filter(row => row < border).length
    pairs += border === null ? (rows.length * (rows.length - 1)) / 2 : here * (rows.length - here)
  }
  return { pairs, same: (a, b) => groups[a] !== null && groups[a] === groups[b], list }
}

/** Truth from a list of pairs of rows. */
export function truthOfPairs(pairs: Iterable<readonly [number, number]>): Truth {
  const known = new Map<string, readonly [number, number]>()
  const key = (a: number, b: number) => (a < b ? `${a},${b}` : `${b},${a}`)
  for (const [a, b] of pairs) if (a !== b) known.set(key(a, b), [a, b])
  return { pairs: known.size, same: (a, b) => known.has(key(a, b)), list: () => known.values() }
}

/** The customer of a row's id as FEBRL writes it (`rec-12-org`, `rec-12-dup-0`); null for other ids. */
export function febrlEntity(id: string): string | null {
  return /^(rec-\d+)-(?:org|dup-\d+)$/.exec(id.trim())?.[1] ?? null
}
