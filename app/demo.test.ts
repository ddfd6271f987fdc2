import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCustomers } from '../modules/customers/server/demo.ts'
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
