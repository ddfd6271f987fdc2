import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { projectFolder } from '../config.ts'
import { AlreadyRunning, type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import type { MigrationSource } from './migrate.ts'
import { migrate } from './migrate.ts'
import { checksumOf, readMigrations } from './migrations-on-disk.ts'

/** A server for one run of the tests: the address of its maintenance database and the name of the migrated template. */
export type TestServer = { url: string; template: string; stop: () => Promise<void> }

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })

/** Nothing here must survive a power cut, so nothing is written through to the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  max_connections: 200,
  autovacuum_naptime: '60s',
}

/**
 * Starts the database server of a test run with a migrated template. Clusters are kept below node_modules/.cache and
 * used again; runs at the same time get different ones.
 */
export async function startTestServer(sources: readonly MigrationSource[]): Promise<TestServer> {
  const database = await takeFreeSlot()
  try {
    const url = addressFor(database.url, 'postgres')
    await dropLeftClones(url)
    const template = await ensureTemplate(url, sources)
    return { url, template, stop: database.stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** The same server, another database. */
export function addressFor(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.toString()
}

async function takeFreeSlot(): Promise<EmbeddedDatabase> {
  for (let slot = 1; ; slot++) {
    const dataFolder = join(projectFolder, 'node_modules', '.cache', 'tessera-test-db', String(slot))
    try {
      return await startEmbedded({ dataFolder, log, settings })
    } catch (error) {
      if (error instanceof AlreadyRunning) continue
      // Without fsync a power cut may have spoilt the files; nothing in them is worth repairing.
      rmSync(dataFolder, { recursive: true, force: true })
      return startEmbedded({ dataFolder, log, settings })
    }
  }
}

async function dropLeftClones(url: string): Promise<void> {
  await asAdministrator(url, async client => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'test\\_%' or datname like 'draft\\_%'`,
    )
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`)
  })
}

async function ensureTemplate(url: string, sources: readonly MigrationSource[]): Promise<string> {
  const checksum = checksumOf(readMigrations(sources)).slice(0, 16)
  const template = `template_${checksum}`
  await asAdministrator(url, async client => {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'template\\_%'`,
    )
    if (rows.some(row => row.datname === template)) return
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`)
    const draft = `draft_${checksum}`
    await client.query(`create database "${draft}"`)
    await migrate({ url: addressFor(url, draft), sources, version: 'test', log })
    await client.query(`alter database "${draft}" rename to "${template}"`)
  })
  return template
}

/** Does something over one connection to the maintenance database. */
export async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
