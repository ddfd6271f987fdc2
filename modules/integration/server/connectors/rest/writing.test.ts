import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFaultProxy } from '../../../testing/systems/fault-proxy.ts'
import { type RestSystem, startRestSystem } from '../../../testing/systems/rest/server.ts'
import { httpOf, type Send } from '../http.ts'
import { followMarks } from '../polling/marks.ts'
import type { RemoteObject } from '../port.ts'
import { askedOf, placeNow } from './changes.ts'
import { describe as describeSystem, type Place } from './described.ts'
import { readAll } from './reading.ts'
import { writeRecord } from './writing.ts'

let system: RestSystem
beforeEach(async () => {
  system = await startRestSystem()
  for (let number = 1; number <= 40; number++)
    system.store.create({ name: `Customer ${number}`, city: 'Cork' })
  return () => system.remove()
})
const closing: (() => Promise<void>)[] = []
afterEach(() => Promise.all(closing.splice(0).map(close => close())))

const patience = () => AbortSignal.timeout(10_000)

async function placeAt(url: string, send?: Send): Promise<{ place: Place; object: RemoteObject }> {
  const headers = { authorization: `Bearer ${system.token}` }
  const http = httpOf({ origins: [url], headers, secrets: [system.token], ...(send ? { send } : {}) })
  const place: Place = { http, document: new URL(`${url}/openapi.json`), base: null, described: null }
  const [collection] = (await describeSystem(place, patience())).collections
  return { place, object: collection?.object as RemoteObject }
}

const writeOf = (object: RemoteObject) => ({
  operation: randomUUID(),
  object,
  key: '3',
  set: { city: 'mine' },
  expected: { city: 'Cork' },
  version: null,
})

test('a record that another changes between our look and our write is a conflict, and keeps his value', async () => {
  const overtaken: Send = (url, init) => {
    if (init.method === 'PATCH') system.store.change(system.store.find(3) as never, { city: 'theirs' })
    return fetch(url, init)
  }
  const { place, object } = await placeAt(system.url, overtaken)
  expect(await writeRecord(place, writeOf(object), patience())).toMatchObject({
    outcome: 'conflict',
    theirs: { values: { city: 'theirs' } },
  })
  expect(system.store.find(3)).toMatchObject({ city: 'theirs' })
})

test('a write whose answer is lost is not known, and is not done again when it is tried again', async () => {
  const proxy = await startFaultProxy({ port: Number(new URL(system.url).port) })
  closing.push(proxy.close)
  let patched = 0
  const cutting: Send = (url, init) => {
    if (init.method === 'PATCH') {
      // What it answers is lost, not what it is told.
      proxy.set({ resetAfter: patched++ === 0 ? 1 : 1_000_000 })
    }
    return fetch(url, init)
  }
  const { place, object } = await placeAt(`http://127.0.0.1:${proxy.port}`, cutting)
  const write = writeOf(object)
  const before = system.store.stamp()
  await expect(writeRecord(place, write, patience())).rejects.toMatchObject({ kind: 'no-answer' })
  proxy.set({})
  expect(await writeRecord(place, write, patience())).toMatchObject({
    outcome: 'written',
    record: { values: { city: 'mine' } },
  })
  expect([patched, system.store.stamp()]).toEqual([1, before + 1])
})

test('a field that the document does not let be written is not sent', async () => {
  const { place, object } = await placeAt(system.url)
  const result = await writeRecord(place, { ...writeOf(object), set: { changed: 1 } }, patience())
  expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('changed') })
  expect(system.asked.filter(each => each.startsWith('PATCH'))).toEqual([])
})

test.each(['..', '.', '', '1/../2', '%2e%2e', '3?x=1'])(
  'a key that would be a step in a path reaches nothing else: “%s”',
  async key => {
    const { place, object } = await placeAt(system.url)
    const asked = system.asked.length
    expect(await writeRecord(place, { ...writeOf(object), key }, patience())).toEqual({
      outcome: 'conflict',
      theirs: null,
    })
    for (const path of system.asked.slice(asked)) expect(path).toMatch(/^GET \/api\/customers\/[^/]+$/)
  },
)

test('the place in the changes is found without reading them all', async () => {
  for (let round = 0; round < 2000; round++)
    system.store.change(system.store.find((round % 40) + 1) as never, { city: String(round) })
  const { place, object } = await placeAt(system.url)
  const asked = system.asked.length
  expect(await placeNow(place, [object], patience())).toEqual({ marks: { customers: system.store.stamp() } })
  expect(system.asked.length - asked).toBeLessThan(40)
})

test('more records than are kept at once are read in several passes, each record once, without those that were deleted', async () => {
  const { place, object } = await placeAt(system.url)
  for (const id of [1, 17, 40]) system.store.remove(system.store.find(id) as never)
  const keys: number[] = []
  for await (const part of readAll(place, { object, after: '2', chunk: 3, kept: 5 }, patience()))
    keys.push(...part.map(({ key }) => Number(key)))
  expect(keys).toEqual(
    Array.from({ length: 40 }, (_, at) => at + 1).filter(id => id > 2 && id !== 17 && id !== 40),
  )
})

test.each([
  ['that is ahead of the system, as after a restored backup there,', { marks: { customers: 41 } }],
  ['of another object', { marks: { orders: 1 } }],
  ['of another kind of system', { lsn: '0/1' }],
])('a position %s is lost', async (_what, from) => {
  const { place, object } = await placeAt(system.url)
  const signal = patience()
  const following = followMarks(
    { source: askedOf(place), pace: { every: 10, compare: 10 } },
    { objects: [object], from },
    signal,
  )
  const next = async () => {
    for await (const { changes } of following) expect(changes.length).toBeGreaterThan(0)
  }
  await expect(next()).rejects.toMatchObject({ kind: 'position-lost' })
})
