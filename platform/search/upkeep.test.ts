import { afterAll, beforeAll, expect, test } from 'vitest'
import { row, run } from '../database/statement.ts'
import { testDatabase } from '../database/testing.ts'
import { sortIn } from './upkeep.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase({ empty: true })
  await run(database.db, 'create table note (words tsvector)')
  await run(database.db, 'create index note_by_words on note using gin (words)')
})
afterAll(() => database.close())

/** Pages that waited until this call sorted them in. */
async function waiting(): Promise<number> {
  const found = await row<{ pages: number }>(
    database.db,
    `select gin_clean_pending_list('note_by_words')::int as pages`,
    [],
  )
  return found?.pages ?? 0
}

const write = () =>
  run(
    database.db,
    `insert into note select to_tsvector('simple', 'word ' || n) from generate_series(1, 500) n`,
  )

test('new entries wait in front of the index, and after the upkeep none does', async () => {
  await write()
  expect(await waiting()).toBeGreaterThan(0)
  await write()
  await sortIn(database.db)
  expect(await waiting()).toBe(0)
})
