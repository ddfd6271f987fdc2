import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import { forecastLockContract as api, salesContract } from '../../contract.ts'
import { lockPeriod } from './locking.ts'
import { pipeline, unlock } from './testing-locks.ts'

let app: TestApp
let admin: Caller
let north: Caller
let south: Caller
let customer: string
let team: string
const over = '2025-03'
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  const made = await admin.call(staffContract.createTeam, { body: { name: 'Regions', unitId: null } })
  team = made.id
  north = await app.person('seller', { name: 'North', teamId: team })
  south = await app.person('seller', { name: 'South', teamId: team })
  customer = (await admin.call(customersContract.create, { body: { name: 'Judged' } })).id
}, 120_000)
afterAll(() => app.close())
beforeEach(async () => {
  await unlock(app)
  for (const table of ['forecast_adjustment', 'closure', 'stage_visit', 'opportunity'])
    await app.database.pool.query(`delete from sales.${table}`)
})

/** A deal that is foreseen in the period, and one that was won in it. */
async function deal(owner: Caller, { amount, won }: { amount: number; won?: string }) {
  const { id } = await admin.call(salesContract.openOpportunity, {
    body: {
      name: 'Deal',
      customer,
      amount,
      category: 'commit',
      expectedClose: `${over}-20`,
      owner: owner.id,
    },
  })
  if (won) await end(id, won)
  return id
}
/** Ends it on a day of then, as the acts of today cannot. */
const end = (id: string, day: string, outcome = 'won') =>
  app.database.pool.query('update sales.opportunity set outcome = $3, closed_at = $2 where id = $1', [
    id,
    `${day}T10:00:00Z`,
    outcome,
  ])
const lock = (period = over) =>
  app.asSystem(ctx => lockPeriod(ctx, { pipeline, period, now: new Date(`${period}-01T00:17:00Z`) }))
const judged = (who = admin, query: object = {}) => who.call(api.forecastAccuracy, { query })

/** Foreseen 500 and 500, won 0 and 1000. */
async function twoRegions() {
  const lost = await deal(north, { amount: 500 })
  const won = await deal(south, { amount: 500 })
  await lock()
  await end(lost, `${over}-12`, 'lost')
  await end(won, `${over}-14`)
  await deal(south, { amount: 500, won: `${over}-30` })
}

test('two regions that missed by as much hide it in the total, and not in WMAPE: by the firm, the team and each', async () => {
  await twoRegions()
  const { whole, teams, sellers, periods } = await judged()
  const expected = { n: 2, forecast: 1000, actual: 1000, wmape: 1, bias: 0, totalError: 0 }
  expect(whole).toMatchObject({ people: 2, commit: expected })
  expect(teams).toMatchObject([{ team: { id: team, name: 'Regions' }, commit: expected }])
  expect(sellers).toMatchObject([
    { owner: { name: 'South' }, commit: { forecast: 500, actual: 1000, wmape: 0.5, bias: -0.5 } },
    { owner: { name: 'North' }, commit: { forecast: 500, actual: 0, wmape: null, bias: null } },
  ])
  expect(periods).toMatchObject([{ period: over, commit: 1000, actual: 1000, expected: null }])
  expect(whole.expected.n).toBe(0)
})

test('a seller is told of himself alone, a reader of sums without persons', async () => {
  await twoRegions()
  const own = await judged(south)
  expect(own.whole).toMatchObject({ people: 1, commit: { forecast: 500, actual: 1000 } })
  expect(own.sellers.map(({ owner }) => owner.id)).toEqual([south.id])
  const reader = await judged(app.people.reader)
  expect(reader.sellers).toEqual([])
  expect(reader.whole.commit.wmape).toBe(1)
})

test('a team of one is a person: who does not manage sales reads nothing of it', async () => {
  const alone = await admin.call(staffContract.createTeam, { body: { name: 'Alone', unitId: null } })
  const east = await app.person('seller', { name: 'East', teamId: alone.id })
  await deal(east, { amount: 300 })
  await twoRegions()
  const teams = async (who: Caller) =>
    (await judged(who)).teams.map(({ team: { name } }) => String(name)).toSorted()
  expect(await teams(admin)).toEqual(['Alone', 'Regions'])
  expect(await teams(app.people.reader)).toEqual(['Regions'])
  expect(await teams(east)).toEqual(['Alone'])
})

test('adjusted figures are judged on what they were about, if they stood when the days of locking were over', async () => {
  await twoRegions()
  const set = (level: string, about: string | null, amount: number | null, at: string) =>
    app.database.pool.query(
      `insert into sales.forecast_adjustment (id, pipeline_id, period, measure, level, about_id, amount, currency, reason, by_id, at)
       values (gen_random_uuid(), $1, $2, 'commit', $3, $4, $5, 'EUR', 'why', $6, $7)`,
      [pipeline, over, level, about, amount, admin.id, at],
    )
  await set('seller', south.id, 700, `${over}-01T09:00:00Z`)
  await set('seller', south.id, 900, `${over}-03T23:00:00Z`)
  await set('seller', south.id, 1000, `${over}-04T00:00:00Z`)
  await set('seller', north.id, 100, `${over}-02T09:00:00Z`)
  await set('seller', north.id, null, `${over}-02T10:00:00Z`)
  await set('whole', null, 800, `${over}-02T09:00:00Z`)
  const { whole, sellers } = await judged()
  expect(whole).toMatchObject({
    adjusted: { n: 1, forecast: 800, wmape: 0.2 },
    beforeAdjusting: { wmape: 0 },
  })
  expect(sellers).toMatchObject([
    { adjusted: { n: 1, forecast: 900, wmape: 0.1, bias: -0.1 }, beforeAdjusting: { wmape: 0.5 } },
    { adjusted: { n: 0, wmape: null } },
  ])
  // The whole is more than what he sees.
  expect((await judged(south)).whole.adjusted.n).toBe(0)
  expect((await judged(south)).sellers).toMatchObject([{ adjusted: { forecast: 900 } }])
})

test('periods without a lock are said to have none, and those of another currency are not judged', async () => {
  await lock('2025-02')
  await lock('2025-05')
  await app.database.pool.query(`update sales.forecast_lock set currency = 'CHF' where period = '2025-05'`)
  const { withoutLock, otherCurrency, periods, whole } = await judged()
  expect(withoutLock.slice(0, 3)).toEqual(['2025-03', '2025-04', '2025-06'])
  expect(otherCurrency).toEqual(['2025-05'])
  expect(periods.map(({ period }) => period)).toEqual(['2025-02'])
  expect(whole.commit).toMatchObject({ n: 0, wmape: null })
  expect((await judged(admin, { every: 'quarter' })).periods).toEqual([])
  expect((await judged(admin, { last: 1 })).periods).toEqual([])
})
