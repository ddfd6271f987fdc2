import type { WeighedPairs } from '../batch/weigh.ts'

/** Why a pair that is heavy enough was not linked by itself. */
export type Held = 'veto' | 'size' | 'bridge'

export type Clusters = {
  /** The cluster of a record that is in one; records alone are not listed. */
  members: Map<number, number[]>
  /** Pairs left to a person, by their place in the pairs given, with the reason. */
  held: Map<number, Held>
}

export type Guards = {
  /** From this weight on a pair may link. */
  link: number
  /** From this weight on a pair supports a cluster. */
  review: number
  /** Most records one cluster may have without a person's word. */
  cap: number
}

/**
 * Links pairs to clusters, the heaviest first, and only with care: plain connected components chain A~B~C… until everyone
 * is one. Two clusters join when no pair between them is vetoed, they stay below the cap, and at least half of the pairs
 * between them support it. What is refused goes to a person.
 */
export function cluster(pairs: WeighedPairs, { link, review, cap }: Guards): Clusters {
  const order = byWeight(pairs, review)
  const edges = edgesOf(pairs, order)
  const clusterOf = new Map<number, number[]>()
  const held = new Map<number, Held>()
  for (const at of order) {
    if ((pairs.weight[at] as number) < link) break
    const [l, r] = [pairs.left[at] as number, pairs.right[at] as number]
    const here = clusterOf.get(l) ?? [l]
    const there = clusterOf.get(r) ?? [r]
    if (here === there) continue
    const reason = refusal({ here, there, edges, pairs, cap })
    if (reason) {
      held.set(at, reason)
      continue
    }
    const joined = here.length >= there.length ? here : there
    for (const member of joined === here ? there : here) joined.push(member)
    for (const member of joined) clusterOf.set(member, joined)
  }
  return { members: clusterOf, held }
}

type Edges = Map<number, number[]>

function refusal({
  here,
  there,
  edges,
  pairs,
  cap,
}: {
  here: number[]
  there: number[]
  edges: Edges
  pairs: WeighedPairs
  cap: number
}): Held | null {
  if (here.length + there.length > cap) return 'size'
  const others = new Set(there)
  let support = 0
  for (const member of here) {
    for (const at of edges.get(member) ?? []) {
      const other = (pairs.left[at] === member ? pairs.right[at] : pairs.left[at]) as number
      if (!others.has(other)) continue
      if (pairs.vetoed[at] !== 0) return 'veto'
      support++
    }
  }
  return support * 2 >= here.length * there.length ? null : 'bridge'
}

/** Places of all pairs of at least `least`, the heaviest first, equal ones by their records. */
function byWeight({ left, right, weight }: WeighedPairs, least: number): number[] {
  const order: number[] = []
  for (let at = 0; at < weight.length; at++) if ((weight[at] as number) >= least) order.push(at)
  const of = (values: Float32Array | Uint32Array, at: number) => values[at] as number
  return order.sort(
    (a, b) => of(weight, b) - of(weight, a) || of(left, a) - of(left, b) || of(right, a) - of(right, b),
  )
}

function edgesOf(pairs: WeighedPairs, order: readonly number[]): Edges {
  const edges: Edges = new Map()
  const add = (record: number, at: number) => {
    const list = edges.get(record)
    if (list) list.push(at)
    else edges.set(record, [at])
  }
  for (const at of order) {
    add(pairs.left[at] as number, at)
    add(pairs.right[at] as number, at)
  }
  return edges
}
