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
  // Each row points to the one before it in its group: a million small lists would be a tenth of the memory.
  const last = new Map<string, number>()
  const before = new Int32Array(groups.length).fill(-1)
  const across = (a: number, b: number) => border === null || (a < border && b >= border)
  groups.forEach((group, at) => {
    if (group === null) return
    before[at] = last.get(group) ?? -1
    last.set(group, at)
  })
  function* list(): Generator<[number, number]> {
    for (let b = 0; b < before.length; b++) {
      for (let a = before[b] as number; a >= 0; a = before[a] as number) if (across(a, b)) yield [a, b]
    }
  }
  return {
    pairs: pairsOf({ groups, border }),
    same: (a, b) => groups[a] !== null && groups[a] === groups[b],
    list,
  }
}

function pairsOf({ groups, border }: { groups: readonly (string | null)[]; border: number | null }): number {
  const sizes = new Map<string, number>()
  let pairs = 0
  groups.forEach((group, at) => {
    if (group === null) return
    const size = sizes.get(group) ?? 0
    if (border === null || at >= border) pairs += size
    if (border === null || at < border) sizes.set(group, size + 1)
  })
  return pairs
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
