import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallFailed } from './failures.ts'
import { gathered, gathering } from './gathered.ts'
import type { Portion, RemoteChange } from './port.ts'

const changeOf = (key: number): RemoteChange => ({
  object: 'thing',
  key: String(key),
  after: {},
  before: null,
  version: null,
  at: null,
  by: null,
  operation: null,
})

/** A log of transactions of these sizes, read from behind a place in it; `read` counts the changes that were taken from it. */
function logOf(sizes: readonly number[]) {
  const transactions: Portion[] = []
  let changes = 0
  for (const [at, size] of sizes.entries()) {
    transactions.push({
      changes: Array.from({ length: size }, () => changeOf(changes++)),
      position: { at: at + 1 },
    })
  }
  const read = { changes: 0, ended: false }
  const from = (place: number) =>
    async function* (signal: AbortSignal): AsyncGenerator<Portion> {
      try {
        for (const each of transactions.slice(place)) {
          if (signal.aborted) return
          read.changes += each.changes.length
          yield each
        }
        await sleep(60_000, undefined, { signal }).catch(() => {})
      } finally {
        read.ended = true
      }
    }
  return { from, read, changes }
}

const patience = () => AbortSignal.timeout(10_000)
const keysOf = ({ changes }: Portion) => changes.map(({ key }) => Number(key))
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)
/** Until everything that can be read ahead was. */
const storing = () => sleep(20)

test('what came while the reader was storing is given together, up to a thousand changes of whole transactions', async () => {
  const { from } = logOf([1, 600, 399, 2, 3000, 5])
  const sizes: number[] = []
  const places: unknown[] = []
  for await (const portion of gathered(from(0), patience())) {
    sizes.push(portion.changes.length)
    places.push(portion.position.at)
    await storing()
    if (places.at(-1) === 6) break
  }
  expect(sizes).toEqual([1, 999, 2, 3000, 5])
  expect(places).toEqual([1, 3, 4, 5, 6])
})

test('a reader who waits is given a single change at once', async () => {
  const { from } = logOf([1])
  for await (const portion of gathered(from(0), patience())) {
    expect(keysOf(portion)).toEqual([0])
    break
  }
})

test('a reader who is slow holds back the log', async () => {
  const { from, read } = logOf(upTo(3000).map(() => 10))
  const seen: number[] = []
  let most = 0
  for await (const portion of gathered(from(0), patience())) {
    seen.push(...keysOf(portion))
    await storing()
    most = Math.max(most, read.changes - seen.length)
    if (seen.length === 30_000) break
  }
  expect(seen).toEqual(upTo(30_000))
  expect(most).toBeGreaterThanOrEqual(5000)
  expect(most).toBeLessThan(5010)
})

test('a place without changes is told, and only the last of several', async () => {
  const { from } = logOf([2, 0, 0, 0])
  const told: [number, unknown][] = []
  for await (const { changes, position } of gathered(from(0), patience())) {
    told.push([changes.length, position.at])
    await storing()
    if (position.at === 4) break
  }
  expect(told).toEqual([
    [2, 1],
    [0, 4],
  ])
})

test('whoever dies anywhere and goes on from what he stored has everything in its order, and nothing twice of what he stored', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 20 })
  const lives = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(sizes, lives, async (transactions, deaths) => {
      const { from, changes } = logOf(transactions)
      const stored: number[] = []
      let place = 0
      for (const portions of [...deaths, Number.POSITIVE_INFINITY]) {
        let left = portions
        if (place === transactions.length) break
        for await (const portion of gathered(from(place), patience())) {
          // He dies with this one in his hands.
          if (left-- === 0) break
          stored.push(...keysOf(portion))
          place = Number(portion.position.at)
          await Promise.resolve()
          if (place === transactions.length) break
        }
      }
      expect(stored).toEqual(upTo(changes))
    }),
    { numRuns: 60 },
  )
})

test('a failure comes after what had arrived before it', async () => {
  const failing = async function* () {
    yield { changes: [changeOf(0)], position: { at: 1 } }
    yield { changes: [changeOf(1)], position: { at: 2 } }
    throw new CallFailed('position-lost', 'The log is gone.')
  }
  const seen: number[] = []
  const following = (async () => {
    for await (const portion of gathered(failing, patience())) {
      await storing()
      seen.push(...keysOf(portion))
    }
  })()
  await expect(following).rejects.toMatchObject({ kind: 'position-lost' })
  expect(seen).toEqual([0, 1])
})

test('nothing is given behind a failure, since the place would lie behind what has failed', async () => {
  const line = gathering()
  await line.give({ changes: [changeOf(0)], position: { at: 1 } })
  line.close(new CallFailed('unreachable', 'The second could not be read.'))
  await line.give({ changes: [changeOf(2)], position: { at: 3 } })
  const taken = line.taken()
  expect((await taken.next()).value).toMatchObject({ position: { at: 1 } })
  await expect(taken.next()).rejects.toMatchObject({ kind: 'unreachable' })
})

test.each(['gone', 'given up'])('the log is left when the reader is %s', async how => {
  const { from, read } = logOf([1, 1])
  const over = new AbortController()
  for await (const portion of gathered(from(0), over.signal)) {
    expect(portion.changes.length).toBeGreaterThan(0)
    if (how === 'gone') break
    over.abort()
  }
  expect(read.ended).toBe(true)
})
