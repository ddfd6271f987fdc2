import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCustomers } from '../modules/customers/server/demo.ts'
import { forecastLockContract } from '../modules/sales/contract.ts'
import { demoLocks } from '../modules/sales/server/demo/locks.ts'
import { demoOpportunities } from '../modules/sales/server/demo.ts'
import { row } from '../platform/database/statement.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

type Counts = {
  customers: number
  points: number
  entries: number
  tasks: number
  ties: number
  changes: number
}

function counts(): Promise<Counts | undefined> {
  return app.asSystem(ctx =>
    row<Counts>(
      ctx.db,
      `select (select count(*)::int from customers.customer) as customers,
         (select count(*)::int from customers.contact_point) as points,
         (select count(*)::int from customers.timeline_entry) as entries,
         (select count(*)::int from customers.task) as tasks,
         (select count(*)::int from customers.relationship) as ties,
         (select count(*)::int from platform.change where action = 'created') as changes`,
    ),
  )
}

test('the demo company is written whole, with one line of history per customer', async () => {
  await app.asSystem(ctx => demoCustomers(ctx, { seed: 20_261_122, today: ctx.now }))
  const written = await counts()
  expect(written).toMatchObject({ customers: 1520, changes: 1520 })
  expect(written?.points).toBeGreaterThan(2500)
  expect(written?.entries).toBeGreaterThan(3000)
  expect(written?.ties).toBeGreaterThan(1500)
  const [first] = await app.asSystem(async ctx => [
    await row<{ name: string }>(ctx.db, `select name from customers.customer where name = 'Hotell Havblikk'`),
  ])
  expect(first?.name).toBe('Hotell Havblikk')
})

test('the demo company has sold for a year and a half, and every deal is where its stages say', async () => {
  await app.asSystem(ctx => demoOpportunities(ctx, { seed: 20_261_122, today: ctx.now }))
  const told = await app.asSystem(ctx =>
    row<Record<string, number>>(
      ctx.db,
      `select count(*)::int as all, count(*) filter (where o.closed_at is null)::int as open,
         count(*) filter (where o.outcome = 'won')::int as won,
         count(*) filter (where (select count(*) from sales.stage_visit v where v.opportunity_id = o.id and v.left_at is null
           and v.stage_id = o.stage_id and v.entered_at = o.stage_since) <> (o.closed_at is null)::int)::int as astray,
         count(*) filter (where (select count(*) from sales.closure c where c.opportunity_id = o.id and c.outcome = o.outcome
           and c.at = o.closed_at) <> (o.closed_at is not null)::int)::int as unclosed
       from sales.opportunity o`,
    ),
  )
  expect(told).toMatchObject({ astray: 0, unclosed: 0 })
  expect(told?.all).toBeGreaterThan(150)
  expect(told?.open).toBeGreaterThan(25)
  expect(told?.won).toBeGreaterThan(25)
})

test('the demo company locked its forecasts when each month began, of the deals that were open then', async () => {
  await app.asSystem(ctx => demoLocks(ctx))
  const locks = await app.asSystem(ctx =>
    row<Record<string, number>>(
      ctx.db,
      `select count(distinct l.id)::int as locks, count(*)::int as deals,
         count(*) filter (where o.opened_at > l.locked_at or (o.closed_at <= l.locked_at) <> d.won)::int as astray,
         count(*) filter (where d.won and o.outcome <> 'won')::int as unwon
       from sales.forecast_lock l join sales.forecast_locked_deal d on d.lock_id = l.id
       left join sales.opportunity o on o.customer_id = d.customer_id and o.id = d.opportunity_id`,
    ),
  )
  expect(locks).toMatchObject({ astray: 0, unwon: 0 })
  expect(locks?.locks).toBeGreaterThan(12)
  expect(locks?.deals).toBeGreaterThan(200)
  const { administrator } = app.people
  const { periods, whole } = await administrator.call(forecastLockContract.forecastAccuracy, { query: {} })
  expect(periods).toHaveLength(12)
  expect(whole.commit.wmape).toBeGreaterThan(0)
  expect(whole.expected.n).toBeGreaterThan(3)
  const { measures } = await administrator.call(forecastLockContract.forecastChanges, { query: {} })
  expect(measures?.commit.reasons.length).toBeGreaterThan(2)
})
