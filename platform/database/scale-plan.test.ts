import { afterAll, beforeAll, expect, test } from 'vitest'
import { citusStatement, scalePlan, unspreadable } from './scale-plan.ts'
import { testDatabase } from './testing.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const schemas = ['platform', 'staff', 'customers']
const root = { table: 'customers.customer', column: 'id' }

test('every table that lives with a customer is placed beside the customer', async () => {
  const plan = await scalePlan(database.db, schemas, root)
  const besides = plan
    .filter(table => table.kind === 'distributed' && table.beside === root.table)
    .map(table => table.table)
  expect(besides).toEqual(
    expect.arrayContaining([
      'customers.contact_point',
      'customers.timeline_entry',
      'platform.change',
      'platform.event',
    ]),
  )
  expect(plan.find(table => table.table === 'staff.role')?.kind).toBe('reference')
})

test('whole copies come first and the root before what stands beside it, as the cluster asks for', async () => {
  const names = (await scalePlan(database.db, schemas, root)).map(table => table.table)
  expect(names.indexOf('platform.file')).toBeLessThan(names.indexOf('customers.attachment'))
  expect(names.indexOf('customers.customer')).toBeLessThan(names.indexOf('customers.task'))
})

test('the statements name table, column and neighbour', () => {
  const placement = {
    table: 'customers.task',
    bytes: 0,
    rows: 0,
    kind: 'distributed',
    column: 'customer_id',
    beside: 'customers.customer',
  } as const
  expect(citusStatement(placement)).toBe(
    "select create_distributed_table('customers.task', 'customer_id', colocate_with => 'customers.customer');",
  )
})

test('no table of ours stands in the way of spreading, and one that would is found', async () => {
  expect(await unspreadable(database.db, schemas)).toEqual([])
  await database.pool.query('create table customers.stray (id uuid primary key, customer_id uuid not null)')
  expect(await unspreadable(database.db, schemas)).toEqual([expect.stringContaining('customers.stray')])
})
