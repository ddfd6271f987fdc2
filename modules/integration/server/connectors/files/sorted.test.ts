import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Entry, type Sorted, sortedOf } from './sorted.ts'
import { type Workshop, workshop } from './workshop.ts'

const usual = process.env.TMPDIR
let folder: string
let place: Workshop
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-sorted-'))
  process.env.TMPDIR = folder
  place = workshop()
})
afterEach(async () => {
  await place.close()
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
  rmSync(folder, { recursive: true })
})

const count = 5000
/** Keys in no order: 7919 is prime to their number. */
const keys = Array.from({ length: count }, (_, at) => String((at * 7919) % count))

async function* entries(names: readonly string[], file = 0): AsyncGenerator<Entry> {
  for (const [row, key] of names.entries()) yield { key, file, row, body: JSON.stringify([key, 'a\tb\nc']) }
}

const inManyRuns = (from: AsyncIterable<Entry>, repeated = (_first: Entry, _second: Entry) => {}) =>
  sortedOf(from, { workshop: place, repeated, runLength: 20_000 })

async function keysFrom(sorted: Sorted, after: string | null): Promise<string[]> {
  const found: string[] = []
  for await (const { key } of sorted.from(after)) found.push(key)
  return found
}

test('more than fits into one run comes out in the order of its keys, whole, and from behind any key', async () => {
  const sorted = await inManyRuns(entries(keys))
  const wanted = keys.toSorted()
  expect(sorted.count).toBe(count)
  expect(await keysFrom(sorted, null)).toEqual(wanted)
  expect(await keysFrom(sorted, '3')).toEqual(wanted.filter(key => key > '3'))
  expect(await keysFrom(sorted, '')).toEqual(wanted)
  expect(await keysFrom(sorted, '9999')).toEqual([])
  await sorted.putAway()
})

test('every record is found by its key, and none that is not there', async () => {
  const sorted = await inManyRuns(entries(keys))
  for (const key of ['0', '1', '2500', '4999', '999']) expect((await sorted.find(key))?.key).toBe(key)
  for (const key of ['', '5000', '25000', 'x']) expect(await sorted.find(key)).toBe(null)
  await sorted.putAway()
})

test('keys may have any sign in them', async () => {
  const strange = ['', '"', '"quoted"', 'a\tb', 'a\nb', 'a\r', '\\', 'ä', '\ud800', '👩🏽‍🔧', 'null']
  const sorted = await inManyRuns(entries(strange))
  expect(await keysFrom(sorted, null)).toEqual(strange.toSorted((a, b) => (a < b ? -1 : 1)))
  for (const key of strange) expect((await sorted.find(key))?.body).toBe(JSON.stringify([key, 'a\tb\nc']))
  await sorted.putAway()
})

test('of equal keys the later one stays, wherever the two stood, and both are told of', async () => {
  const seen: string[] = []
  async function* twice() {
    yield* entries(keys, 0)
    yield* entries(['17'], 1)
  }
  const sorted = await inManyRuns(twice(), (first, second) =>
    seen.push(`${first.key} ${first.file} ${second.file}`),
  )
  expect(seen).toEqual(['17 0 1'])
  expect((await sorted.find('17'))?.file).toBe(1)
  expect(sorted.count).toBe(count)
  await sorted.putAway()
})

test('nothing that was sorted has a name on the disk, and who reads goes on when it is put away', async () => {
  const sorted = await inManyRuns(entries(keys))
  expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile())).toEqual(
    [],
  )
  const reading = sorted.from(null)
  await reading.next()
  await sorted.putAway()
  let rest = 1
  for await (const _ of reading) rest++
  expect(rest).toBe(count)
})
