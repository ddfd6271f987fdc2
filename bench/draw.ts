import { weightedIndex } from '../platform/random.ts'

/**
 * A number from 0 to 1 (excluded) that depends only on its three arguments, so that every table, and every part
 * generated beside it, can make the same row again (finaliser of MurmurHash3 over the mixed arguments).
 */
export function draw(seed: number, row: number, purpose: number): number {
  return bits(seed, row, purpose) / 4_294_967_296
}

/** 32 random bits for the three arguments. */
export function bits(seed: number, row: number, purpose: number): number {
  let mixed = Math.imul(row + 0x7f4a7c15, 0x9e3779b1) ^ Math.imul(purpose + seed * 131, 0x85ebca6b)
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed + purpose, 0x27d4eb2f)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/** Chooses from a list whose first entries are the most frequent: the weight of rank r is 1 / (r + 1) ** `skew`. */
export function chooser<T>(list: readonly T[], skew: number): (at: number) => T {
  const index = weightedIndex(list.map((_, rank) => 1 / (rank + 1) ** skew))
  return at => list[index(at)] as T
}
