import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import {
  forecastContract,
  forecastLockContract as api,
  salesContract,
  settingsContract,
} from '../../contract.ts'
import { learn } from './learning.ts'
import { lockPeriod } from './locking.ts'
import { lockMonth, lookAt, month, oldDeal, pipeline, unlock } from './testing-locks.ts'

let app: TestApp
let admin: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  customer = (await admin.call(customersContract.create, { body: { name: 'Frozen' } })).id
}, 120_000)
afterAll(() => app.close())
beforeEach(() => unlock(app))

const deal = (given: object = {}, who = admin) => oldDeal(app, who, { customer, ...given })
const locked = (query: object = {}, who = admin) =>
  who.call(api.forecastLock, { query: { period: month.name, ...query } })

test('what is locked is what was forecast, and stays so whatever becomes of the deals', async () => {
  const sold = await deal({ category: 'commit', amount: 100_000 })
  await deal({ category: 'best-case', amount: 40_000 })
  await deal({ amount: 20_000 })
  await deal({ category: 'commit', amount: 7_000, expectedClose: month.later })
  // Won after the lock: history knows how to win, the lock has nothing won.
  const won = await deal({ amount: 1_000 })
  await admin.call(salesContract.closeOpportunity, { params: { id: won }, body: { outcome: 'won' } })
  await app.asSystem(ctx => learn(ctx, pipeline))
  await lockMonth(app)
  const before = await locked()
  const forecast = await admin.call(forecastContract.forecast, { query: {} })
  expect(before.state).toBe('locked')
  expect(before.lock).toMatchObject({
    won: { n: 0, amount: 0 },
    commit: { n: 1, amount: 100_000 },
    bestCase: { n: 1, amount: 40_000 },
    open: { n: 1, amount: 20_000 },
    weighted: forecast.weighted,
    sellers: [{ owner: { id: admin.id }, commit: 100_000 }],
    teams: [{ team: { id: null }, people: 1, commit: 100_000 }],
  })
  const { history } = before.lock ?? {}
  expect(history?.ofOpen).toBeGreaterThan(0)
  expect(history?.low).toBeLessThanOrEqual(history?.expected ?? 0)
  await admin.call(salesContract.closeOpportunity, { params: { id: sold }, body: { outcome: 'lost' } })
  await admin.call(salesContract.removeOpportunity, { params: { id: sold } })
  expect(await locked()).toEqual(before)
})

test('a period is locked once, in its first three days, and says honestly when it was not', async () => {
  const at = (days: number, period = month.name) =>
    app.asSystem(ctx =>
      lockPeriod(ctx, { pipeline, period, now: new Date(Date.parse(month.from) + days * 86_400_000) }),
    )
  expect(await at(3)).toBeNull()
  expect(await at(-0.001)).toBeNull()
  expect((await locked({ period: '2024-05' })).state).toBe('none')
  expect((await locked({ period: '2999-Q1' })).state).toBe('not-begun')
  expect(await at(2.999)).not.toBeNull()
  expect(await at(0.5)).toBeNull()
  expect((await locked()).state).toBe('locked')
  const { items } = await admin.call(api.forecastLocks, { query: {} })
  expect(items).toMatchObject([{ period: month.name, every: 'month', from: month.from, to: month.last }])
})

test('two that lock at once make one lock', async () => {
  const made = await Promise.all([lockMonth(app), lockMonth(app), lockMonth(app)])
  expect(made.filter(id => id !== null)).toHaveLength(1)
})

test('the clock locks the month and the quarter that begin, once, of each pipeline in use', async () => {
  const retired = await admin.call(settingsContract.addPipeline, { body: { name: 'Out of use' } })
  await admin.call(settingsContract.retirePipeline, { params: { id: retired.id }, body: {} })
  const lockedBy = async (moment: string) => {
    await lookAt(app, new Date(moment))
    const { rows } = await app.database.pool.query<{ pipeline: string; period: string }>(
      'select pipeline_id as pipeline, period from sales.forecast_lock order by locked_at, period',
    )
    return rows
  }
  const year = [
    { pipeline, period: '2031-01' },
    { pipeline, period: '2031-Q1' },
  ]
  expect(await lockedBy('2031-01-01T00:17:00Z')).toEqual(year)
  expect(await lockedBy('2031-01-01T01:17:00Z')).toEqual(year)
  expect(await lockedBy('2031-02-04T00:17:00Z')).toEqual(year)
  expect(await lockedBy('2031-03-03T23:17:00Z')).toEqual([...year, { pipeline, period: '2031-03' }])
})

test('everybody is told the part that was his or is seen by his scope, by owner and unit of then', async () => {
  const { seller, agent } = app.people
  const own = await admin.call(customersContract.create, { body: { name: 'Own', owner: seller.id } })
  const mine = await deal({ category: 'commit', amount: 3_000, customer: own.id }, seller)
  await lockMonth(app)
  await admin.call(salesContract.changeOpportunity, { params: { id: mine }, body: { owner: admin.id } })
  const seen = await locked({}, seller)
  expect(seen.lock).toMatchObject({
    commit: { n: 1, amount: 3_000 },
    sellers: [{ owner: { id: seller.id } }],
  })
  expect((await locked({ owner: seller.id })).lock?.commit).toEqual({ n: 1, amount: 3_000 })
  expect((await locked({ whose: 'mine' }, seller)).lock?.commit).toEqual({ n: 1, amount: 3_000 })
  expect((await agent.send(api.forecastLock, { query: {} })).status).toBe(403)
})

test('what a lock holds adds up: deals by deals, and by owner and unit', async () => {
  await lockMonth(app)
  const { rows } = await app.database.pool.query(
    `select sum(won + commit + best_case + open)::float8 as parts, sum(won_deals + commit_deals + best_case_deals + open_deals)::int as n,
       (select sum(house_amount)::float8 from sales.forecast_locked_deal) as deals, (select count(*)::int from sales.forecast_locked_deal) as count
     from sales.forecast_lock_share`,
  )
  expect(rows[0].n).toBeGreaterThan(2)
  expect(rows[0]).toMatchObject({ parts: rows[0].deals, n: rows[0].count })
})
