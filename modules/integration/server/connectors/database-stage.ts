import mariadb from 'mysql2/promise'
import pg from 'pg'
import pino from 'pino'
import { type FaultProxy, startFaultProxy } from '../../testing/systems/fault-proxy.ts'
import { mariaDbMissing, startMariaDb } from '../../testing/systems/mariadb.ts'
import { settingsOfPostgres } from '../../testing/systems/old-company.ts'
import { startOtherPostgres } from '../../testing/systems/postgres.ts'
import { mysql } from './mysql/connector.ts'
import type { Connection } from './port.ts'
import { postgres } from './postgres/connector.ts'

/** A real database joined through a line that can be disturbed, and somebody at work over there. */
export type DatabaseStage = {
  connection: Connection
  line: FaultProxy
  /** Asks the database as somebody over there. */
  ask: (text: string) => Promise<Record<string, unknown>[]>
  /** Says something on a connection of its own and stays there; the answer says how it ends. */
  stay: (begin: string) => Promise<(end: string) => Promise<void>>
  stop: () => Promise<void>
}

const surroundings = { log: pino({ level: 'silent' }), mark: 'tessera_test' }

async function onPostgres(schema: string): Promise<DatabaseStage> {
  const other = await startOtherPostgres()
  const pool = new pg.Pool({ connectionString: other.url, max: 4 })
  pool.on('error', () => {})
  await pool.query(schema)
  const { settings, secrets } = settingsOfPostgres(other.url)
  const line = await startFaultProxy({ port: Number(new URL(other.url).port) })
  const connection = await postgres.open({ ...settings, ...secrets, port: line.port }, surroundings)
  return {
    connection,
    line,
    ask: async text => (await pool.query<Record<string, unknown>>(text)).rows,
    stay: async begin => {
      const client = await pool.connect()
      await client.query(begin)
      return async end => {
        await client.query(end)
        client.release()
      }
    },
    stop: async () => {
      await connection.close()
      await line.close()
      await pool.end()
      await other.remove()
    },
  }
}

async function onMariaDb(schema: string): Promise<DatabaseStage> {
  const server = await startMariaDb()
  const opened = async () => {
    const connection = await mariadb.createConnection({ ...server.connection, multipleStatements: true })
    connection.on('error', () => {})
    return connection
  }
  const root = await opened()
  await root.query(`create database shop; use shop; ${schema}`)
  const line = await startFaultProxy({ port: Number(server.connection.port) })
  const connection = await mysql.open(
    { ...server.connection, database: 'shop', port: line.port },
    surroundings,
  )
  return {
    connection,
    line,
    ask: async text => (await root.query(text))[0] as Record<string, unknown>[],
    stay: async begin => {
      const holder = await opened()
      await holder.query(`use shop; ${begin}`)
      return async end => {
        await holder.query(end)
        await holder.end()
      }
    },
    stop: async () => {
      await connection.close()
      await line.close()
      await root.end()
      await server.remove()
    },
  }
}

/** The databases that are written to; `start` with the statements that make the tables. */
export const databaseStages = [
  { name: 'PostgreSQL', start: onPostgres, missing: null },
  { name: 'MariaDB', start: onMariaDb, missing: mariaDbMissing },
] as const
