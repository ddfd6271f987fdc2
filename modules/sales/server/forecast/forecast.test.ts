import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { forecastContract as api, salesContract } from '../../contract.ts'
import { learn } from './learning.ts'

let app: TestApp
let admin: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  customer = (await admin.call(customersContract.create, { body: { name: 'Foreseen' } })).id
}, 120_000)
afterAll(() => app.close())

const now = new Date()
const month = now.toISOString().slice(0, 7)
/** The last day of this month, and one of the month after the next. */
const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).toISOString().slice(0, 10)
const later = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 9)).toISOString().slice(0, 10)

type Given = {
  customer?: string
  amount?: number
  currency?: string
  expectedClose?: string
  category?: 'pipeline' | 'best-case' | 'commit'
}
const deal = async (given: Given, who = admin) =>
  (
    await who.call(salesContract.openOpportunity, {
      body: { name: 'Deal', customer, amount: 10_000, currency: 'EUR', expectedClose: last, ...given },
    })
  ).id
const asked = (query: object = {}, who = admin) => who.call(api.forecast, { query })

test('a period says what is won, what is foreseen by word and by stage, and opens just these deals', async () => {
  await deal({ category: 'commit', amount: 100_000 })
  await deal({ category: 'best-case', amount: 40_000 })
  await deal({ amount: 20_000 })
  await deal({ category: 'commit', amount: 7_000, expectedClose: later })
  await deal({ category: 'commit', currency: 'XOF' })
  const won = await deal({ amount: 5_000 })
  await admin.call(salesContract.closeOpportunity, { params: { id: won }, body: { outcome: 'won' } })
  const found = await asked()
  expect(found.period).toMatchObject({ from: `${month}-01`, to: last })
  expect(found).toMatchObject({
    won: { n: 1, amount: 5_000 },
    commit: { n: 2, amount: 100_000 },
    bestCase: { n: 1, amount: 40_000 },
    open: { n: 1, amount: 20_000 },
    notConverted: { n: 1 },
    // All are in the first stage, which is won once in ten times.
    weighted: 16_000,
  })
  for (const part of ['won', 'commit', 'bestCase', 'open', 'notConverted'] as const) {
    const { n, filter } = found[part]
    const opened = await admin.call(salesContract.countOpportunities, { query: { filter } })
    expect([part, opened.total]).toEqual([part, n])
  }
  const whole = { won: 5_000, commit: 100_000, weighted: 16_000, expected: null }
  expect(found.sellers).toMatchObject([whole])
  expect(found.teams).toMatchObject([{ team: { id: null, name: null }, people: 1, ...whole }])
})

test('history speaks once a night has learnt from it, with what is won already and between two bounds', async () => {
  expect((await asked()).history).toBeNull()
  const [pipeline] = (await app.database.pool.query<{ id: string }>('select id from sales.pipeline')).rows
  await app.asSystem(ctx => learn(ctx, pipeline?.id as string))
  const { history, sellers, won } = await asked()
  expect(history).not.toBeNull()
  if (!history) return
  expect(history.expected).toBeGreaterThan(won.amount)
  expect(history.low).toBeLessThanOrEqual(history.expected)
  expect(history.high).toBeGreaterThan(history.expected)
  expect(won.amount + history.ofOpen + history.ofNew).toBeCloseTo(history.expected, 6)
  const told = sellers.reduce((sum, { expected }) => sum + (expected ?? 0), 0)
  expect(told).toBeCloseTo(history.expected, 6)
})

test('a period that is over says what was won and foresees nothing; one that is to come has nothing won', async () => {
  const over = await asked({ period: '2024-Q1' })
  expect(over).toMatchObject({ period: { from: '2024-01-01', to: '2024-03-31', daysLeft: 0 }, history: null })
  const [year = 0, at = 0] = later.split('-').map(Number)
  const coming = await asked({ period: `${year}-${String(at).padStart(2, '0')}` })
  expect(coming).toMatchObject({ won: { n: 0 }, commit: { n: 1, amount: 7_000 }, bestCase: { n: 0 } })
  expect(coming.history?.expected).toBeGreaterThan(0)
})

test('who sees few deals is told of these alone', async () => {
  const { seller } = app.people
  const own = await admin.call(customersContract.create, { body: { name: 'Own', owner: seller.id } })
  await deal({ category: 'commit', amount: 1_000, customer: own.id }, seller)
  const found = await asked({}, seller)
  expect(found).toMatchObject({ commit: { n: 1, amount: 1_000 }, won: { n: 0 } })
  expect(found.sellers).toHaveLength(1)
  expect((await asked({ whose: 'mine' })).commit.amount).toBe(100_000)
})

test('what is no period or no pipeline is refused', async () => {
  for (const period of ['2026-13', '2026-Q5', '26-01', '0999-01'])
    expect((await admin.send(api.forecast, { query: { period } })).status).toBe(422)
  const none = await admin.send(api.forecast, { query: { pipeline: '01930000-0000-7000-8000-0000000000ff' } })
  expect(none.status).toBe(404)
})

test('what is overdue is expected in the period that lasts, and in none that is over', async () => {
  const before = await asked()
  for (const expectedClose of ['2023-11-30', '2024-02-01'])
    await deal({ category: 'commit', amount: 900, expectedClose })
  expect(await asked({ period: '2024-Q1' })).toMatchObject({
    commit: { n: 0 },
    bestCase: { n: 0 },
    open: { n: 0 },
    weighted: 0,
  })
  expect((await asked()).commit.n).toBe(before.commit.n + 2)
})
