import mariadb, { type RowDataPacket } from 'mysql2/promise'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MariaDb, mariaDbMissing, startMariaDb } from '../../../testing/systems/mariadb.ts'
import { skipping } from '../../../testing/systems/skipping.ts'
import type { Connection, Position, RemoteObject, RemoteValue } from '../port.ts'
import { mysql } from './connector.ts'

const patience = () => AbortSignal.timeout(20_000)

describe.skipIf(skipping(mariaDbMissing))('a place in the log of MariaDB', () => {
  let server: MariaDb
  let root: mariadb.Connection
  let connection: Connection

  beforeAll(async () => {
    // Written through to the disk, a transaction is in the log for a while before anybody sees it.
    server = await startMariaDb({ 'sync-binlog': '1', 'innodb-flush-log-at-trx-commit': '1' })
    root = await mariadb.createConnection({ ...server.connection, multipleStatements: true })
    root.on('error', () => {})
    await root.query('create database shop; create table shop.Counter (id int primary key, n int)')
    await root.query('insert into shop.Counter values (1, 0), (2, 0), (3, 0)')
    const settings = { ...server.connection, database: 'shop' }
    connection = await mysql.open(settings, { log: pino({ level: 'silent' }), mark: 'tessera_place' })
  }, 120_000)
  afterAll(async () => {
    await connection?.close()
    root?.destroy()
    await server?.remove()
  })

  test('taken while others write leaves nothing that is neither read behind it nor told from it', async () => {
    const [object] = (await connection.objects(patience())) as [RemoteObject]
    const over = new AbortController()
    const writers = [1, 2, 3].map(async id => {
      const client = await mariadb.createConnection(server.connection)
      while (!over.signal.aborted)
        await client.execute('update shop.Counter set n = n + 1 where id = ?', [id])
      await client.end()
    })
    try {
      for (let round = 0; round < 20; round++) {
        const from = await connection.now([object], patience())
        const [read] = await root.query<RowDataPacket[]>('select id, n from shop.Counter order by id')
        const told = new Map<string, RemoteValue | undefined>()
        for await (const { changes } of connection.follow({ objects: [object], from }, patience())) {
          for (const { key, before } of changes) if (!told.has(key)) told.set(key, before?.n)
          if (told.size === 3) break
        }
        for (const { id, n } of read) expect(Number(told.get(String(id)))).toBeLessThanOrEqual(Number(n))
      }
    } finally {
      over.abort()
      await Promise.all(writers)
    }
  })

  const readers = (count: number) =>
    expect
      .poll(
        async () =>
          (
            await root.query(`select id from information_schema.processlist where command = 'Binlog Dump'`)
          )[0],
      )
      .toHaveLength(count)
  /** The key of the first change that comes from there. */
  async function first(object: RemoteObject, from: Position): Promise<string | undefined> {
    for await (const { changes } of connection.follow({ objects: [object], from }, patience()))
      if (changes.length > 0) return changes[0]?.key
    return undefined
  }

  test('is followed until the call is given up, also while the server is frozen', async () => {
    const [object] = (await connection.objects(patience())) as [RemoteObject]
    const from = await connection.now([object], patience())
    const over = new AbortController()
    await readers(0)
    const following = (async () => {
      for await (const { changes } of connection.follow({ objects: [object], from }, over.signal))
        expect(changes).toEqual([])
    })()
    await readers(1)
    server.freeze()
    over.abort()
    await following.finally(server.thaw)
  })

  test('outlives a break, which is a failure of the way', async () => {
    const [object] = (await connection.objects(patience())) as [RemoteObject]
    const from = await connection.now([object], patience())
    await readers(0)
    const failure = first(object, from).catch((error: unknown) => error)
    await readers(1)
    await server.kill()
    expect(await failure).toMatchObject({ kind: 'unreachable' })
    await server.start()
    const other = await mariadb.createConnection(server.connection)
    await other.query('update shop.Counter set n = 0 where id = 2')
    await other.end()
    expect(await first(object, from)).toBe('2')
  })
})
