import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCustomers } from '../modules/customers/server/demo.ts'
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
