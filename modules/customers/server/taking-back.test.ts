import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import type { Endpoint } from '../../../platform/contract/endpoint.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { customersContract as api } from '../contract.ts'
import { customerTables } from './tables.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

/**
 * All rows of the module's tables. Versions only ever grow, so they are not part of what an undo gives back.
 */
async function everything(): Promise<string[]> {
  const found: string[] = []
  for (const { table, rootColumn } of customerTables) {
    const { rows } = await app.database.pool.query<{ row: string }>(
      `select '${table} ' || (to_jsonb(t) - '{version,updated_at,words}'::text[])::text as row from ${table} t order by ${rootColumn}, id`,
    )
    found.push(...rows.map(({ row }) => row))
  }
  return found
}

async function undo(batchId: string) {
  return admin.call(historyContract.undo, { params: { id: batchId } })
}

type Known = { customers: string[] }
type Act = { name: string; run: (known: Known) => Promise<string | null> }

const someone = fc.nat({ max: 50 })
const city = fc.constantFrom('Oslo', 'Bergen', '', 'Voss')
const at = (list: readonly string[], n: number) => list[n % list.length] as string

async function batchOf<E extends Endpoint>(endpoint: E, input: object): Promise<string | null> {
  const { status, headers, text } = await admin.send(endpoint, input)
  if (status >= 500) throw new Error(`${endpoint.name}: ${text}`)
  const batch = headers['tessera-batch']
  return status < 300 && batch ? String(batch) : null
}

/** An act on one of the parts that a customer's page shows, if there is one. */
async function onPart(
  id: string,
  part: 'contactPoints' | 'relationships' | 'tasks' | 'timeline' | 'attachments',
  endpoint: Endpoint,
  body?: object,
) {
  const { status, reply } = await admin.send(api.page, { params: { id } })
  const child = status === 200 ? reply[part][0] : undefined
  return child ? batchOf(endpoint, { params: { id, childId: child.id }, body }) : null
}

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ who: someone, city, tag: fc.constantFrom('a', 'b') }).map(({ who, city, tag }) => ({
    name: `change ${who} ${city}`,
    run: ({ customers }: Known) =>
      batchOf(api.change, {
        params: { id: at(customers, who) },
        body: { city, tags: [tag], email: `${tag}@x.example` },
      }),
  })),
  fc.constantFrom('Ada', 'Bo').map(name => ({
    name: `create ${name}`,
    run: () => batchOf(api.create, { body: { name, email: 'new@x.example', owner: app.people.seller.id } }),
  })),
  someone.map(who => ({
    name: `remove ${who}`,
    run: ({ customers }: Known) => batchOf(api.remove, { params: { id: at(customers, who) } }),
  })),
  fc.record({ who: someone, other: someone }).map(({ who, other }) => ({
    name: `relate ${who} ${other}`,
    run: ({ customers }: Known) =>
      batchOf(api.addRelationship, {
        params: { id: at(customers, who) },
        body: { otherId: at(customers, other), kind: 'other', role: 'x', fromDate: '2020-01-01' },
      }),
  })),
  fc.record({ who: someone, owner: fc.boolean() }).map(({ who, owner }) => ({
    name: `bulk ${who}`,
    run: ({ customers }: Known) =>
      batchOf(api.bulkChange, {
        body: {
          ids: [at(customers, who), at(customers, who + 1)],
          set: { owner: owner ? app.people.seller.id : null, level: 'gold' },
          addTags: ['bulk'],
        },
      }),
  })),
  someone.map(who => ({
    name: `bulk remove ${who}`,
    run: ({ customers }: Known) =>
      batchOf(api.bulkRemove, { body: { ids: [at(customers, who), at(customers, who + 1)] } }),
  })),
  someone.map(who => ({
    name: `note ${who}`,
    run: ({ customers }: Known) =>
      batchOf(api.addEntry, {
        params: { id: at(customers, who) },
        body: { kind: 'call', body: 'hello', mentions: [app.people.agent.id] },
      }),
  })),
  someone.map(who => ({
    name: `task ${who}`,
    run: ({ customers }: Known) =>
      batchOf(api.addTask, {
        params: { id: at(customers, who) },
        body: { title: 'Do', dueAt: '2027-01-01T00:00:00Z' },
      }),
  })),
  someone.map(who => ({
    name: `point ${who}`,
    run: ({ customers }: Known) =>
      batchOf(api.addContactPoint, {
        params: { id: at(customers, who) },
        body: { kind: 'address', address: { city: 'Rome', lines: 'Via 1' }, primary: true },
      }),
  })),
  someone.map(who => ({
    name: `remove point ${who}`,
    run: ({ customers }: Known) => onPart(at(customers, who), 'contactPoints', api.removeContactPoint),
  })),
  someone.map(who => ({
    name: `remove relation ${who}`,
    run: ({ customers }: Known) => onPart(at(customers, who), 'relationships', api.removeRelationship),
  })),
  someone.map(who => ({
    name: `change relation ${who}`,
    run: ({ customers }: Known) =>
      onPart(at(customers, who), 'relationships', api.changeRelationship, {
        title: 'T',
        toDate: '2024-02-29',
      }),
  })),
  someone.map(who => ({
    name: `complete ${who}`,
    run: ({ customers }: Known) => onPart(at(customers, who), 'tasks', api.completeTask),
  })),
  someone.map(who => ({
    name: `remove note ${who}`,
    run: ({ customers }: Known) => onPart(at(customers, who), 'timeline', api.removeEntry),
  })),
)

