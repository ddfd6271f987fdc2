import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './testing.ts'
import { inTransaction } from './transaction.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase({ empty: true })
})
afterAll(() => database.close())

test('values come out in the shapes the platform promises', async () => {
  const result = await sql<Record<string, unknown>>`
    select 9007199254740991::int8 as big, '{1,null,3}'::int8[] as bigs, 1.10::numeric(9,2) as price,
           '2024-02-29'::date as day, '{2024-02-29,2025-03-01}'::date[] as days,
           '2024-02-29T12:00:00+03'::timestamptz as moment, '{"a":[1]}'::jsonb as json, true as yes`.execute(
    database.db,
  )
  expect(result.rows[0]).toEqual({
    big: 9007199254740991,
    bigs: [1, null, 3],
    price: '1.10',
    day: '2024-02-29',
    days: ['2024-02-29', '2025-03-01'],
    moment: new Date('2024-02-29T09:00:00Z'),
    json: { a: [1] },
    yes: true,
  })
})

test('an int8 that a number cannot hold exactly is refused instead of rounded', async () => {
  await expect(sql`select 9007199254740993::int8 as big`.execute(database.db)).rejects.toThrow('too large')
  const next = await sql<{ n: number }>`select 1::int8 as n`.execute(database.db)
  expect(next.rows).toEqual([{ n: 1 }])
})

test('a serialization failure is tried again and then succeeds', async () => {
  let calls = 0
  const answer = await inTransaction(database.db, async trx => {
    calls++
    if (calls < 3) await sql`do $$ begin raise exception 'later' using errcode = '40001'; end $$`.execute(trx)
    return 'done'
  })
  expect({ answer, calls }).toEqual({ answer: 'done', calls: 3 })
})

test('an ordinary error is not tried again and rolls everything back', async () => {
  await sql`create table keep (n int)`.execute(database.db)
  let calls = 0
  const attempt = inTransaction(database.db, async trx => {
    calls++
    await sql`insert into keep values (1)`.execute(trx)
    throw new Error('no')
  })
  await expect(attempt).rejects.toThrow('no')
  const rows = await sql`select * from keep`.execute(database.db)
  expect({ calls, rows: rows.rows }).toEqual({ calls: 1, rows: [] })
})
