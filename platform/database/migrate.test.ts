import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, pendingMigrations, WrongSchema } from './migrate.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await testDatabase({ empty: true })
  folder = mkdtempSync(join(tmpdir(), 'tessera-migrations-'))
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const first = '20261122-0900-create-shelf.sql'
const second = '20261122-0910-add-books.sql'

test('files run once, in the order of modules and then of names', async () => {
  write('library', second, 'insert into library.shelf values (2)')
  write('library', first, 'create table library.shelf (n int)')
  write(
    'reading-room',
    first,
    'create table reading_room.chair (shelf int); insert into library.shelf values (3)',
  )
  expect(await run('library', 'reading-room')).toEqual({ applied: 3 })
  expect(await run('library', 'reading-room')).toEqual({ applied: 0 })
  const rows = await sql<{ n: number }>`select n from library.shelf order by n`.execute(database.db)
  expect(rows.rows).toEqual([{ n: 2 }, { n: 3 }])
  const recorded = await sql<{ name: string }>`
    select module || '/' || name as name from platform.migration where finished_at is not null order by 1`.execute(
    database.db,
  )
  expect(recorded.rows.map(row => row.name)).toEqual([
    `library/${first}`,
    `library/${second}`,
    `reading-room/${first}`,
  ])
})

test('a file that fails leaves nothing of itself, and the message names file and line', async () => {
  write('library', first, 'create table library.shelf (n int);\ninsert into library.shelf values (1, 2);')
  await expect(run('library')).rejects.toThrow(`${first}:2`)
  const rows = await sql`select to_regclass('library.shelf') as shelf`.execute(database.db)
  expect(rows.rows).toEqual([{ shelf: null }])
  write('library', first, 'create table library.shelf (n int)')
  expect(await run('library')).toEqual({ applied: 1 })
})

test('a file changed after it ran is refused', async () => {
  write('library', first, 'create table library.shelf (n int)')
  await run('library')
  write('library', first, 'create table library.shelf (n bigint)')
  await expect(run('library')).rejects.toThrow(WrongSchema)
  await expect(run('library')).rejects.toThrow('was changed after it had run')
})

test('a database newer than the software is refused', async () => {
  write('library', first, 'create table library.shelf (n int)')
  write('library', second, 'insert into library.shelf values (2)')
  await run('library')
  rmSync(join(folder, 'library', second))
  await expect(run('library')).rejects.toThrow('newer than this software')
})

test('a file cut off outside a transaction is refused with instructions until someone has looked at it', async () => {
  write('library', first, 'create table library.shelf (n int); insert into library.shelf values (1), (1)')
  const unique = '-- tessera: no-transaction\ncreate unique index concurrently shelf_n on library.shelf (n)'
  write('library', second, unique)
  await expect(run('library')).rejects.toThrow('part of it may have been done')
  await expect(run('library')).rejects.toThrow(/cut off half-way[\s\S]*delete from platform\.migration/)
  await sql`drop index library.shelf_n`.execute(database.db)
  await sql`delete from library.shelf`.execute(database.db)
  await sql`delete from platform.migration where name = ${second}`.execute(database.db)
  expect(await run('library')).toEqual({ applied: 1 })
})

test('several statements outside a transaction run one by one', async () => {
  write('library', first, 'create table library.shelf (n int)')
  const index = 'create index concurrently shelf_n on library.shelf (n)'
  write(
    'library',
    second,
    `-- tessera: no-transaction\ndrop index concurrently if exists library.shelf_n;\n-- tessera: then\n${index};\n`,
  )
  expect(await run('library')).toEqual({ applied: 2 })
})

test('a table in use is waited for by trying again, without holding up others', async () => {
  write('library', first, 'create table library.shelf (n int)')
  await run('library')
  write('library', second, 'alter table library.shelf add column title text')
  const reader = new pg.Client({ connectionString: database.url })
  await reader.connect()
  await reader.query('begin')
  await reader.query('select * from library.shelf')
  const migrating = run('library')
  // While it waits for the lock and gives up (2 s), others still get in.
  await new Promise(resolve => setTimeout(resolve, 2500))
  await sql`select * from library.shelf`.execute(database.db)
  await reader.query('commit')
  await reader.end()
  expect(await migrating).toEqual({ applied: 1 })
})

test('of several processes at once one migrates and the others find it done', async () => {
  write('library', first, 'create table library.shelf (n int); select pg_sleep(0.3)')
  const results = await Promise.all([run('library'), run('library'), run('library')])
  expect(results.map(result => result.applied).sort((a, b) => a - b)).toEqual([0, 0, 1])
})

test('pending files can be listed without running them', async () => {
  write('library', first, 'create table library.shelf (n int)')
  const names = async () =>
    (await pendingMigrations(database.url, sources('library'))).map(migration => migration.name)
  expect(await names()).toEqual([first])
  await run('library')
  expect(await names()).toEqual([])
})

test('a badly named file is refused', async () => {
  write('library', 'create-shelf.sql', 'select 1')
  await expect(run('library')).rejects.toThrow('a migration is named like')
})

function write(module: string, name: string, text: string): void {
  mkdirSync(join(folder, module), { recursive: true })
  writeFileSync(join(folder, module, name), text)
}

function sources(...modules: string[]) {
  return modules.map(module => ({ module, folder: join(folder, module) }))
}

function run(...modules: string[]) {
  return migrate({ url: database.url, sources: sources(...modules), version: '1.0.0', log })
}
