/** The answers: which rows are one and the same. Rows are numbered over all files, from 0. */
export type Truth = {
  pairs: number
  /** Whether two rows are one; the order does not matter. */
  same: (a: number, b: number) => boolean
}

/** Truth from a column with one value per customer; `sizes` tells where the second file begins, whose pairs only count across. */
export function truthOfGroups(groups: readonly (string | null)[], sizes: readonly number[]): Truth {
  const border = sizes.length > 1 ? (sizes[0] ?? 0) : null
  const members = new Map<string, [number, number]>()
  groups.forEach((group, at) => {
    if (group === null) return
    const counts = members.get(group) ?? [0, 0]
    const side = border !== null && at >= border ? 1 : 0
    counts[side] += 1
    members.set(group, counts)
  })
  let pairs = 0
  for (const [here, there] of members.values())
    pairs += border === null ? (here * (here - 1)) / 2 : here * there
  return { pairs, same: (a, b) => groups[a] !== null && groups[a] === groups[b] }
}

/** Truth from a list of pairs of rows. */
export function truthOfPairs(pairs: Iterable<readonly [number, number]>): Truth {
  const known = new Set<string>()
  const key = (a: number, b: number) => (a < b ? `${a},${b}` : `${b},${a}`)
  for (const [a, b] of pairs) if (a !== b) known.add(key(a, b))
  return { pairs: known.size, same: (a, b) => known.has(key(a, b)) }
}

/** The customer of a row's id as FEBRL writes it (`rec-12-org`, `rec-12-dup-0`); null for other ids. */
export function febrlEntity(id: string): string | null {
  return /^(rec-\d+)-(?:org|dup-\d+)$/.exec(id.trim())?.[1] ?? null
}
