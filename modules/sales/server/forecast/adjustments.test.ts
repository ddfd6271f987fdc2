import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import {
  forecastContract,
  forecastLockContract as api,
  type NewForecastAdjustment,
  salesContract,
} from '../../contract.ts'
import { lockMonth, lookAt, month } from './testing-locks.ts'

let app: TestApp
let admin: Caller
let seller: Caller
let manager: Caller
let stranger: Caller
let team: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  const unit = await admin.call(staffContract.createUnit, { body: { name: 'North' } })
  const made = await admin.call(staffContract.createTeam, { body: { name: 'Crew', unitId: unit.id } })
  team = made.id
  seller = await app.person('seller', { unitId: unit.id, teamId: team, name: 'Ines Berg' })
  manager = await app.person('manager', { unitId: unit.id })
  const south = await admin.call(staffContract.createUnit, { body: { name: 'South' } })
  stranger = await app.person('seller', { unitId: south.id })
  for (const who of [seller, stranger]) {
    const { id } = await who.call(customersContract.create, { body: { name: 'Nordwind', owner: who.id } })
    await who.call(salesContract.openOpportunity, {
      body: { name: 'Deal', customer: id, amount: 50_000, category: 'commit', expectedClose: month.last },
    })
  }
}, 120_000)
afterAll(() => app.close())

const body = (given: Partial<NewForecastAdjustment> = {}): NewForecastAdjustment => ({
  period: month.name,
  measure: 'commit',
  level: 'seller',
  about: seller.id,
  amount: 40_000,
  reason: 'The large one will slip',
  ...given,
})
const adjust = (given: Partial<NewForecastAdjustment> = {}, who = manager) =>
  who.call(api.adjustForecast, { body: body(given) })
const refused = async (given: Partial<NewForecastAdjustment>, who = manager) => {
  const { status, reply } = await who.send(api.adjustForecast, { body: body(given) })
  return [status, (reply as unknown as { code: string }).code]
}
const items = async (who: Caller, period = month.name) =>
  (await who.call(api.forecastAdjustments, { query: { period } })).items

test('a manager sets a figure beside a seller’s, who sees by whom, how much and why; sums stay the seller’s', async () => {
  const before = await seller.call(forecastContract.forecast, { query: {} })
  const first = await adjust()
  const second = await adjust({ amount: 45_000, reason: 'It slips less', seen: first.id })
  expect(second).toMatchObject({ counts: true, about: { id: seller.id, name: 'Ines Berg' }, amount: 45_000 })
  expect(await items(seller)).toMatchObject([
    { id: second.id, counts: true, reason: 'It slips less', by: { id: manager.id } },
    { id: first.id, counts: false, amount: 40_000 },
  ])
  expect(await seller.call(forecastContract.forecast, { query: {} })).toEqual(before)
})

test('nobody else is told: other sellers nothing, managers of other units nothing, readers no figures about persons', async () => {
  await adjust({ level: 'team', about: team })
  expect(await items(stranger)).toEqual([])
  const elsewhere = await app.person('manager')
  expect(await items(elsewhere)).toEqual([])
  expect((await items(app.people.reader)).map(({ level }) => level)).toEqual(['team'])
  expect((await items(seller)).map(({ level }) => level)).not.toContain('team')
  expect((await items(manager)).map(({ level }) => level)).toContain('team')
})

test('figures are set only about whom one oversees, with the right to manage, and before the period is over', async () => {
  const outOfReach = [422, 'sales.adjustment-out-of-reach']
  expect(await refused({ about: stranger.id })).toEqual(outOfReach)
  expect(await refused({ level: 'whole', about: undefined })).toEqual(outOfReach)
  expect(await refused({ level: 'team', about: stranger.id })).toEqual(outOfReach)
  expect((await refused({}, seller))[0]).toBe(403)
  expect(await refused({ period: '2024-02' })).toEqual([422, 'sales.forecast-over'])
  expect((await refused({ about: undefined }))[0]).toBe(422)
  expect((await refused({ level: 'whole' }, admin))[0]).toBe(422)
  for (const amount of [-1, 1.5, 2 ** 60]) expect((await refused({ amount }))[0]).toBe(422)
  expect((await refused({ reason: ' ' }))[0]).toBe(422)
  const { mayAdjust } = await manager.call(api.forecastAdjustments, { query: {} })
  expect(mayAdjust).toEqual({
    whole: false,
    teams: [{ id: team, name: 'Crew' }],
    sellers: [{ id: seller.id, name: 'Ines Berg' }],
  })
  const whole = await adjust({ level: 'whole', about: undefined }, admin)
  expect(whole.about).toEqual({ id: null, name: null })
})

test('of two who adjust the same at once the second learns of the first, and decides again', async () => {
  const given = { period: '2999-01', seen: null }
  const sent = await Promise.all([1, 2].map(() => manager.send(api.adjustForecast, { body: body(given) })))
  expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('taken back by an act of its own or by undo, the one before counts again', async () => {
  const period = '2999-02'
  const first = await adjust({ period })
  const sent = await manager.send(api.adjustForecast, { body: body({ period, amount: 1 }) })
  const undone = await manager.send(historyContract.undo, {
    params: { id: String(sent.headers['tessera-batch']) },
  })
  expect(undone.status).toBeLessThan(300)
  expect(await items(manager, period)).toMatchObject([{ id: first.id, counts: true }])
  await adjust({ period, amount: null, reason: 'No longer' })
  expect((await items(manager, period)).map(({ counts }) => counts)).toEqual([false, false])
})

test('what was set in the first days of a period stays once these are over: it is judged with the lock', async () => {
  const sent = await manager.send(api.adjustForecast, { body: body({ amount: 7 }) })
  const { id } = sent.reply as { id: string }
  await lockMonth(app)
  await app.database.pool.query('update sales.forecast_adjustment set at = $2 where id = $1', [
    id,
    month.lockedAt,
  ])
  const isSettled = async (days: number) => {
    await lookAt(app, new Date(Date.parse(month.from) + days * 86_400_000))
    const { rows } = await app.database.pool.query<{ settled: boolean }>(
      'select settled_at is not null as settled from sales.forecast_adjustment where id = $1',
      [id],
    )
    return rows[0]?.settled
  }
  expect(await isSettled(2.9)).toBe(false)
  expect(await isSettled(3)).toBe(true)
  await manager.send(historyContract.undo, { params: { id: String(sent.headers['tessera-batch']) } })
  expect((await items(manager)).map(one => one.id)).toContain(id)
})
