import { randomUUID } from 'node:crypto'
import mariadb from 'mysql2/promise'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type FaultProxy, startFaultProxy } from '../../testing/systems/fault-proxy.ts'
import { mariaDbMissing, startMariaDb } from '../../testing/systems/mariadb.ts'
import { settingsOfPostgres } from '../../testing/systems/old-company.ts'
import { startOtherPostgres } from '../../testing/systems/postgres.ts'
import { skipping } from '../../testing/systems/skipping.ts'
import { within } from '../calls/term.ts'
import { mysql } from './mysql/connector.ts'
import type { Connection, RemoteObject, WriteResult } from './port.ts'
import { postgres } from './postgres/connector.ts'

/** A write that comes late, since somebody else may count on what stands there by then: against a real database of each kind. */

type Stage = {
  connection: Connection
  line: FaultProxy
  /** Asks the database as somebody over there. */
  ask: (text: string) => Promise<Record<string, unknown>[]>
  /** Whether somebody holds the record. */
  isHeld: () => Promise<boolean>
  /** Holds the record, so that whoever writes it waits; the answer lets go of it. */
  hold: () => Promise<() => Promise<void>>
  stop: () => Promise<void>
}

const log = pino({ level: 'silent' })
const free = 'select no from place for update skip locked'
const table = `create table place (no int primary key, town varchar(40))`

async function onPostgres(): Promise<Stage> {
  const other = await startOtherPostgres()
  const pool = new pg.Pool({ connectionString: other.url, max: 4 })
  pool.on('error', () => {})
  await pool.query(`${table}; insert into place values (1, 'Oslo')`)
  const ask = async (text: string) => (await pool.query<Record<string, unknown>>(text)).rows
  const { settings, secrets } = settingsOfPostgres(other.url)
  const line = await startFaultProxy({ port: Number(new URL(other.url).port) })
  const surroundings = { log, mark: 'tessera_test' }
  const connection = await postgres.open({ ...settings, ...secrets, port: line.port }, surroundings)
  return {
    connection,
    line,
    ask,
    isHeld: async () => (await ask(free)).length === 0,
    hold: async () => {
      const client = await pool.connect()
      await client.query('begin; select from place for update')
      return async () => {
        await client.query('commit')
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

async function onMariaDb(): Promise<Stage> {
  const server = await startMariaDb()
  const root = await mariadb.createConnection({ ...server.connection, multipleStatements: true })
  root.on('error', () => {})
  await root.query(`create database shop; use shop; ${table}; insert into place values (1, 'Oslo')`)
  const holder = await mariadb.createConnection({ ...server.connection, database: 'shop' })
  holder.on('error', () => {})
  const ask = async (text: string) => (await root.query(text))[0] as Record<string, unknown>[]
  const line = await startFaultProxy({ port: Number(server.connection.port) })
  const settings = { ...server.connection, database: 'shop', port: line.port }
  const connection = await mysql.open(settings, { log, mark: 'tessera_test' })
  return {
    connection,
    line,
    ask,
    isHeld: async () => (await ask(free)).length === 0,
    hold: async () => {
      await holder.query('start transaction')
      await holder.query('select * from place for update')
      return async () => void (await holder.query('commit'))
    },
    stop: async () => {
      await connection.close()
      await line.close()
      await holder.end()
      await root.end()
      await server.remove()
    },
  }
}

const stages = [
  { name: 'PostgreSQL', start: onPostgres, missing: null },
  { name: 'MariaDB', start: onMariaDb, missing: mariaDbMissing },
]

for (const { name, start, missing } of stages) {
  describe.skipIf(skipping(missing))(`a late write to ${name}`, () => {
    let stage: Stage
    let object: RemoteObject
    beforeAll(async () => {
      stage = await start()
      const objects = await stage.connection.objects(AbortSignal.timeout(20_000))
      object = objects.find(({ name }) => name === 'place') as RemoteObject
    }, 120_000)
    afterEach(() => stage.line.set({}))
    afterAll(() => stage?.stop())

    const town = async () => (await stage.ask('select town from place'))[0]?.town
    const write = (left: () => number, patience = 20_000): Promise<WriteResult> => {
      if (!stage.connection.write) throw new Error('It cannot write.')
      const [set, expected] = [{ town: 'Bergen' }, { town: 'Oslo' }]
      return stage.connection.write(
        { operation: randomUUID(), object, key: '1', set, expected, version: null, left },
        AbortSignal.timeout(patience),
      )
    }

    test('changes nothing where the statement was sent in time and arrives when it is over', async () => {
      const left = () => {
        // From now on everything takes longer than there is time.
        stage.line.set({ latency: 400 })
        return 200
      }
      await expect(write(left)).rejects.toMatchObject({ kind: 'unreachable' })
      expect(await town()).toBe('Oslo')
    })

    test('changes nothing where it waited for somebody else until it was over', async () => {
      const letGo = await stage.hold()
      const writing = write(within(300)).catch((error: unknown) => error)
      await new Promise(done => setTimeout(done, 600))
      await letGo()
      expect(await writing).toMatchObject({ kind: 'unreachable' })
      expect(await town()).toBe('Oslo')
    })

    test('holds nothing there where whoever writes says nothing more', async () => {
      stage.line.set({ latency: 40 })
      const writing = write(() => 10_000, 6000).catch((error: unknown) => error)
      await expect.poll(stage.isHeld, { timeout: 6000, interval: 5 }).toBe(true)
      // Nothing comes through any more: neither that it is done, nor that it was given up.
      stage.line.set({ blackHole: true })
      expect(await writing).toMatchObject({ kind: 'no-answer' })
      await expect.poll(stage.isHeld, { timeout: 20_000 }).toBe(false)
      expect(await town()).toBe('Oslo')
    })

    test.runIf(name === 'PostgreSQL')('is in doubt where the server stops while it commits', async () => {
      await stage.ask(`create function stop() returns trigger language plpgsql as $$
          begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
        create constraint trigger stopping after update on place deferrable initially deferred
          for each row execute function stop()`)
      await expect(write(within(10_000))).rejects.toMatchObject({ kind: 'no-answer' })
      await stage.ask('drop trigger stopping on place')
      expect(await town()).toBe('Oslo')
    })

    test('in time is done', async () => {
      expect(await write(within(10_000))).toMatchObject({ outcome: 'written' })
      expect(await town()).toBe('Bergen')
    })
  })
}
