import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { lockMonth } from '../modules/sales/server/forecast/testing-locks.ts'
import type { Endpoint } from '../platform/contract/endpoint.ts'
import { historyContract } from '../platform/history/contract.ts'
import { endpointsOf } from '../platform/http/server.ts'
import { bodyFor } from './matrix/bodies.ts'
import { makeNeighbours, type Neighbours, nosyQueries } from './matrix/neighbours.ts'
import { migrationSources } from './migrations.ts'
import { type Caller, type Sent, type TestApp, testApp } from './testing.ts'
import { addressOf } from './testing/caller.ts'
import { differing, fingerprinter } from './testing/fingerprint.ts'
import { paramsThere, type PlantedSystem, plantSystem } from './testing/systems.ts'
import { type Family, makeFamily, paramsIn, secretDay } from './testing/world.ts'

let app: TestApp
let here: Neighbours
let endpoints: Endpoint[]
let print: () => Promise<string>
let there: PlantedSystem
beforeAll(async () => {
  app = await testApp()
  here = await makeNeighbours(app)
  await lockMonth(app)
  there = await plantSystem(app, { customer: here.foreign.customer, title: 'Kessler & Sons' })
  endpoints = endpointsOf(app.kernel).map(({ endpoint }) => endpoint)
  const schemas = migrationSources.map(({ module }) => module.replaceAll('-', '_'))
  print = await fingerprinter(app.database.db, schemas)
})
afterAll(() => app.close())

const anId = '00000000-0000-7000-8000-00000000abcd'

/** Sends a request that only rights can refuse: its address leads into the family, its body is sound. */
function attempt(caller: Caller, endpoint: Endpoint, family: Family, query = {}): Promise<Sent<unknown>> {
  const params = paramsIn(family, endpoint.path) ??
    paramsThere(endpoint.path, there) ?? { id: anId, childId: anId, otherId: anId }
  const address = addressOf(endpoint, { params, query })
  if (endpoint.upload)
    return caller.upload(address, { name: 'list.csv', content: 'Name\nWho', fields: { entity: 'customer' } })
  return caller.raw(endpoint.method, address, { body: bodyFor(endpoint.name, family, caller) })
}

/** Each of these needs what the one before it leaves behind; modules/sales tests them in their order. */
const inTheirOrder = /^sales\.quotes\.(drop|ask|decide|send|link|mail|withdraw|answer|pass-order)$/

