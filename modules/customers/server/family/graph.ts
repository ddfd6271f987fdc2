/** A record as families see it: where it belongs, and the root it shows now. */
export type Member = { id: string; unitId: string; root: string | null }
/** Two records that are one customer; `customerId` is the smaller id. */
export type Edge = { customerId: string; otherId: string }

/** The groups of records that edges join, each with its ids in order; edges to records that are away join nothing. */
export function componentsOf(ids: Iterable<string>, edges: readonly Edge[]): string[][] {
  const parent = new Map([...ids].map(id => [id, id]))
  const top = (id: string): string => {
    let at = id
    for (let up = parent.get(at) as string; up !== at; up = parent.get(at) as string) {
      parent.set(at, parent.get(up) as string)
      at = up
    }
    return at
  }
  for (const { customerId, otherId } of edges) {
    if (!parent.has(customerId) || !parent.has(otherId)) continue
    const [a, b] = [top(customerId), top(otherId)].sort() as [string, string]
    parent.set(b, a)
  }
  const groups = Map.groupBy([...parent.keys()].sort(), top)
  return [...groups.values()]
}

/**
 * The root that each record should show, null for one that stands for itself: of the records of one family and one
 * business unit the smallest id, which is the oldest. Units never stand for one another (docs/adr/0012).
 */
export function rootsOf(members: readonly Member[], edges: readonly Edge[]): Map<string, string | null> {
  const byId = new Map(members.map(member => [member.id, member]))
  const roots = new Map<string, string | null>()
  for (const group of componentsOf(byId.keys(), edges)) {
    const oldest = new Map<string, string>()
    for (const id of group) {
      const unit = (byId.get(id) as Member).unitId
      const root = oldest.get(unit)
      roots.set(id, root ?? null)
      if (!root) oldest.set(unit, id)
    }
  }
  return roots
}

/** The fewest edges that join what is left of a family when some of it goes: each further group to the oldest. */
export function edgesToKeepTogether(left: readonly string[], edges: readonly Edge[]): Edge[] {
  const [first, ...others] = componentsOf(left, edges)
  if (!first) return []
  const customerId = first[0] as string
  return others.map(group => ({ customerId, otherId: group[0] as string }))
}
