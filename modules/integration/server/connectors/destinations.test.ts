import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import mariadb from 'mysql2/promise'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { lookupChecked } from '../../../../platform/outbound/connect.ts'
import { destination, type Resolve } from '../../../../platform/outbound/destination.ts'
import { sendThrough } from '../../../../platform/outbound/send.ts'
import { mariaDbMissing, startMariaDb } from '../../testing/systems/mariadb.ts'
import { startOtherPostgres } from '../../testing/systems/postgres.ts'
import { skipping } from '../../testing/systems/skipping.ts'
import { sftp } from './files/connector.ts'
import { ldap } from './ldap/connector.ts'
import { mysql } from './mysql/connector.ts'
import { odata } from './odata/connector.ts'
import type { Connection, Connector, Settings, Surroundings } from './port.ts'
import { postgres } from './postgres/connector.ts'
import { rest } from './rest/connector.ts'
import { tryton } from './tryton/connector.ts'

const patience = () => AbortSignal.timeout(20_000)
const mark = 'tessera_where'

function within(networks: readonly string[], resolve?: Resolve): Surroundings {
  const lookup = lookupChecked(networks, resolve)
  return { log: pino({ level: 'silent' }), mark, lookup, send: sendThrough(lookup) }
}

const account = { user: 'tessera', password: 'correct-horse', database: 'shop' }
const files = { objects: JSON.stringify([{ name: 'customers', full: 'customers-*.csv', key: ['id'] }]) }

type Way = [name: string, connector: Connector, settings: (host: string, port: number) => Settings]

/** Every protocol that is spoken, as an administrator enters where the system is. */
const ways: readonly Way[] = [
  ['PostgreSQL', postgres, (host, port) => ({ host, port, ...account })],
  ['PostgreSQL with TLS', postgres, (host, port) => ({ host, port, ...account, secure: 'checked' })],
  ['MariaDB', mysql, (host, port) => ({ host, port, ...account })],
  ['a directory', ldap, (host, port) => ({ host, port, ...account, secure: '' })],
  ['a directory with StartTLS', ldap, (host, port) => ({ host, port, ...account, secure: 'start-tls' })],
  ['a directory with TLS', ldap, (host, port) => ({ host, port, ...account, secure: 'ldaps' })],
  ['SFTP', sftp, (host, port) => ({ host, port, ...account, ...files })],
  ['Tryton', tryton, (host, port) => ({ url: `http://${host}:${port}/`, ...account })],
  ['OData', odata, (host, port) => ({ address: `http://${host}:${port}/odata/`, authentication: 'none' })],
  ['REST', rest, (host, port) => ({ document: `http://${host}:${port}/api.json`, authentication: 'none' })],
  [
    'REST over TLS',
    rest,
    (host, port) => ({ document: `https://${host}:${port}/api.json`, authentication: 'none' }),
  ],
]

