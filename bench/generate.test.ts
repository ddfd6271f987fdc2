import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts'
import { row } from '../platform/database/statement.ts'
import { sortKey } from '../platform/search/fold.ts'
import { generate } from './generate.ts'
import { inventedOf } from './generate-customers.ts'
import { organisationOf, personOf, vocabulary } from './population.ts'
import { customerId, sceneOf } from './scene.ts'

const user = '01a2008d-7400-7000-8000-000000000001'
const sizes = { persons: 500, organisations: 100, entries: 5_000 }
const scene = sceneOf(7, sizes, {
  users: [user],
  units: ['01a2008d-7400-7000-8000-000000000002'],
  batch: '01a2008d-7400-7000-8000-000000000003',
  end: new Date('2026-11-22T00:00:00Z'),
})

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await generate(database.url, scene, () => {})
})
afterAll(() => database.close())

const one = <T>(text: string, values: unknown[] = []) => row<T>(database.db, text, values)

test('as many customers and entries are loaded as were asked for', async () => {
  const counts =
    await one(`select (select count(*)::int from customers.customer where kind = 'person') as persons,
    (select count(*)::int from customers.customer where kind = 'organisation') as organisations,
    (select count(*)::int from customers.timeline_entry) as entries`)
  expect(counts).toEqual(sizes)
})

test('all keys, indexes and foreign keys are back after loading', async () => {
  const empty = await testDatabase()
  const named = `select array_agg(name order by name) as names from (
      select indexrelid::regclass::text as name from pg_index where indrelid::regclass::text like 'customers.%'
      union all select conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text like 'customers.%') x`
  expect(await one(named)).toEqual(await row(empty.db, named))
  await empty.close()
})

test('a generated customer is found under its number, with its contact points and last contact', async () => {
  for (const number of [0, 250, 499, 500, 599]) {
    const it = inventedOf(scene, number)
    const found = await one<{
      name: string
      sort_name: string
      latest: Date | null
      last: Date | null
      mail: string | null
    }>(
      `select c.name, c.sort_name, c.last_contact_at as last,
         (select max(at) from customers.timeline_entry e where e.customer_id = c.id) as latest,
         (select value from customers.contact_point p where p.customer_id = c.id and p.kind = 'email') as mail
       from customers.customer c where c.id = $1`,
      [customerId(scene, number)],
    )
    expect(found).toMatchObject({ name: it.name, sort_name: it.sortName, mail: it.email })
    expect(found?.last).toEqual(found?.latest)
  }
})

test('every word of a name is in the vocabulary, so that search can find it', async () => {
  const missing = await one<{ words: string[] | null }>(
    `select array_agg(word) as words from ts_stat('select words from customers.customer') where word not in (select word from platform.search_word)`,
  )
  expect(missing?.words).toBeNull()
  expect(new Set(vocabulary()).size).toBe(vocabulary().length)
})

test('the same number makes the same customer, another seed another one', () => {
  expect(personOf(7, 3)).toEqual(personOf(7, 3))
  expect(personOf(8, 3)).not.toEqual(personOf(7, 3))
  const { name, sortName } = organisationOf(7, 3)
  expect(sortName).toBe(sortKey(name))
})
