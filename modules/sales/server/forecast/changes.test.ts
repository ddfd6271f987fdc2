import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import {
  type ChangeReason,
  forecastContract,
  forecastLockContract as api,
  forecastMeasures,
  rateContract,
  salesContract,
  settingsContract,
} from '../../contract.ts'
import { type Given, lastStage, lockMonth, month, oldDeal, unlock } from './testing-locks.ts'

let app: TestApp
let admin: Caller
let seller: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  seller = app.people.seller
  customer = (await admin.call(customersContract.create, { body: { name: 'Nordwind', owner: seller.id } })).id
}, 120_000)
afterAll(() => app.close())
beforeEach(async () => {
  await unlock(app)
  for (const table of ['closure', 'stage_visit', 'opportunity'])
    await app.database.pool.query(`delete from sales.${table}`)
})

const deal = (given: Partial<Given> = {}, who = admin) =>
  oldDeal(app, who, { customer, category: 'commit', ...given })
const change = (id: string, body: object, who = admin) =>
  who.call(salesContract.changeOpportunity, { params: { id }, body })
const close = (id: string, outcome: 'won' | 'lost', at?: string) =>
  admin.call(salesContract.closeOpportunity, { params: { id }, body: { outcome, ...(at && { at }) } })
const changes = async (who = admin, query: object = {}) => {
  const found = await who.call(api.forecastChanges, { query: { period: month.name, ...query } })
  if (!found.measures) throw new Error(`not compared: ${found.state}`)
  return found.measures
}
const behind = (reason: ChangeReason, who = admin, query: object = {}) =>
  who.call(api.forecastChangedDeals, { query: { period: month.name, reason, ...query } })
/** By reason what the deals counted for and count for. */
const told = async (measure: (typeof forecastMeasures)[number] = 'commit', who = admin) =>
  Object.fromEntries(
    (await changes(who))[measure].reasons.map(({ reason, n, before, after }) => [reason, [n, before, after]]),
  )

test('every deal is told for the reason for which it counts for something else', async () => {
  const pushed = await deal({ amount: 1 })
  const lost = await deal({ amount: 2 })
  const won = await deal({ amount: 4, category: 'best-case' })
  const raised = await deal({ amount: 8 })
  const lowered = await deal({ amount: 16 })
  const word = await deal({ amount: 32 })
  const pulled = await deal({ amount: 64, expectedClose: month.later })
  const removed = await deal({ amount: 128 })
  const rewon = await deal({ amount: 256 })
  await close(rewon, 'won')
  await app.database.pool.query(`update sales.opportunity set closed_at = $2 where id = $1`, [
    rewon,
    month.lockedAt,
  ])
  await deal({ amount: 512 })
  await lockMonth(app)
  await change(pushed, { expectedClose: month.later })
  await close(lost, 'lost')
  await close(won, 'won')
  await change(raised, { amount: 9 })
  await change(lowered, { amount: 15 })
  await change(word, { category: 'pipeline' })
  await change(pulled, { expectedClose: month.last })
  await admin.call(salesContract.removeOpportunity, { params: { id: removed } })
  await admin.call(salesContract.reopenOpportunity, { params: { id: rewon } })
  await admin.call(salesContract.openOpportunity, {
    body: { name: 'Fresh', customer, amount: 1024, expectedClose: month.last, category: 'commit' },
  })
  expect(await told()).toEqual({
    new: [1, 0, 1024],
    'pulled-in': [1, 0, 64],
    'pushed-out': [1, 1, 0],
    won: [1, 0, 4],
    lost: [1, 2, 0],
    raised: [1, 8, 9],
    lowered: [1, 16, 15],
    category: [1, 32, 0],
    reopened: [1, 256, 256],
    removed: [1, 128, 0],
  })
  const { commit, total } = await changes()
  expect(commit).toMatchObject({ locked: 955, now: 512 + 1024 + 64 + 4 + 9 + 15 + 256, unchanged: 1 })
  // Its word changed, but it is expected in the month still.
  expect(total.reasons.some(({ reason }) => reason === 'category')).toBe(false)
})

