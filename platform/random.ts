/** Numbers that look random and are the same for the same seed. Not for secrets. */
export type Random = {
  /** From 0 (included) to 1 (excluded). */
  next: () => number
  /** Whole number from 0 to `below` − 1. */
  below: (below: number) => number
  /** Whole number from `from` to `to`, both included. */
  between: (from: number, to: number) => number
  /** True in `share` of the cases (0 to 1). */
  chance: (share: number) => boolean
  /** One of the list, each equally likely. Throws on an empty list. */
  pick: <T>(list: readonly T[]) => T
  /** `count` different ones of the list (all of them if it is shorter), in random order. */
  some: <T>(list: readonly T[], count: number) => T[]
}

/** A generator of its own for one purpose: sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32. */
export function randomFrom(seed: number): Random {
  const next = sfc32(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('Nothing to pick from: the list is empty.')
    return list[below(list.length)] as T
  }
  return {
    next,
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: share => next() < share,
    pick,
    some: (list, count) => sample(list, count, below),
  }
}

/** A version 7 UUID (RFC 9562) for the time `at`, with its random part from `random`: the same again for the same seed. */
export function idFrom(random: Random, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const hex = (digits: number) =>
    random
      .below(16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  const variant = (8 + random.below(4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`
}

/**
 * Draws an index with the given weights in constant time (Walker's alias method, Vose 1991): the function answers the
 * index for a number from 0 to 1 (excluded). `weights` need not add up to one.
 */
export function weightedIndex(weights: readonly number[]): (draw: number) => number {
  const count = weights.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const scaled = weights.map(weight => (weight * count) / total)
  const alias = new Int32Array(count)
  const keep = new Float64Array(count).fill(1)
  const small: number[] = []
  const large: number[] = []
  scaled.forEach((value, index) => (value < 1 ? small : large).push(index))
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop() as number
    const rich = large.pop() as number
    keep[poor] = scaled[poor] as number
    alias[poor] = rich
    scaled[rich] = (scaled[rich] as number) + (scaled[poor] as number) - 1
    ;((scaled[rich] as number) < 1 ? small : large).push(rich)
  }
  return draw => {
    const at = draw * count
    const index = Math.floor(at)
    return at - index < (keep[index] as number) ? index : (alias[index] as number)
  }
}

function sfc32(seed: number): () => number {
  const grow = splitmix32(seed)
  let a = grow()
  let b = grow()
  let c = grow()
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round++) next()
  return next
}

function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) | 0
  }
}

function sample<T>(list: readonly T[], count: number, below: (limit: number) => number): T[] {
  const rest = [...list]
  const found: T[] = []
  while (found.length < count && rest.length > 0) found.push(...rest.splice(below(rest.length), 1))
  return found
}
