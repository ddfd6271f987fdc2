import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OtherPostgres, startOtherPostgres } from '../../../testing/systems/postgres.ts'
import type { Connection, RemoteObject } from '../port.ts'
import { postgres } from './connector.ts'

let server: OtherPostgres
let connection: Connection

beforeAll(async () => {
  // Written through to the disk, a commit stands in the log for a while before anybody sees it.
  server = await startOtherPostgres({ fsync: 'on', wal_sync_method: 'fsync' })
  await ask(
    'create table counter (id int primary key, n int); insert into counter values (1, 0), (2, 0), (3, 0)',
  )
  await ask('alter table counter replica identity full')
  const { hostname, port, username, password, pathname } = new URL(server.url)
  const settings = {
    host: hostname,
    port,
    database: pathname.slice(1),
    user: username,
    password: decodeURIComponent(password),
  }
  connection = await postgres.open(settings, { log: pino({ level: 'silent' }), mark: 'tessera_place' })
})
afterAll(async () => {
  await connection?.close()
  await server?.remove()
})

const patience = () => AbortSignal.timeout(20_000)
async function ask<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  return client
    .query<T>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

test('a place taken while others write leaves nothing that is neither read behind it nor told from it', async () => {
  const [object] = (await connection.objects(patience())) as [RemoteObject]
  const over = new AbortController()
  const writers = [1, 2, 3].map(async id => {
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    while (!over.signal.aborted) await client.query('update counter set n = n + 1 where id = $1', [id])
    await client.end()
  })
  try {
    for (let round = 0; round < 80; round++) {
      const from = await connection.now([object], patience())
      const read = await ask<{ id: number; n: number }>('select id, n from counter')
      const told = new Map<string, unknown>()
      for await (const { changes } of connection.follow({ objects: [object], from }, patience())) {
        for (const { key, before } of changes) if (!told.has(key)) told.set(key, before?.n)
        if (told.size === 3) break
      }
      for (const { id, n } of read) expect(Number(told.get(String(id)))).toBeLessThanOrEqual(n)
    }
  } finally {
    over.abort()
    await Promise.all(writers)
  }
})

test('a place is had also while somebody has been at work for a long time', async () => {
  const [object] = (await connection.objects(patience())) as [RemoteObject]
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('begin; update counter set n = 0 where id = 1')
  const from = await connection.now([object], patience())
  await client.query('commit')
  await client.end()
  for await (const { changes } of connection.follow({ objects: [object], from }, patience()))
    if (changes.some(({ key, after }) => key === '1' && after?.n === 0)) return
})
