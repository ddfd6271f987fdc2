import { Kysely } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Db } from '../context.ts'
import { dialectFor } from './dialect.ts'
import { type Listener, listenOn } from './listen.ts'
import { typeParsers } from './types.ts'

/** Connections to one database. */
export type Database = {
  /** Reads and writes. */
  db: Db
  /** Reads from the replica, or the same as `db` when there is none. It may be behind. */
  readDb: Db
  /** Whole connections, for COPY and for what is sent as one text; `db` has its own, which send statements together. */
  pool: pg.Pool
  /** Calls back for every NOTIFY on the channel, over one direct connection that renews itself. */
  listen: (listener: Listener) => Promise<() => Promise<void>>
  close: () => Promise<void>
}

export type ConnectOptions = {
  /** Most connections at a time. */
  max: number
  /** Shown in pg_stat_activity. */
  applicationName: string
  /** Longest run of one statement in milliseconds; 0 = no limit (jobs). Default 30,000. */
  statementTimeout?: number
  replicaUrl?: string | null
  /** Used for LISTEN when `url` leads to a pooler; default: `url`. */
  directUrl?: string | null
  log?: Logger
}

const oldestVersion = 15

/**
 * Opens pools and checks the version of the server (15 or newer). With `?pgbouncer=true` in the address nothing is set on
 * connections, since behind a pooler in transaction mode they belong to everyone: transactions then get SET LOCAL.
 */
export async function connect(url: string, options: ConnectOptions): Promise<Database> {
  const main = openPools(url, options)
  const replica = options.replicaUrl ? openPools(options.replicaUrl, options) : null
  const listening = listenOn({ url: addressOf(options.directUrl ?? url).connectionString, options })
  const close = async () => {
    await listening.close()
    await Promise.all([main.close(), replica?.close()])
  }
  try {
    await checkVersion(main.pool)
    if (replica) await checkVersion(replica.pool)
  } catch (error) {
    await close()
    throw error
  }
  return { db: main.db, readDb: replica?.db ?? main.db, pool: main.pool, listen: listening.listen, close }
}

/** Splits our own parameter `pgbouncer` from a database address. */
export function addressOf(url: string): { connectionString: string; pooled: boolean } {
  const address = new URL(url)
  const pooled = address.searchParams.get('pgbouncer') === 'true'
  address.searchParams.delete('pgbouncer')
  return { connectionString: address.toString(), pooled }
}

type Opened = { pool: pg.Pool; db: Db; close: () => Promise<void> }

function openPools(url: string, options: ConnectOptions): Opened {
  const { connectionString, pooled } = addressOf(url)
  const statementTimeout = options.statementTimeout ?? 30_000
  const config: pg.PoolConfig = {
    connectionString,
    max: options.max,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: options.applicationName,
    // A start-up parameter costs no round trip; PgBouncer would refuse it.
    ...(pooled || statementTimeout === 0 ? {} : { statement_timeout: statementTimeout }),
  }
  const pool = openPool(config, options.log)
  // A connection that pipelines cannot carry COPY.
  const statements = openPool({ ...config, pipeline: !pooled }, options.log)
  const db = new Kysely<Record<string, never>>({
    dialect: dialectFor(statements, pooled ? { transactionTimeout: statementTimeout } : {}),
  })
  const close = async () => {
    await Promise.all([db.destroy(), pool.end()])
  }
  return { pool, db, close }
}

function openPool(config: pg.PoolConfig, log?: Logger): pg.Pool {
  const pool = new pg.Pool(config)
  // Without this a server restart would end our process: pg reports the loss of an idle connection as an event.
  pool.on('error', error => log?.warn({ err: error }, 'An idle database connection was lost.'))
  // A connection that is lost between two statements of a transaction says so on itself; the next statement fails anyway.
  pool.on('connect', client => {
    client.on('error', error => log?.warn({ err: error }, 'A database connection in use was lost.'))
  })
  return pool
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const result = await pool.query<{ server_version_num: string; server_version: string }>(
    `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version`,
  )
  const [row] = result.rows
  if (row && Number(row.server_version_num) >= oldestVersion * 10_000) return
  throw new Error(
    `Tessera needs PostgreSQL ${oldestVersion} or newer; the server in DATABASE_URL is ${row?.server_version ?? 'unknown'}.`,
  )
}
