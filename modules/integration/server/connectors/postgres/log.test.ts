import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OtherPostgres, startOtherPostgres } from '../../../testing/systems/postgres.ts'
import type { CallFailed } from '../failures.ts'
import type { Connection, Portion, Position, RemoteChange, RemoteObject } from '../port.ts'
import { postgres } from './connector.ts'
import { lsnOf } from './lsn.ts'

let server: OtherPostgres
let other: OtherPostgres
let connection: Connection
let object: RemoteObject
const mark = 'tessera_log'

beforeAll(async () => {
  ;[server, other] = await Promise.all([startOtherPostgres(), startOtherPostgres()])
  connection = await open(server)
})
beforeEach(async () => {
  await ask(`drop table if exists account;
    create table account (number bigint primary key, name text, notes text, balance numeric(12,2), opened timestamptz, born date, paid boolean, extra jsonb);
    insert into account (number, name) values (1, 'one'), (2, 'two')`)
  object = await joined()
})
afterAll(async () => {
  await connection?.close()
  await Promise.all([server?.remove(), other?.remove()])
})

function open({ url }: OtherPostgres): Promise<Connection> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const settings = {
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    password: decodeURIComponent(password),
  }
  return postgres.open(settings, { log: pino({ level: 'silent' }), mark })
}
const patience = () => AbortSignal.timeout(20_000)
async function ask(text: string, { url } = server): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (await client.query<Record<string, unknown>>(text).finally(() => client.end())).rows
}
const joined = async () =>
  (await connection.objects(patience())).find(({ name }) => name === 'account') as RemoteObject
const place = () => connection.now([object], patience())
const failure = (what: Promise<unknown>) =>
  what.then(
    () => null,
    (error: CallFailed) => error.kind,
  )

/** Changes until there are so many; what was given before the last portion is acknowledged. */
async function changes(from: Position, count: number, using = connection): Promise<RemoteChange[]> {
  const seen: RemoteChange[] = []
  for await (const portion of using.follow({ objects: [object], from }, patience())) {
    seen.push(...portion.changes)
    if (seen.length >= count) return seen
  }
  throw new Error(`Only ${seen.length} changes arrived.`)
}

test('values of every kind arrive as they are read', async () => {
  const from = await place()
  await ask(
    `insert into account values (9007199254740993, 'big', 'x', -0.10, '2024-02-29 12:34:56.789012+05', '0044-03-15', true, '{"a": [1, null]}')`,
  )
  const [change] = await changes(from, 1)
  const [read] = await connection.read({ object, keys: ['9007199254740993'] }, patience())
  expect(change?.after).toEqual(read?.values)
  expect(change?.after).toEqual({
    number: '9007199254740993',
    name: 'big',
    notes: 'x',
    balance: '-0.10',
    opened: '2024-02-29T07:34:56.789012Z',
    born: '0044-03-15',
    paid: true,
    extra: '{"a": [1, null]}',
  })
})

test('a large value that did not change is not lost, though the log leaves it out', async () => {
  await ask(
    `update account set notes = (select string_agg(md5(n::text), '') from generate_series(1, 4000) n) where number = 1`,
  )
  const from = await place()
  await ask(`update account set name = 'renamed' where number = 1`)
  const [change] = await changes(from, 1)
  expect(change?.after).toMatchObject({ name: 'renamed', notes: expect.stringMatching(/^[0-9a-f]{128000}$/) })
  expect(change?.before).toBeNull()
})

test('where the table tells it, the record before is told too', async () => {
  await ask('alter table account replica identity full')
  const from = await place()
  await ask(`update account set name = 'after' where number = 2`)
  expect(await changes(from, 1)).toMatchObject([{ before: { name: 'two' }, after: { name: 'after' } }])
})

test('a record whose key changes goes under the old one and comes under the new one', async () => {
  const from = await place()
  await ask('update account set number = 20 where number = 2')
  expect(await changes(from, 2)).toMatchObject([
    { key: '2', after: null },
    { key: '20', after: { name: 'two' } },
  ])
})

test('changes of one transaction come together, those of another table not at all', async () => {
  const from = await place()
  await ask(`create table if not exists noise (n int); insert into noise values (1);
    begin; insert into account (number) values (3); insert into noise values (2); delete from account where number = 1; commit`)
  const portions: Portion[] = []
  for await (const portion of connection.follow({ objects: [object], from }, patience())) {
    if (portion.changes.length > 0) portions.push(portion)
    if (portions.length > 0) break
  }
  expect(portions[0]?.changes.map(({ key, after }) => [key, after !== null])).toEqual([
    ['3', true],
    ['1', false],
  ])
})

test('where nothing changes the place moves on all the same, so that their log can be cleaned', async () => {
  const from = await place()
  await ask(`create table if not exists noise (n int); insert into noise select generate_series(1, 1000)`)
  for await (const { changes: none, position } of connection.follow(
    { objects: [object], from },
    patience(),
  )) {
    expect(none).toEqual([])
    expect(position.lsn).not.toBe(from.lsn)
    break
  }
})