test('what was won on a day outside the period, another pipeline and a lost one opened again have their reasons', async () => {
  const before = await deal({ amount: 1 })
  const moved = await deal({ amount: 2 })
  const back = await deal({ amount: 4 })
  const backAndWon = await deal({ amount: 8 })
  for (const id of [back, backAndWon]) await close(id, 'lost')
  const earlier = new Date(month.lockedAt.getTime() - 86_400_000).toISOString()
  await app.database.pool.query(
    `with v as (update sales.stage_visit set left_at = $2 where opportunity_id = any($1))
     update sales.opportunity set closed_at = $2 where id = any($1)`,
    [[back, backAndWon], earlier],
  )
  await lockMonth(app)
  await close(before, 'won', earlier)
  const other = await admin.call(settingsContract.addPipeline, { body: { name: 'Elsewhere' } })
  const { id: stage } = await admin.call(settingsContract.addStage, {
    params: { id: other.id },
    body: { name: 'First', probability: 0.5, category: 'commit' },
  })
  await admin.call(salesContract.moveOpportunity, { params: { id: moved }, body: { stage } })
  for (const id of [back, backAndWon]) await admin.call(salesContract.reopenOpportunity, { params: { id } })
  await close(backAndWon, 'won')
  expect(await told()).toEqual({
    'won-elsewhen': [1, 1, 0],
    'other-pipeline': [1, 2, 0],
    reopened: [2, 0, 12],
  })
})

test('an amount that is the same at another rate changed by the rate', async () => {
  await admin.call(rateContract.addRate, { body: { currency: 'USD', day: '2020-01-01', rate: 0.5 } })
  const id = await deal({ amount: 1000, currency: 'USD' })
  await lockMonth(app)
  await app.database.pool.query('update sales.opportunity set house_amount = 600 where id = $1', [id])
  expect(await told()).toEqual({ 'exchange-rate': [1, 500, 600] })
})

test('a change of the stage’s own word enters by category, and a stage moved to counts as what that says', async () => {
  const id = await deal({ amount: 5, category: null })
  await lockMonth(app)
  await admin.call(salesContract.moveOpportunity, { params: { id }, body: { stage: lastStage } })
  expect(await told()).toEqual({ category: [1, 0, 5] })
  expect(await told('total')).toEqual({})
})

test('who does not see a deal any more is told what it counted for, and no name', async () => {
  const mine = await deal({ amount: 700, owner: seller.id })
  const kept = await deal({ amount: 50, owner: seller.id })
  await lockMonth(app)
  await change(mine, { owner: admin.id, name: 'Secret deal', amount: 999 })
  await change(kept, { amount: 60 })
  expect(await told('commit', seller)).toEqual({ 'passed-on': [1, 700, 0], raised: [1, 50, 60] })
  const { items } = await behind('passed-on', seller)
  expect(items).toMatchObject([{ deal: null, before: 700, after: 0, amount: -700, was: null, now: null }])
  expect(JSON.stringify(items)).not.toMatch(/Secret|999|Nordwind/)
  expect(JSON.stringify(items)).not.toContain(mine)
  const [open] = (await behind('raised', seller)).items
  expect(open).toMatchObject({
    deal: { id: kept, customer: { id: customer, name: 'Nordwind' } },
    was: { amount: 50, outcome: null, expectedClose: month.last },
    now: { amount: 60 },
  })
  // For the firm nothing but the amounts changed; for the one who has it now it came in.
  expect(await told()).toEqual({ raised: [2, 750, 1059] })
  const own = await changes(admin, { whose: 'mine' })
  expect(own.commit.reasons).toMatchObject([{ reason: 'passed-in', before: 0, after: 999 }])
})

test('the deals behind a reason come page by page, each once', async () => {
  const many = await Promise.all(Array.from({ length: 53 }, (_, n) => deal({ amount: 10 + (n % 7) })))
  await lockMonth(app)
  await app.database.pool.query(`update sales.opportunity set expected_close = null`)
  const first = await behind('pushed-out')
  const second = await behind('pushed-out', admin, { cursor: first.next as string })
  const ids = [...first.items, ...second.items].map(item => item.deal?.id)
  expect([first.items.length, second.items.length, second.next]).toEqual([50, 3, null])
  expect(new Set(ids)).toEqual(new Set(many))
  const bad = await admin.send(api.forecastChangedDeals, { query: { reason: 'lost', cursor: 'x' } })
  expect(bad.status).toBe(422)
})