describe('a write', () => {
  const writes = () => endpoints.filter(({ method }) => method !== 'GET')

  test('needs its permission, whichever role tries, and leaves no trace without', async () => {
    const faults: string[] = []
    for (const [role, caller] of [...Object.entries(app.people), ['key', here.north.key] as const]) {
      const actor = await app.kernel.access.authenticate({
        cookie: caller.headers.cookie,
        authorization: caller.headers.authorization,
      })
      for (const endpoint of writes()) {
        if (
          ['public', 'signed-in'].includes(endpoint.permission) ||
          actor?.permissions.has(endpoint.permission)
        )
          continue
        const before = await print()
        const { status } = await attempt(caller, endpoint, here.foreign)
        if (status !== 403) faults.push(`${role} got ${status} from ${endpoint.name}`)
        if ((await print()) !== before) faults.push(`${role} left a trace by ${endpoint.name}`)
      }
    }
    expect(faults).toEqual([])
  })

  test('on a customer of others is refused as if there were none, and leaves no trace', async () => {
    const faults: string[] = []
    let tried = 0
    for (const [scope, caller] of Object.entries(here.north)) {
      for (const endpoint of writes().filter(({ path }) => paramsIn(here.foreign, path))) {
        const before = await print()
        const { status } = await attempt(caller, endpoint, here.foreign)
        tried++
        if (![403, 404].includes(status)) faults.push(`${scope} got ${status} from ${endpoint.name}`)
        const after = await print()
        if (after !== before) faults.push(`${scope} changed ${differing(before, after)} by ${endpoint.name}`)
      }
    }
    expect(faults).toEqual([])
    expect(tried).toBeGreaterThan(80)
  })

  test('on one’s own customer is served, so the refusals above are about whose it is', async () => {
    const family = await makeFamily(here.north.seller, {
      owner: here.north.seller.id,
      name: 'Own one',
      sensitive: false,
      mentions: here.north.seller,
    })
    // The customer goes last: what is hers goes with her.
    const removals = (name: string) => Number(name.endsWith('remove')) + Number(name === 'customers.remove')
    const actor = await app.kernel.access.authenticate({ cookie: here.north.seller.headers.cookie })
    const mine = writes()
      .filter(({ path, permission }) => paramsIn(family, path) && actor?.permissions.has(permission))
      .filter(({ name }) => !inTheirOrder.test(name))
      .sort((a, b) => removals(a.name) - removals(b.name))
    for (const endpoint of mine) {
      const { status, text } = await attempt(here.north.seller, endpoint, family)
      expect(status, `${endpoint.name}: ${text}`).toBeLessThan(300)
    }
  })

  test('to many reaches only the rows that one sees', async () => {
    const { foreign, north } = here
    for (const caller of Object.values(north)) {
      const before = await print()
      for (const selection of [
        { ids: [foreign.customer, foreign.other] },
        { q: 'Kessler' },
        { filter: '{"field":"tags","op":"has-any","value":["kessler"]}', q: 'Kessler' },
      ]) {
        const changed = await caller.send(customersContract.bulkChange, {
          body: { ...selection, set: { level: 'gold' }, addTags: ['x'] },
        })
        expect(changed.reply).toMatchObject({ changed: 0 })
        const removed = await caller.send(customersContract.bulkRemove, { body: selection })
        if (removed.status !== 403) expect(removed.reply).toMatchObject({ removed: 0 })
      }
      const after = await print()
      expect(differing(before, after)).toEqual([])
    }
  })

  test('cannot tie an own customer to one of others', async () => {
    const answer = await here.north.seller.send(customersContract.addRelationship, {
      params: { id: here.own.customer },
      body: { otherId: here.foreign.customer, kind: 'partner', role: 'supplier' },
    })
    expect(answer.status).toBe(404)
  })

  test('of another unit is not undone by a manager of this one, but by his own and an administrator', async () => {
    const { north, south } = here
    const undo = (caller: Caller, id: string) => caller.send(historyContract.undo, { params: { id } })
    for (const act of ['change', 'remove'] as const) {
      const family = await makeFamily(south.seller, {
        owner: south.seller.id,
        name: 'Undone one',
        sensitive: false,
      })
      const params = { id: family.customer }
      const done =
        act === 'change'
          ? await south.seller.send(customersContract.change, { params, body: { city: 'Lund' } })
          : await south.manager.send(customersContract.remove, { params })
      const batch = String(done.headers['tessera-batch'])
      const before = await print()
      expect((await undo(north.manager, batch)).status, act).toBe(404)
      expect((await north.manager.send(historyContract.kept, { params: { id: batch } })).status, act).toBe(
        404,
      )
      expect(differing(before, await print())).toEqual([])
      expect(
        (await undo(act === 'change' ? south.manager : app.people.administrator, batch)).status,
        act,
      ).toBe(202)
    }
  })
})

