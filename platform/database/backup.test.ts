import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { migrationSources } from '../../app/migrations.ts'
import { backup } from './backup.ts'
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import { restore } from './restore.ts'
import { testDatabase } from './testing.ts'

// Clusters are created, copied and recovered here, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = pino({ level: 'silent' })
const version = '1.0.0'
let root: string
let dataFolder: string
let database: EmbeddedDatabase
const embedded = (folder: string) => ({ dataFolder: folder, databaseUrl: null, databaseDirectUrl: null })
const restoring = { sources: migrationSources, version, log }

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tessera-backup-'))
  chmodSync(root, 0o755)
  dataFolder = join(root, 'data')
  database = await startEmbedded({ dataFolder, log, settings: { shared_buffers: '64MB', fsync: 'off' } })
  mkdirSync(join(dataFolder, 'files', 'ab'), { recursive: true })
  writeFileSync(join(dataFolder, 'files', 'ab', 'letter'), 'Dear customer')
  await query(
    database.url,
    `create schema library; create table library.book (n int primary key, title text);
     insert into library.book select -n, 'Book ' || n from generate_series(1, 20000) n;
     create index on library.book (title)`,
  )
})
afterAll(async () => {
  await database?.stop()
  rmSync(root, { recursive: true, force: true })
})

test('a backup made while the server writes holds every row acknowledged before its end', async () => {
  const acknowledged: { n: number; at: number }[] = []
  let writing = true
  const writer = (async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    for (let n = 1; writing; n++) {
      await client.query('insert into library.book values ($1, $2)', [n, `New ${n}`])
      acknowledged.push({ n, at: Date.now() })
    }
    await client.end()
  })()
  const folder = join(root, 'backup')
  const manifest = await backup(embedded(dataFolder), { folder, version, log })
  writing = false
  await writer
  const target = join(root, 'restored')
  const restored = await restore(embedded(target), { folder, ...restoring })
  expect(restored.tables).toEqual(manifest.tables)
  const again = await startEmbedded({ dataFolder: target, log })
  try {
    const rows = await query(again.url, 'select n from library.book where n > 0')
    const stored = new Set(rows.map(row => row.n))
    const due = acknowledged.filter(row => row.at < Date.parse(manifest.shows))
    expect(due.length).toBeGreaterThan(0)
    expect(due.filter(row => !stored.has(row.n))).toEqual([])
    await query(again.url, 'create extension amcheck')
    await query(
      again.url,
      `select bt_index_check(indexrelid, true) from pg_index join pg_class c on c.oid = indexrelid
                             where c.relnamespace = 'library'::regnamespace`,
    )
    await expect(query(again.url, `select * from verify_heapam('library.book')`)).resolves.toEqual([])
    expect(readFileSync(join(target, 'files', 'ab', 'letter'), 'utf8')).toBe('Dear customer')
  } finally {
    await again.stop()
  }
})

test('a damaged or incomplete backup is refused before anything is written', async () => {
  const folder = join(root, 'damaged')
  await backup(embedded(dataFolder), { folder, version, log })
  const target = join(root, 'untouched')
  appendFileSync(join(folder, 'data', 'files', 'ab', 'letter'), '!')
  await expect(restore(embedded(target), { folder, ...restoring })).rejects.toThrow(
    /damaged[\s\S]*letter has 14 bytes/,
  )
  rmSync(join(folder, 'manifest.json'))
  await expect(restore(embedded(target), { folder, ...restoring })).rejects.toThrow('no complete backup')
  expect(existsSync(target)).toBe(false)
})

test('a restore refuses to overwrite data, and with force puts it aside', async () => {
  const folder = join(root, 'for-force')
  await backup(embedded(dataFolder), { folder, version, log })
  const target = join(root, 'in-use')
  const other = await startEmbedded({ dataFolder: target, log })
  await expect(restore(embedded(target), { folder, ...restoring })).rejects.toThrow('is not empty')
  await expect(restore(embedded(target), { folder, force: true, ...restoring })).rejects.toThrow(
    'Stop it first',
  )
  await other.stop()
  const { replaced } = await restore(embedded(target), { folder, force: true, ...restoring })
  expect(statSync(join(replaced ?? '', 'database', 'cluster')).isDirectory()).toBe(true)
})

test('a backup holds no key for secrets, and a restore leaves the key that is there', async () => {
  writeFileSync(join(dataFolder, 'secrets.key'), 'the key')
  const folder = join(root, 'without-key')
  const { files } = await backup(embedded(dataFolder), { folder, version, log })
  expect(files.map(({ path }) => path).filter(path => path.includes('secrets'))).toEqual([])
  expect(existsSync(join(folder, 'data', 'secrets.key'))).toBe(false)
  const target = join(root, 'with-key')
  mkdirSync(target)
  writeFileSync(join(target, 'secrets.key'), 'the key')
  await restore(embedded(target), { folder, ...restoring })
  const { replaced } = await restore(embedded(target), { folder, force: true, ...restoring })
  expect(replaced).not.toBeNull()
  expect(readFileSync(join(target, 'secrets.key'), 'utf8')).toBe('the key')
})

test('a backup goes neither into a folder with content nor into the data folder', async () => {
  await expect(backup(embedded(dataFolder), { folder: dataFolder, version, log })).rejects.toThrow(
    'not empty',
  )
  const inside = join(dataFolder, 'backups')
  await expect(backup(embedded(dataFolder), { folder: inside, version, log })).rejects.toThrow(
    'inside the data folder',
  )
})

test('an external database is saved row by row and restored into an empty one', async () => {
  const source = await testDatabase()
  const target = await testDatabase({ empty: true })
  try {
    await query(
      source.url,
      `create schema library;
       create table library.shelf (id int generated always as identity primary key, name text);
       create table library.book (shelf int references library.shelf, title text, shout text generated always as (upper(title)) stored);
       insert into library.shelf (name) values ('tab\there'), (null), ('back\\slash');
       insert into library.book values (2, 'Über “Linien”')`,
    )
    await query(
      target.url,
      `create schema library;
       create table library.shelf (id int generated always as identity primary key, name text);
       create table library.book (shelf int references library.shelf, title text, shout text generated always as (upper(title)) stored)`,
    )
    const from = { dataFolder: join(root, 'external'), databaseUrl: source.url, databaseDirectUrl: null }
    const to = { dataFolder: join(root, 'external-2'), databaseUrl: target.url, databaseDirectUrl: null }
    const folder = join(root, 'logical')
    const manifest = await backup(from, { folder, version, log })
    await expect(restore(to, { folder, ...restoring })).rejects.toThrow('already holds tables')
    const restored = await restore(to, { folder, force: true, ...restoring })
    expect(restored.tables).toEqual(manifest.tables)
    const text = `select s.id, s.name, b.title, b.shout from library.shelf s left join library.book b on b.shelf = s.id order by 1`
    expect(await query(target.url, text)).toEqual(await query(source.url, text))
    expect(await query(target.url, `insert into library.shelf (name) values ('next') returning id`)).toEqual([
      { id: 4 },
    ])
  } finally {
    await source.close()
    await target.close()
  }
})

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query(text)
    return result.rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}
