import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Logger } from 'pino'
import { type Migration, schemaOf } from './migrations-on-disk.ts'

type Applying = { version: string; log: Logger }

const lockNotAvailable = '55P03'
const insufficientPrivilege = '42501'
const attempts = 30

/** Runs one migration file on a connection that holds the migration lock, and records it. */
export async function applyMigration(
  client: pg.Client,
  migration: Migration,
  { version, log }: Applying,
): Promise<void> {
  const began = Date.now()
  try {
    await client.query(`create schema if not exists ${client.escapeIdentifier(schemaOf(migration.module))}`)
    if (migration.outside) await runOutside(client, migration, { version, began })
    else await runInside(client, migration, { version, log })
  } catch (error) {
    throw new Error(explain(migration, error), { cause: error })
  }
  log.info({ module: migration.module, migration: migration.name, ms: Date.now() - began }, 'Migrated.')
}

async function runInside(client: pg.Client, migration: Migration, { version, log }: Applying): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const began = Date.now()
    try {
      // Waiting long for a lock would make everyone behind us wait as well: rather give up and come again.
      await client.query(`begin; set local lock_timeout = '2s'`)
      await client.query(migration.sql)
      await client.query(
        `insert into platform.migration (module, name, sha256, version, started_at, finished_at, duration_ms)
         values ($1, $2, $3, $4, now(), clock_timestamp(), $5)`,
        [migration.module, migration.name, migration.sha256, version, Date.now() - began],
      )
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback').catch(() => {})
      if (codeOf(error) !== lockNotAvailable || attempt >= attempts) throw error
      log.warn(
        { migration: migration.name, attempt },
        'The tables of this migration are in use; trying again.',
      )
      await sleep(Math.min(attempt * 200, 3000) * (0.5 + Math.random()))
    }
  }
}

type Outside = { version: string; began: number }

async function runOutside(
  client: pg.Client,
  migration: Migration,
  { version, began }: Outside,
): Promise<void> {
  const { module, name, sha256, outside } = migration
  await client.query(
    'insert into platform.migration (module, name, sha256, version, started_at) values ($1, $2, $3, $4, now())',
    [module, name, sha256, version],
  )
  // Statements go one by one: several in one message would form a transaction.
  for (const statement of outside ?? []) await client.query(statement)
  await client.query(
    'update platform.migration set finished_at = now(), duration_ms = $3 where module = $1 and name = $2',
    [module, name, Date.now() - began],
  )
}

function explain(migration: Migration, error: unknown): string {
  const { message, position, code } = error as { message: string; position?: string; code?: string }
  const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : null
  const where = line && !migration.outside ? `${migration.path}:${line}` : migration.path
  const hint =
    code === insufficientPrivilege && /extension/i.test(message)
      ? ' Have an administrator of the database run: create extension pg_trgm, unaccent, btree_gin and fuzzystrmatch.'
      : code === lockNotAvailable
        ? ' Other connections keep the tables locked; stop them or try again later.'
        : ''
  return `Migration failed (${where}): ${message}.${hint} ${migration.outside ? 'It runs outside a transaction: part of it may have been done.' : 'Nothing of it was applied.'}`
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code
}