describe.each(ways)('%s', (_name, connector, settingsFor) => {
  let server: Server
  let port: number
  let said: Buffer[] = []
  let taken = 0
  beforeAll(async () => {
    server = createServer(socket => {
      taken++
      socket.on('error', () => {}).on('data', data => said.push(data))
      setTimeout(() => socket.destroy(), 50)
    })
    server.listen(0, '127.0.0.2')
    await once(server, 'listening')
    port = (server.address() as { port: number }).port
  })
  afterEach(() => {
    taken = 0
    said = []
  })
  afterAll(() => void server.close())

  async function failure(host: string, surroundings: Surroundings): Promise<unknown> {
    let connection: Connection | null = null
    try {
      connection = await connector.open(settingsFor(host, port), surroundings)
      await connection.objects(patience())
    } catch (error) {
      return error
    } finally {
      await connection?.close()
    }
    throw new Error('There is no such system.')
  }

  const refused = { kind: 'unreachable', message: expect.stringContaining('network of your own') }

  test.each(['127.0.0.2', '0x7f.2', '2130706434'])(
    'at %s is refused before anything is sent where its network is not open',
    async host => {
      expect(await failure(host, within([]))).toMatchObject(refused)
      expect(await failure(host, within(['127.0.0.1', '10.0.0.0/8']))).toMatchObject(refused)
      expect(taken).toBe(0)
    },
  )

  test('is reached where its network is open', async () => {
    expect(await failure('127.0.0.2', within(['127.0.0.2']))).not.toMatchObject(refused)
    const named = within(['127.0.0.2'], async () => [{ address: '127.0.0.2', family: 4 }])
    expect(await failure('erp.example', named)).not.toMatchObject(refused)
    expect(taken).toBeGreaterThan(1)
  })

  test('is not reached by a name that leads elsewhere after it was checked', async () => {
    const answers = ['127.0.0.1']
    const turning: Resolve = async () => [{ address: answers.shift() ?? '127.0.0.2', family: 4 }]
    await destination({ host: 'turning.example', port }, ['127.0.0.1'], turning)
    expect(await failure('turning.example', within(['127.0.0.1'], turning))).toMatchObject(refused)
    expect([taken, said]).toEqual([0, []])
  })

  test('is not reached by a name with a second address that is not open', async () => {
    const both: Resolve = async () => ['127.0.0.2', '10.0.0.1'].map(address => ({ address, family: 4 }))
    expect(await failure('both.example', within(['127.0.0.2'], both))).toMatchObject(refused)
    expect(taken).toBe(0)
  })
})

/** Leads to the server until it is told to lead elsewhere. */
function turning(): { resolve: Resolve; turn: () => void } {
  let address = '127.0.0.1'
  return {
    resolve: async () => [{ address, family: 4 }],
    turn: () => {
      address = '127.0.0.2'
    },
  }
}

async function followedAfterTurn(connector: Connector, settings: Settings): Promise<unknown> {
  const name = turning()
  const connection = await connector.open(
    { ...settings, host: 'turning.example' },
    within(['127.0.0.1'], name.resolve),
  )
  try {
    const objects = (await connection.objects(patience())).filter(object => object.name === 'place')
    expect(objects).toHaveLength(1)
    const from = await connection.now(objects, patience())
    name.turn()
    // What it reads by goes on over the connection that it has; the log needs a new one.
    await connection.objects(patience())
    const known = async function* () {
      yield [] as string[]
    }
    for await (const _ of connection.follow({ objects, from, known }, patience())) break
  } catch (error) {
    return error
  } finally {
    await connection.leave?.(patience()).catch(() => {})
    await connection.close()
  }
  throw new Error('It was followed.')
}

describe('the log', () => {
  test('of PostgreSQL is not followed to where the name leads by then', async () => {
    const server = await startOtherPostgres()
    try {
      const { port, username, password, pathname } = new URL(server.url)
      const client = new pg.Client({ connectionString: server.url })
      await client.connect()
      await client.query('create table place (id int primary key, name text)').finally(() => client.end())
      const settings = {
        port: Number(port),
        database: pathname.slice(1),
        user: username,
        password: decodeURIComponent(password),
      }
      expect(await followedAfterTurn(postgres, settings)).toMatchObject({
        kind: 'unreachable',
        message: expect.stringContaining('127.0.0.2'),
      })
    } finally {
      await server.remove()
    }
  })

  test.skipIf(skipping(mariaDbMissing))(
    'of MariaDB is not followed to where the name leads by then',
    async () => {
      const server = await startMariaDb()
      try {
        const root = await mariadb.createConnection({ ...server.connection, multipleStatements: true })
        await root.query('create database shop; create table shop.place (id int primary key, name text)')
        await root.end()
        const settings = { ...server.connection, database: 'shop' } as Settings
        expect(await followedAfterTurn(mysql, settings)).toMatchObject({
          kind: 'unreachable',
          message: expect.stringContaining('127.0.0.2'),
        })
      } finally {
        await server.remove()
      }
    },
    120_000,
  )
})
