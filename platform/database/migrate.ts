import pg from 'pg'
import type { Logger } from 'pino'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Migration, type MigrationSource, readMigrations } from './migrations-on-disk.ts'
import { applyMigration } from './apply-migration.ts'

export type { MigrationSource } from './migrations-on-disk.ts'

export type MigrateOptions = {
  /** Address of a direct connection (not through a pooler in transaction mode). */
  url: string
  /** Modules in the order of their dependencies, lowest first. */
  sources: readonly MigrationSource[]
  /** Version of this software, recorded with each migration. */
  version: string
  log: Logger
  /** Runs these alone (a restore goes back to the schema of the backup first). */
  only?: readonly { module: string; name: string }[]
}

/** The schema of the database does not fit this software; the message says why and what to do. */
export class WrongSchema extends Error {
  override readonly name = 'WrongSchema'
}

type Recorded = {
  module: string
  name: string
  sha256: string
  started_at: Date
  finished_at: Date | null
  version: string
}

/** “TESSERAM” as a number: any constant will do, as long as nobody else locks it. */
const lockKey = '6072350934523216205'

/**
 * Brings the schema up to date and answers how many files ran. One process migrates, others wait. Refuses
 * (`WrongSchema`) when a file changed after it ran, when one was cut off half-way, or when the database is newer.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: number }> {
  const migrations = readMigrations(options.sources)
  const client = new pg.Client({ connectionString: options.url, application_name: 'tessera migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await lock(client, options.log)
    await prepare(client)
    const recorded = await readRecorded(client)
    check(recorded, migrations)
    const wanted = options.only && new Set(options.only.map(keyOf))
    const open = migrations.filter(one => !recorded.has(keyOf(one)) && (wanted?.has(keyOf(one)) ?? true))
    for (const migration of open) await applyMigration(client, migration, options)
    return { applied: open.length }
  } finally {
    await client.end()
  }
}

/** The files that have not run yet, in order; checks like `migrate` but changes nothing. */
export async function pendingMigrations(
  url: string,
  sources: readonly MigrationSource[],
): Promise<Migration[]> {
  const migrations = readMigrations(sources)
  const client = new pg.Client({ connectionString: url, application_name: 'tessera migrate' })
  await client.connect()
  try {
    const exists = await client.query(`select to_regclass('platform.migration') as found`)
    if (!exists.rows[0]?.found) return migrations
    const recorded = await readRecorded(client)
    check(recorded, migrations)
    return migrations.filter(migration => !recorded.has(keyOf(migration)))
  } finally {
    await client.end()
  }
}

/** Polls instead of waiting in the server: a waiting statement holds a snapshot, and CREATE INDEX CONCURRENTLY waits for it. */
async function lock(client: pg.Client, log: Logger): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [lockKey])
    if (rows[0]?.mine) return
    if (attempt === 0) log.info('Another process is migrating the database; waiting for it.')
    await sleep(100)
  }
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(`
    set client_min_messages = warning;
    create schema if not exists platform;
    create table if not exists platform.migration (
      module text not null,
      name text not null,
      sha256 text not null,
      version text not null,
      started_at timestamptz not null,
      finished_at timestamptz,
      duration_ms integer,
      primary key (module, name)
    )`)
}

async function readRecorded(client: pg.Client): Promise<Map<string, Recorded>> {
  const { rows } = await client.query<Recorded>(
    'select module, name, sha256, started_at, finished_at, version from platform.migration',
  )
  return new Map(rows.map(row => [keyOf(row), row]))
}

function check(recorded: Map<string, Recorded>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(migration => [keyOf(migration), migration]))
  for (const [key, row] of recorded) {
    const file = known.get(key)
    if (!file) {
      throw new WrongSchema(
        `The database is newer than this software: it holds the migration ${key} (of version ${row.version}), which is unknown here. ` +
          'Start the newer version again, or restore a backup made before the update.',
      )
    }
    if (!row.finished_at) throw new WrongSchema(halfDone(key, row))
    if (file.sha256 !== row.sha256) {
      throw new WrongSchema(
        `The migration ${key} was changed after it had run on this database. Put the file back as it was and write a new ` +
          `migration for the change (recorded sha256 ${row.sha256}, file ${file.sha256}).`,
      )
    }
  }
}

function halfDone(key: string, row: Recorded): string {
  return (
    `The migration ${key} was cut off half-way (started ${row.started_at.toISOString()}); it runs outside a transaction. Look at what it ` +
    'did (an unfinished index is marked INVALID: drop it), undo it, then remove its record and start again: ' +
    `delete from platform.migration where module = '${row.module}' and name = '${row.name}';`
  )
}

function keyOf(migration: { module: string; name: string }): string {
  return `${migration.module}/${migration.name}`
}
