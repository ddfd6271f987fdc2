import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { compareAgain } from '../live/compare.ts'
import { refreshKeys } from '../keys/refresh.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

let count = 0
const surnames = [
  'Brandvold',
  'Quisling',
  'Thorvaldsen',
  'Wergeland',
  'Zachariassen',
  'Undseth',
  'Ibsenius',
  'Bjornsonius',
]

/** Two records of one invented person: the same mailbox and birth date, the name spelled otherwise. */
async function twins(caller: Caller = app.people.steward): Promise<[string, string]> {
  const n = ++count
  const family = `${surnames[n % surnames.length] as string}${'abcdefghijklmnop'[n % 16]}`
  const shared = {
    email: `someone.${n}@mail${n}.example`,
    birthDate: `19${60 + (n % 30)}-0${1 + (n % 9)}-1${n % 10}`,
  }
  const one = await caller.call(customersContract.create, {
    body: { givenName: 'Ragnhild', familyName: family, city: 'Molde', ...shared },
  })
  const two = await caller.call(customersContract.create, {
    body: { givenName: 'R.', familyName: family, phone: `+47 911 20 ${100 + n}`, ...shared },
  })
  await found([one.id, two.id])
  return one.id < two.id ? [one.id, two.id] : [two.id, one.id]
}

/** What the readers of the outbox do after a write. */
const found = (ids: string[]) =>
  app.asSystem(async ctx => {
    await refreshKeys(ctx.db, ids)
    await compareAgain(ctx, ids)
  })

const waitsFor = async ([id, otherId]: readonly [string, string], caller = app.people.steward) => {
  const { items } = await caller.call(matchingContract.queue, { query: { customer: id, limit: 100 } })
  return items.some(item => item.id === id && item.otherId === otherId)
}
const decide = (
  caller: Caller,
  [id, otherId]: readonly [string, string],
  body: { verdict: 'same' | 'different' | 'later'; reason?: string; instead?: string },
) => caller.send(matchingContract.decide, { params: { id, otherId }, body })
const rootOf = async (id: string) => {
  const answer = await app.database.pool.query<{ root: string }>(
    'select coalesce(merged_into, id) as root from customers.customer where id = $1',
    [id],
  )
  return answer.rows[0]?.root
}
const undo = (batch: unknown) =>
  app.people.steward.call(historyContract.undo, { params: { id: String(batch) } })

describe('the queue', () => {
  test('asks about two records that may be one, and says why', async () => {
    const pair = await twins()
    expect(await waitsFor(pair)).toBe(true)
    const view = await app.people.steward.call(matchingContract.pair, {
      params: { id: pair[0], otherId: pair[1] },
    })
    expect(view.parts.map(part => part.field)).toEqual(expect.arrayContaining(['start', 'birth', 'email']))
    expect(view.parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(view.weight, 0)
    expect(view.lines.find(line => line.field === 'email')).toMatchObject({
      evidence: expect.any(Number) as number,
    })
    expect(view).toMatchObject({ linked: false, decision: null, experience: null })
  })

  test('“same” links the two and stops asking; undone it asks again', async () => {
    const pair = await twins()
    const done = await decide(app.people.steward, pair, { verdict: 'same' })
    expect(done.status, done.text).toBe(200)
    expect(await rootOf(pair[1])).toBe(pair[0])
    expect(await waitsFor(pair)).toBe(false)
    await undo(done.reply.batchId)
    expect(await rootOf(pair[1])).toBe(pair[1])
    expect(await waitsFor(pair)).toBe(true)
    const view = await app.people.steward.call(matchingContract.pair, {
      params: { id: pair[0], otherId: pair[1] },
    })
    expect(view.decision).toBeNull()
  })
})
