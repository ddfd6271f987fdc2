import { expect, test } from 'vitest'
import type { WeighedPairs } from '../batch/weigh.ts'
import { cluster } from './clusters.ts'

type Pair = [left: number, right: number, weight: number, vetoed?: number]

const pairsOf = (list: readonly Pair[]): WeighedPairs => ({
  left: Uint32Array.from(list, ([left]) => left),
  right: Uint32Array.from(list, ([, right]) => right),
  weight: Float32Array.from(list, ([, , weight]) => weight),
  vetoed: Uint8Array.from(list, ([, , , vetoed = 0]) => vetoed),
})

const guards = { link: 5, review: 0, cap: 20 }
const sets = (list: readonly Pair[], with_ = guards) =>
  [...new Set(cluster(pairsOf(list), with_).members.values())].map(members =>
    members.toSorted((a, b) => a - b),
  )

const chain = (length: number): Pair[] =>
  Array.from({ length }, (_, at): Pair => [at, at + 1, 8 + (at % 7) / 10])

/** Everybody looks like everybody. */
const crowd = (size: number): Pair[] =>
  Array.from({ length: size }, (_, a) =>
    Array.from({ length: size - a - 1 }, (_, b): Pair => [a, a + b + 1, 9]),
  ).flat()

test('a chain A~B~C… of any length falls into pieces of at most three', () => {
  for (const length of [3, 50, 5000]) {
    for (const members of sets(chain(length))) expect(members.length).toBeLessThanOrEqual(3)
  }
})

test('a crowd larger than the cap is never linked beyond it, and what is left waits for a person', () => {
  const { members, held } = cluster(pairsOf(crowd(60)), guards)
  for (const one of members.values()) expect(one.length).toBeLessThanOrEqual(20)
  expect([...held.values()]).toContain('size')
  expect(sets(crowd(12))).toEqual([Array.from({ length: 12 }, (_, at) => at)])
})

test('two dense groups with one bridge between them stay two', () => {
  const far = crowd(4).map(([a, b, weight]): Pair => [a + 10, b + 10, weight])
  expect(sets([...crowd(4), ...far, [3, 10, 8]])).toEqual([
    [0, 1, 2, 3],
    [10, 11, 12, 13],
  ])
})

test('nobody with a veto against a member comes into a cluster, whatever the weight', () => {
  expect(
    sets([
      [0, 1, 12],
      [1, 2, 11],
      [0, 2, 10, 4],
    ]),
  ).toEqual([[0, 1]])
  expect(sets([[0, 1, 30, 1]])).toEqual([])
})

test('a pair between the thresholds supports a cluster but does not make one', () => {
  expect(sets([[0, 1, 3]])).toEqual([])
  expect(
    sets([
      [0, 1, 8],
      [1, 2, 8],
      [0, 2, 1],
    ]),
  ).toEqual([[0, 1, 2]])
})

test('the order of the pairs changes nothing', () => {
  const list: Pair[] = [...chain(30), ...crowd(7), [3, 9, 8], [5, 9, 6], [2, 30, 7, 1]]
  expect(sets(list.toReversed())).toEqual(sets(list))
})