describe('what one reads', () => {
  const reads = () => endpoints.filter(({ method }) => method === 'GET')

  async function leaks(caller: Caller, family: Family, words: readonly string[]): Promise<string[]> {
    const found: string[] = []
    for (const endpoint of reads()) {
      const queries = endpoint.query ? nosyQueries(family, caller) : [{}]
      for (const query of queries) {
        const { text, status } = await attempt(caller, endpoint, family, query)
        if (status >= 500) found.push(`${endpoint.name} failed: ${text}`)
        const told = words.find(word => text.toLowerCase().includes(word.toLowerCase()))
        if (told) found.push(`${endpoint.name}?${new URLSearchParams(query).toString()} tells “${told}”`)
      }
    }
    return found
  }

  test('never tells of customers outside one’s own rows, team or unit', { timeout: 120_000 }, async () => {
    const { foreign, north } = here
    const words = ['Kessler', foreign.customer, foreign.task, foreign.entry, String(foreign.opportunity)]
    for (const [scope, caller] of Object.entries(north)) {
      const own = await leaks(caller, foreign, words)
      const fromOwn = await leaks(caller, here.own, ['Kessler'])
      expect([...own, ...fromOwn], scope).toEqual([])
    }
  })

  test('does tell those who may know, so the silence above means something', async () => {
    for (const caller of [app.people.administrator, here.south.manager, here.south.seller]) {
      const told = new Set((await leaks(caller, here.foreign, ['Kessler'])).map(line => line.split('?')[0]))
      expect(told.size).toBeGreaterThanOrEqual(9)
    }
  })

  test('never tells a sensitive field to those without the right, nowhere, not even by a filter or a sort', {
    timeout: 120_000,
  }, async () => {
    const { administrator, reader } = app.people
    const { seller, crew } = here.north
    const params = { id: here.own.customer }
    await administrator.call(customersContract.change, { params, body: { birthDate: '1972-04-30' } })
    const gone = await makeFamily(administrator, { name: 'Removed one' })
    await administrator.call(customersContract.remove, { params: { id: gone.customer } })
    const words = [secretDay, '1972-04-30']
    for (const caller of [reader, seller, crew]) {
      expect(await leaks(caller, here.own, words)).toEqual([])
      expect(await leaks(caller, gone, words)).toEqual([])
      for (const op of ['eq', 'lt', 'between', 'within', 'empty', 'not-empty']) {
        const filter = JSON.stringify({ not: { field: 'birthDate', op, value: secretDay } })
        for (const endpoint of [customersContract.list, customersContract.count])
          expect((await caller.send(endpoint, { query: { filter } })).status, op).toBe(422)
      }
      expect((await caller.send(customersContract.list, { query: { sort: 'birthDate' } })).status).toBe(422)
      expect((await caller.send(customersContract.groups, { query: { by: 'birthDate' } })).status).toBe(422)
      const found = await caller.call(customersContract.list, { query: { q: secretDay } })
      expect(found.items).toEqual([])
    }
    expect((await leaks(administrator, here.own, words)).length).toBeGreaterThanOrEqual(4)
  })

  test('a sensitive field cannot be written, nor read from the answer to a write, without the right', async () => {
    const { seller } = here.north
    const before = await print()
    const params = { id: here.own.customer }
    const body = { birthDate: '2000-01-01' }
    expect((await seller.send(customersContract.change, { params, body })).status).toBe(403)
    expect((await seller.send(customersContract.create, { body: { name: 'A', ...body } })).status).toBe(403)
    expect(
      (await seller.send(customersContract.bulkChange, { body: { ids: [params.id], set: body } })).status,
    ).toBe(403)
    expect(differing(before, await print())).toEqual([])
    const changed = await seller.send(customersContract.change, { params, body: { city: 'Oslo' } })
    const stale = await seller.send(customersContract.change, {
      params,
      body: { city: 'Bergen' },
      ifMatch: 1,
    })
    expect([changed.status, stale.status]).toEqual([200, 409])
    for (const { text } of [changed, stale]) expect(text).not.toMatch(/1971-03-29|1972-04-30|birthDate/)
  })
})

describe('what is somebody’s own', () => {
  test('a view, a session, an import, an export stays with its owner', async () => {
    const { seller, crew } = here.north
    const exported = await crew.raw('POST', '/exports', { body: { entity: 'customer', format: 'csv' } })
    expect(exported.status).toBe(202)
    const imported = await crew.upload('/imports', {
      name: 'a.csv',
      content: 'Name\nWho',
      fields: { entity: 'customer' },
    })
    expect(imported.status).toBeLessThan(300)
    const session = (await crew.raw('GET', '/session/all')).reply as { items: { id: string }[] }
    const ids = {
      exports: (exported.reply as { id: string }).id,
      imports: (imported.reply as { id: string }).id,
      'session/all': session.items[0]?.id ?? '',
      views: here.foreign.view,
    }
    const before = await print()
    for (const endpoint of endpoints.filter(({ path }) =>
      /^\/(exports|imports|session\/all|views)\/:id/.test(path),
    )) {
      const noun = /^\/(exports|imports|session\/all|views)\//.exec(endpoint.path)?.[1] as keyof typeof ids
      const address = addressOf(endpoint, { params: { id: ids[noun] } })
      const { status } = await seller.raw(endpoint.method, address, {
        body: endpoint.name === 'views.change' ? { name: 'x' } : endpoint.body ? {} : undefined,
      })
      expect([403, 404], `${endpoint.name}: ${status}`).toContain(status)
    }
    expect(differing(before, await print())).toEqual([])
    expect((await crew.raw('GET', '/session')).status).toBe(200)
  })
})