test('a firm that adds up in another currency since is not compared', async () => {
  await deal()
  await lockMonth(app)
  await app.database.pool.query(`update sales.forecast_lock set currency = 'CHF'`)
  const found = await admin.call(api.forecastChanges, { query: { period: month.name } })
  expect(found).toMatchObject({ state: 'other-currency', measures: null })
  expect((await behind('lost')).items).toEqual([])
})

const act = fc.oneof(
  fc.record({ expectedClose: fc.constantFrom(month.last, month.later, month.from, null) }),
  fc.record({ amount: fc.option(fc.integer({ min: 0, max: 9_000 })) }),
  fc.record({ category: fc.constantFrom('pipeline', 'best-case', 'commit', null) }),
  fc.record({ owner: fc.constantFrom('admin', 'seller') }),
  fc.constantFrom('won', 'lost', 'reopen', 'remove'),
)
const madeDeal = fc.record({
  amount: fc.option(fc.integer({ min: 0, max: 9_000 })),
  expectedClose: fc.constantFrom(month.last, month.last, month.later, null),
  category: fc.constantFrom<'pipeline' | 'best-case' | 'commit' | null>(
    'pipeline',
    'best-case',
    'commit',
    null,
  ),
  owner: fc.constantFrom('admin', 'seller'),
})

const people = () => ({ admin, seller })
async function happen(id: string, what: unknown) {
  const params = { id }
  if (what === 'reopen') await admin.send(salesContract.reopenOpportunity, { params })
  else if (what === 'remove') await admin.send(salesContract.removeOpportunity, { params })
  else if (typeof what === 'string')
    await admin.send(salesContract.closeOpportunity, {
      params,
      body: { outcome: what as 'won' | 'lost' },
    })
  else {
    const { owner, ...rest } = what as { owner?: 'admin' | 'seller' }
    const body = owner ? { owner: people()[owner].id } : rest
    await admin.send(salesContract.changeOpportunity, { params, body })
  }
}

test('whatever happens: what was locked and all reasons add up to what is forecast now, for everybody and each measure', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(madeDeal, fc.array(act, { maxLength: 2 }), fc.array(act, { maxLength: 3 })), {
        minLength: 1,
        maxLength: 6,
      }),
      async stories => {
        await unlock(app)
        await app.database.pool.query('delete from sales.closure')
        await app.database.pool.query('delete from sales.stage_visit')
        await app.database.pool.query('delete from sales.opportunity')
        const ids: string[] = []
        for (const [{ owner, ...given }, before] of stories) {
          const id = await deal({ ...given, owner: people()[owner].id })
          ids.push(id)
          for (const what of before) await happen(id, what)
        }
        await app.database.pool.query(
          `update sales.opportunity set closed_at = $1 where closed_at is not null`,
          [month.lockedAt],
        )
        await lockMonth(app)
        for (const [n, [, , after]] of stories.entries())
          for (const what of after) await happen(ids[n] as string, what)
        for (const who of [admin, seller])
          for (const whose of ['all', 'mine'] as const) await addsUp(who, whose)
      },
    ),
    { numRuns: 30 },
  )
})

async function addsUp(who: Caller, whose: 'all' | 'mine') {
  const found = await changes(who, { whose })
  const { lock } = await who.call(api.forecastLock, { query: { whose } })
  const now = await who.call(forecastContract.forecast, { query: { whose } })
  const sums = (of: Record<'won' | 'commit' | 'bestCase' | 'open', { amount: number }> | null) => {
    const commit = (of?.won.amount ?? 0) + (of?.commit.amount ?? 0)
    const bestCase = commit + (of?.bestCase.amount ?? 0)
    return { commit, bestCase, total: bestCase + (of?.open.amount ?? 0) }
  }
  for (const measure of forecastMeasures) {
    const { locked, now: today, reasons } = found[measure]
    expect(locked).toBe(sums(lock)[measure])
    expect(today).toBe(sums(now)[measure])
    expect(locked + reasons.reduce((sum, { amount }) => sum + amount, 0)).toBe(today)
    for (const { reason, n, before, after } of reasons) {
      const { items } = await behind(reason, who, { whose, measure })
      expect(items).toHaveLength(n)
      expect(items.reduce((sum, one) => sum + one.before, 0)).toBe(before)
      expect(items.reduce((sum, one) => sum + one.after, 0)).toBe(after)
    }
  }
}