async function freshWorld(): Promise<Known> {
  const customers: string[] = []
  for (const name of ['Uno', 'Due', 'Tre', 'Quattro']) {
    const { id } = await admin.call(api.create, { body: { name, phone: '+4722123456', owner: admin.id } })
    await admin.call(api.addTask, { params: { id }, body: { title: 'Begin' } })
    await admin.upload(`/customers/${id}/files`, { name: 'a.txt', content: 'x' })
    customers.push(id)
  }
  return { customers }
}

describe('acts of any kind', () => {
  test('undone from the last to the first leave everything as it was, step by step', {
    timeout: 120_000,
  }, async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 7 }), async list => {
        const known = await freshWorld()
        const states: { batch: string; before: string[]; name: string }[] = []
        for (const act of list) {
          const before = await everything()
          const batch = await act.run(known)
          if (batch) states.push({ batch, before, name: act.name })
        }
        for (const { batch, before, name } of states.toReversed()) {
          const { kept } = await undo(batch)
          done++
          expect(kept, name).toBe(0)
          expect(await everything(), name).toEqual(before)
        }
      }),
      { numRuns: 16, seed: 5 },
    )
    expect(done).toBeGreaterThan(25)
  })

  test('taken back and done again are as if they had not been taken back', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(acts, async act => {
        const batch = await act.run(await freshWorld())
        if (!batch) return
        const after = await everything()
        const { undoBatch } = await undo(batch)
        await undo(undoBatch)
        expect(await everything(), act.name).toEqual(after)
      }),
      { numRuns: 18, seed: 6 },
    )
  })

  test('are undone once', async () => {
    const { customers } = await freshWorld()
    const batch = await batchOf(api.change, { params: { id: customers[0] }, body: { city: 'Rome' } })
    await undo(batch ?? '')
    const again = await admin.send(historyContract.undo, { params: { id: batch ?? '' } })
    expect([again.status, again.problem.code]).toEqual([422, 'platform.already-undone'])
  })
})

test('what changes nothing is no act, and offers nothing to undo', async () => {
  const made = await admin.send(api.create, { body: { name: 'Still', city: 'Oslo' } })
  const { id } = made.reply
  expect(made.headers['tessera-batch']).toMatch(/^[0-9a-f-]{36}$/)
  const same = await admin.send(api.change, { params: { id }, body: { city: 'Oslo' } })
  await admin.call(api.remove, { params: { id } })
  const gone = await admin.send(api.bulkChange, { body: { ids: [id], set: { level: 'gold' } } })
  expect(gone.reply.changed).toBe(0)
  expect([same, gone].map(({ status, headers }) => [status, headers['tessera-batch']])).toEqual([
    [200, undefined],
    [200, undefined],
  ])
})

test('a bulk change by a filter reaches exactly what the filter shows, and its undo keeps what someone changed since', async () => {
  const ids: string[] = []
  for (let n = 0; n < 6; n++)
    ids.push(
      (await admin.call(api.create, { body: { name: `Bulk ${n}`, level: 'bronze', city: 'Bulktown' } })).id,
    )
  const filter = '{"field":"city","op":"eq","value":"Bulktown"}'
  const { changed, batchId } = await admin.call(api.bulkChange, {
    body: { filter, set: { level: 'gold' }, addTags: ['done'] },
  })
  expect(changed).toBe(6)
  await app.people.steward.call(api.change, { params: { id: ids[0] as string }, body: { level: 'silver' } })
  expect((await undo(batchId)).kept).toBeGreaterThanOrEqual(1)
  const { items } = await admin.call(api.list, { query: { filter } })
  expect(items.map(item => String(item.level)).sort()).toEqual([
    'bronze',
    'bronze',
    'bronze',
    'bronze',
    'bronze',
    'silver',
  ])
  expect((await admin.send(api.bulkChange, { body: { set: { level: 'gold' } } })).problem.code).toBe(
    'customers.nothing-selected',
  )
})