test('five thousand changes arrive once each and in order, though their server is killed in between', async () => {
  const from = await place()
  await ask(`insert into account (number, name) select n, 'a' from generate_series(1001, 3500) n`)
  const seen: string[] = []
  let stored = from
  const follow = async (until: number) => {
    for await (const portion of connection.follow({ objects: [object], from: stored }, patience())) {
      seen.push(...portion.changes.map(({ key }) => key))
      stored = portion.position
      if (seen.length >= until) return
    }
  }
  await follow(2500)
  const dying = follow(5000)
  process.kill(server.pid(), 'SIGKILL')
  expect(await failure(dying)).toBe('unreachable')
  await expect
    .poll(() => failure(connection.objects(patience())), { timeout: 20_000, interval: 100 })
    .toBeNull()
  await ask(
    `do $$ begin for n in 3501..6000 loop insert into account (number, name) values (n, 'b'); end loop; end $$`,
  )
  await follow(5000)
  expect(seen).toEqual(Array.from({ length: 5000 }, (_, n) => String(1001 + n)))
})

test('transactions that come while the reader stores are given together, and are acknowledged when he has stored them', async () => {
  const transactions = 2000
  const from = await place()
  const confirmed = async () => {
    const rows = await ask(
      `select confirmed_flush_lsn::text as lsn from pg_replication_slots where slot_name = '${mark}'`,
    )
    return lsnOf((rows as { lsn: string }[])[0]?.lsn ?? '')
  }
  const stored: string[] = []
  let last = from
  let portions = 0
  const follow = async (until: number) => {
    for await (const portion of connection.follow({ objects: [object], from: last }, patience())) {
      // A reader who dies at `until` has this one in his hands, and more waits behind it.
      expect(await confirmed()).toBeLessThan(lsnOf(String(portion.position.lsn)))
      if (stored.length >= until) return
      await sleep(20)
      stored.push(...portion.changes.map(({ key }) => key))
      last = portion.position
      portions++
      if (stored.length === transactions) return
    }
  }
  await ask(
    `do $$ begin for n in 1001..${1000 + transactions} loop insert into account (number) values (n); commit; end loop; end $$`,
  )
  await follow(700)
  expect(await confirmed()).toBeLessThanOrEqual(lsnOf(String(last.lsn)))
  expect(stored.length).toBeLessThan(transactions)
  await follow(transactions)
  expect(stored).toEqual(Array.from({ length: transactions }, (_, n) => String(1001 + n)))
  expect(portions).toBeLessThan(transactions / 20)
})

test('their server can be stopped while we follow', async () => {
  const from = await place()
  const following = failure(changes(from, 1))
  await ask('create table if not exists noise (n int); insert into noise values (1)')
  await server.stop()
  expect(await following).toBe('unreachable')
  await server.start()
})

test('a table that was emptied as a whole has to be read anew', async () => {
  const from = await place()
  await ask('truncate account')
  expect(await failure(changes(from, 1))).toBe('position-lost')
})

test('a column that is joined and gone is said, a new one disturbs nobody', async () => {
  const from = await place()
  await ask(
    `alter table account add column colour text; insert into account (number, colour) values (4, 'red')`,
  )
  expect(await changes(from, 1)).toMatchObject([{ key: '4' }])
  await ask(`alter table account drop column notes; insert into account (number) values (5)`)
  expect(await failure(changes(from, 2))).toBe('changed-shape')
})

test('a place in the log that is gone, or of another server, is lost, and a new one can be taken', async () => {
  const from = await place()
  await ask(`select pg_drop_replication_slot('${mark}')`)
  expect(await failure(changes(from, 1))).toBe('position-lost')
  const again = await place()
  await ask(`insert into account (number) values (6)`)
  expect(await changes(again, 1)).toMatchObject([{ key: '6' }])
  const elsewhere = await open(other)
  await ask('create table account (number bigint primary key, name text)', other)
  await elsewhere.now([{ ...object, fields: object.fields.slice(0, 2) }], patience())
  expect(await failure(changes(again, 1, elsewhere))).toBe('position-lost')
  await elsewhere.close()
})

test('who leaves keeps no place, and whoever comes back takes a new one', async () => {
  const from = await place()
  await connection.leave?.(patience())
  expect(await failure(changes(from, 1))).toBe('position-lost')
  await connection.leave?.(patience())
  const again = await place()
  await ask(`insert into account (number) values (8)`)
  expect(await changes(again, 1)).toMatchObject([{ key: '8' }])
})

test('a place that was given up for its size is lost', async () => {
  const from = await place()
  for (let round = 0; round < 12; round++) {
    await ask(`select pg_logical_emit_message(false, 'noise', repeat('x', 12000000))`)
    await ask('select pg_switch_wal()')
    await ask('checkpoint')
  }
  expect(await failure(changes(from, 1))).toBe('position-lost')
  await ask(`insert into account (number) values (7)`)
  expect(await place()).toHaveProperty('lsn')
})
