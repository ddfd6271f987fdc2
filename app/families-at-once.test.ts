import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { matchingContract } from '../modules/matching/contract.ts'
import { historyContract } from '../platform/history/contract.ts'
import { crowdOf } from './testing/crowds.ts'
import { type Caller, type Sent, type TestApp, testApp } from './testing.ts'

let app: TestApp
let callers: Caller[]
let people: string[]
beforeAll(async () => {
  app = await testApp()
  callers = [app.people.steward, app.people.administrator, await app.person('steward')]
  const families = await crowdOf(app, { families: 1, each: 6, tag: 'family' })
  people = families.flat()
})
afterAll(() => app.close())

const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]

const kinds = [
  'link',
  'link',
  'unlink',
  'unlink',
  'takeOut',
  'dissolve',
  'same',
  'different',
  'undo',
] as const
type Act = { kind: (typeof kinds)[number]; a: number; b: number }

const acts = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), a: fc.nat({ max: 5 }), b: fc.nat({ max: 5 }) }),
  { minLength: 2, maxLength: 8 },
)

/** One act as somebody does it; what he aims at is what stands when he begins. */
async function perform({ kind, a, b }: Act, who: Caller): Promise<Sent<unknown>> {
  const [id, otherId] = [people[a] as string, people[b === a ? (a + 1) % 6 : b] as string]
  const params = { id }
  switch (kind) {
    case 'link':
      return who.send(customersContract.link, { params, body: { ids: [otherId] } })
    case 'unlink': {
      const links = await all<{ id: string }>('select id from customers.link order by id')
      const childId = links[(a * 6 + b) % Math.max(1, links.length)]?.id ?? id
      return who.send(customersContract.unlink, { params: { id, childId } })
    }
    case 'takeOut':
      return who.send(customersContract.takeOut, { params })
    case 'dissolve':
      return who.send(customersContract.dissolve, { params })
    case 'undo': {
      const { items } = await who.call(historyContract.acts, { query: { limit: 1, mine: 'true' } })
      return who.send(historyContract.undo, { params: { id: items[0]?.id ?? id } })
    }
    default: {
      const decided = await all<{ id: string }>(
        'select id from matching.decision where customer_id = least($1::uuid, $2::uuid) and other_id = greatest($1::uuid, $2::uuid)',
        [id, otherId],
      )
      const instead = decided[0] ? { instead: decided[0].id } : {}
      return who.send(matchingContract.decide, {
        params: { id, otherId },
        body: { verdict: kind, ...instead },
      })
    }
  }
}

/** Who should stand for whom, worked out of the links alone, by colouring until nothing changes. */
async function byLinks(): Promise<Record<string, string | null>> {
  const links = await all<{ a: string; b: string }>(
    'select customer_id as a, other_id as b from customers.link',
  )
  const lowest = new Map(people.map(id => [id, id]))
  for (let changed = true; changed; ) {
    changed = false
    for (const { a, b } of links) {
      const low = [lowest.get(a) as string, lowest.get(b) as string].sort()[0] as string
      for (const id of [a, b]) if (lowest.get(id) !== low) changed = Boolean(lowest.set(id, low))
    }
  }
  return Object.fromEntries([...lowest].map(([id, root]) => [id, root === id ? null : root]))
}

const shown = async () =>
  Object.fromEntries(
    (
      await all<{ id: string; root: string | null }>(
        'select id, merged_into as root from customers.customer where id = any($1) order by id',
        [people],
      )
    ).map(({ id, root }) => [id, root]),
  )

test('whatever links, unlinks, decisions and undos come at one moment, families are what the links say, and nobody meets a fault', async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(acts, async list => {
      const answers = await Promise.all(
        list.map((act, at) => perform(act, callers[at % callers.length] as Caller)),
      )
      for (const { status, text } of answers) expect([200, 202, 404, 409, 422], text).toContain(status)
      done += answers.filter(({ status }) => status < 300).length
      expect(await shown()).toEqual(await byLinks())
    }),
    { numRuns: 60 },
  )
  // Not all of them were refused.
  expect(done).toBeGreaterThan(100)
}, 240_000)

test('one link and its unlink at the same moment, again and again, end as the links say', async () => {
  const [a, b] = people as [string, string]
  const statuses = new Set<number>()
  await all('truncate customers.link cascade')
  await all('update customers.customer set merged_into = null')
  for (let round = 0; round < 40; round++) {
    const links = await all<{ id: string }>(
      'select id from customers.link where customer_id = $1 and other_id = $2',
      [a, b],
    )
    const answers = await Promise.all([
      callers[0]?.send(customersContract.link, { params: { id: b }, body: { ids: [a] } }),
      callers[1]?.send(customersContract.unlink, { params: { id: a, childId: links[0]?.id ?? a } }),
      callers[2]?.send(customersContract.link, { params: { id: a }, body: { ids: [b] } }),
    ])
    for (const answer of answers) statuses.add(answer?.status ?? 0)
    expect(await shown()).toEqual(await byLinks())
  }
  expect([...statuses].filter(status => ![200, 404, 409].includes(status))).toEqual([])
  expect(statuses).toContain(200)
}, 120_000)
