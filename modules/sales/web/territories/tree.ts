import type { Territory } from '../../contract.ts'

type Placed = { territory: Territory; depth: number }

/** Territories in the order of their tree, each below that which it is a part of. */
export function inTree(territories: readonly Territory[]): Placed[] {
  const known = new Set(territories.map(({ id }) => id))
  const below = (parent: string | null, depth: number): Placed[] =>
    territories
      .filter(one => (one.parent && known.has(one.parent) ? one.parent : null) === parent)
      .flatMap(territory => [{ territory, depth }, ...below(territory.id, depth + 1)])
  return below(null, 0)
}
