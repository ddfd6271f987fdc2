import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import mariadb, { type RowDataPacket } from 'mysql2/promise'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MariaDb, mariaDbMissing, startMariaDb } from '../../../testing/systems/mariadb.ts'
import { skipping } from '../../../testing/systems/skipping.ts'
import { follow } from '../contract-stage.ts'
import type { Connection, Position, RemoteChange, RemoteObject, RemoteRecord, Settings } from '../port.ts'
import { mysql } from './connector.ts'

const patience = () => AbortSignal.timeout(20_000)
const mark = 'tessera_log'

/** A table in which is everything that a column may be. */
const everything = `create table Everything (
  id bigint unsigned primary key, small tinyint, flag tinyint(1), bit1 bit(1), bits bit(12), year_ year,
  medium mediumint, signed_ bigint, price decimal(20,4), zero int(8) zerofill, zprice decimal(12,2) zerofill, f float, d double,
  day_ date, at_ datetime, at3 datetime(3), at6 timestamp(6) null, time_ time, time3 time(3), latin varchar(50) character set latin1,
  fixed char(10), body longtext, doc json, choice enum('small', 'it''s, big', 'größer'), some set('a','b','c'), bin varbinary(10),
  greek varchar(20) character set greek, wide varchar(20) character set utf16, who uuid, host inet6,
  twice decimal(20,4) generated always as (price * 2) virtual, thrice decimal(20,4) generated always as (price * 3) stored)`

const rows = {
  plain: `(1, -5, 1, b'1', b'101', 2024, -77, -9007199254740993, 1234.5000, 42, 7.5, 0.1, 0.1, '2024-02-29', '2024-02-29 23:59:59',
    '2024-02-29 12:00:00.120', '2024-07-01 12:00:00.000001', '-12:30:00', '10:00:00.250', 'Müller €', 'ab', 'Zoë 👩🏽‍🔧', '{"a": 1.0, "b": [1,  2]}',
    'it''s, big', 'a,c', x'00ff', 'Αθήνα', '株式会社', '123e4567-e89b-12d3-a456-426655440000', '2001:db8::ff00:42:8329')`,
  limits: `(18446744073709551615, 127, 2, b'0', b'0', 0, 8388607, 9223372036854775807, -0.0100, 0, 0, 16777216, 1.7976931348623157e308,
    '9999-12-31', '1000-01-01 00:00:00', '2038-01-01 00:00:00', '1970-01-02 00:00:00', '838:59:59', '-00:00:01.500', '', '', '', '[]',
    'größer', '', x'', '', '', '00000000-0000-0000-0000-000000000000', '::1')`,
  nothings: `(3, null, 0, null, null, null, null, null, null, null, null, null, null, '0000-00-00', '0000-00-00 00:00:00',
    '0000-00-00 00:00:00', null, null, null, null, null, null, null, null, null, null, null, null, null, null)`,
  partial: `(4, 0, 0, b'1', b'1', 1901, 0, 0, 0, 1, 1, -3.4e38, 1e-300, '2024-00-00', '2024-01-01 00:00:00',
    '2024-01-01 00:00:00', '2024-01-01 00:00:00.5', '-01:00:00', '00:00:00.000', ' x ', ' x', ' x ', 'null', '', 'b', 'a', ' ', ' ', null, null)`,
}

describe.skipIf(skipping(mariaDbMissing))('the log of MariaDB', () => {
  let server: MariaDb
  let root: mariadb.Connection
  let connection: Connection
  const opened: Connection[] = []

  beforeAll(async () => {
    server = await startMariaDb()
    root = await mariadb.createConnection({ ...server.connection, multipleStatements: true })
    root.on('error', () => {})
    await root.query(`create database shop; use shop; set sql_mode = ''; set time_zone = '+05:00'`)
    await root.query(
      'create table Customer (id int primary key, name varchar(200), fax varchar(50)) character set utf8mb4',
    )
    connection = await open()
  }, 120_000)
  afterAll(async () => {
    await Promise.all(opened.map(each => each.close()))
    await root?.end()
    await server?.remove()
  })

  async function open(settings: Settings = {}) {
    const all = { ...server.connection, database: 'shop', ...settings }
    const made = await mysql.open(all, { log: pino({ level: 'silent' }), mark })
    opened.push(made)
    return made
  }
  const objectOf = async (name: string) =>
    (await connection.objects(patience())).find(each => each.name === name) as RemoteObject
  const place = (object: RemoteObject) => connection.now([object], patience())
  /** Changes from there on, until so many have come. */
  async function changes(
    object: RemoteObject,
    from: Position,
    count: number,
    by = connection,
  ): Promise<RemoteChange[]> {
    const over = new AbortController()
    const seen: RemoteChange[] = []
    for await (const portion of by.follow(
      { objects: [object], from },
      AbortSignal.any([over.signal, patience()]),
    )) {
      seen.push(...portion.changes)
      if (seen.length < count) continue
      over.abort()
      return seen
    }
    throw new Error(`Of ${count} changes ${seen.length} have come.`)
  }
  async function all(object: RemoteObject): Promise<RemoteRecord[]> {
    const found: RemoteRecord[] = []
    for await (const part of connection.readAll({ object, after: null, chunk: 2 }, patience()))
      found.push(...part)
    return found
  }

  test('tells every kind of value as it is read', async () => {
    await root.query(everything)
    const object = await objectOf('Everything')
    const from = await place(object)
    const names = `id, small, flag, bit1, bits, year_, medium, signed_, price, zero, zprice, f, d, day_, at_, at3, at6, time_, time3,
      latin, fixed, body, doc, choice, some, bin, greek, wide, who, host`
    await root.query(`insert into Everything (${names}) values ${Object.values(rows).join(', ')}`)
    const told = await changes(object, from, 4)
    const read = await all(object)
    expect(read.map(({ key }) => key)).toEqual(['1', '3', '4', '18446744073709551615'])
    for (const { key, values } of read) expect(told.find(each => each.key === key)?.after).toEqual(values)
    expect(read[0]?.values).toMatchObject({
      id: 1,
      flag: true,
      bit1: true,
      signed_: '-9007199254740993',
      price: '1234.5000',
      zero: 42,
      f: '0.1',
      day_: '2024-02-29',
      at_: '2024-02-29T23:59:59',
      at3: '2024-02-29T12:00:00.12',
      at6: '2024-07-01T07:00:00.000001Z',
      latin: 'Müller €',
      doc: '{"a": 1.0, "b": [1,  2]}',
      choice: `it's, big`,
      twice: '2469.0000',
    })
    expect(read[0]?.values).not.toHaveProperty('bin')
    expect(read[1]?.values).toMatchObject({ flag: false, day_: null, at_: null, at3: null })
    expect(read[3]?.values).toMatchObject({
      flag: 2,
      year_: 0,
      f: '16777216',
      signed_: '9223372036854775807',
    })
    const found = await connection.read({ object, keys: ['18446744073709551615', 'a word'] }, patience())
    expect(found).toEqual([read[3]])
  })

  test('takes every kind of value back as it was read', async () => {
    const object = await objectOf('Everything')
    const [one, , , other] = (await all(object)) as [RemoteRecord, RemoteRecord, RemoteRecord, RemoteRecord]
    const { id: _key, year_: _year, twice: _twice, thrice: _thrice, ...set } = other.values
    const write = { operation: randomUUID(), object, key: '1', set, expected: one.values, version: null }
    const wanted = { ...one.values, ...set, twice: '-0.0200', thrice: '-0.0300' }
    expect(await connection.write?.(write, patience())).toEqual({
      outcome: 'written',
      record: { key: '1', values: wanted, version: null },
    })
    expect(await connection.read({ object, keys: ['1'] }, patience())).toMatchObject([{ values: wanted }])
    // A time of the wall as others write it: with its zone.
    const moment = { at6: '2024-07-01T12:00:00+02:00', price: '7.1' }
    const again = {
      ...write,
      operation: randomUUID(),
      set: moment,
      expected: { at6: other.values.at6 ?? null },
    }
    expect(await connection.write?.(again, patience())).toMatchObject({
      record: { values: { at6: '2024-07-01T10:00:00Z', price: '7.1000' } },
    })
    expect(await connection.write?.(again, patience())).toMatchObject({ outcome: 'written' })
  })

  test('tells both what stood there and what stands there, and a new key as one that went and one that came', async () => {
    const object = await objectOf('Customer')
    const from = await place(object)
    await root.query(
      `insert into Customer values (1, 'a', null); update Customer set id = 2, name = 'b' where id = 1`,
    )
    expect(await changes(object, from, 3)).toMatchObject([
      { key: '1', before: null, after: { name: 'a' } },
      { key: '1', before: { name: 'a' }, after: null },
      { key: '2', before: null, after: { name: 'b' } },
    ])
  })

  test('is told in parts where one transaction is very large, each with a place before it', async () => {
    const object = await objectOf('Customer')
    await root.query('create table if not exists Numbers select seq as id from seq_1000_to_13000')
    const from = await place(object)
    await root.query('insert into Customer select id, concat("n", id), null from Numbers')
    const sizes: number[] = []
    const places = new Set<unknown>()
    for await (const { changes: part, position } of connection.follow(
      { objects: [object], from },
      patience(),
    )) {
      sizes.push(part.length)
      places.add(position.gtid)
      if (sizes.reduce((sum, size) => sum + size, 0) === 12_001) break
    }
    expect(sizes.length).toBeGreaterThan(1)
    expect(places.size).toBe(2)
    expect(places.has(from.gtid)).toBe(true)
  })

  test('whose changes are promised are told when they are kept, and never when they are taken back', async () => {
    const object = await objectOf('Customer')
    const from = await place(object)
    for (const [name, end] of [
      ['one', 'rollback'],
      ['two', 'commit'],
    ]) {
      const id = name === 'one' ? 101 : 102
      await root.query(
        `xa start '${name}'; insert into Customer values (${id}, '${name}', null); xa end '${name}'`,
      )
      await root.query(`xa prepare '${name}'`)
      await root.query(`xa ${end} '${name}'`)
    }
    await root.query(`insert into Customer values (103, 'three', null)`)
    expect((await changes(object, from, 2)).map(({ after }) => after?.name)).toEqual(['two', 'three'])
  })

  describe('is not believed', () => {
    let object: RemoteObject
    let from: Position
    const failing = (by = connection) => changes(object, from, 1, by)

    beforeEach(async () => {
      await root.query('drop table if exists Customer')
      await root.query('create table Customer (id int primary key, name varchar(200), fax varchar(50))')
      object = await objectOf('Customer')
      from = await place(object)
    })

    test('where the table was emptied as a whole', async () => {
      await root.query('truncate table Customer')
      await expect(failing()).rejects.toMatchObject({ kind: 'position-lost' })
    })

    test('where the table was put there anew', async () => {
      await root.query(
        'drop table Customer; create table Customer (id int primary key, name varchar(200), fax varchar(50))',
      )
      await expect(failing()).rejects.toMatchObject({ kind: 'position-lost' })
    })

    test('where a change was logged as its statement', async () => {
      await root.query(
        `set binlog_format = 'STATEMENT'; insert into Customer values (1, 'a', null); set binlog_format = 'ROW'`,
      )
      await expect(failing()).rejects.toMatchObject({ kind: 'position-lost' })
    })

    test('where a joined column is gone, and says which', async () => {
      await root.query('alter table Customer drop column fax')
      await expect(failing()).rejects.toMatchObject({
        kind: 'changed-shape',
        message: expect.stringContaining('fax'),
      })
    })

    test('where a joined column goes while it is followed', async () => {
      const failure = failing().catch((error: unknown) => error)
      await root.query('alter table Customer drop column fax')
      expect(await failure).toMatchObject({ kind: 'changed-shape' })
    })

    test('where the table is gone', async () => {
      await root.query('drop table Customer')
      await expect(failing()).rejects.toMatchObject({ kind: 'changed-shape' })
    })

    test('where the place was cleaned away', async () => {
      await root.query(`insert into Customer values (1, 'a', null)`)
      for (let files = 2; files > 1; ) {
        await root.query('flush binary logs')
        await root.query('purge binary logs before now() + interval 1 day')
        files = (await root.query<RowDataPacket[]>('show binary logs'))[0].length
      }
      await expect(failing()).rejects.toMatchObject({ kind: 'position-lost' })
    })

    test('where the place lies ahead of the server, as after a restored backup', async () => {
      from = { ...from, gtid: String(from.gtid).replace(/\d+$/, '99999999') }
      await expect(failing()).rejects.toMatchObject({ kind: 'position-lost' })
    })

    test('where it is another server', async () => {
      from = { ...from, server: '4711' }
      await expect(failing()).rejects.toMatchObject({ kind: 'position-lost' })
    })
  })

  test('goes on through changes of the table that do not matter', async () => {
    const object = await objectOf('Customer')
    const from = await place(object)
    await root.query(
      `alter table Customer add column note text first; insert into Customer values ('n', 7, 'seven', null)`,
    )
    expect((await changes(object, from, 1))[0]?.after).toEqual({ id: 7, name: 'seven', fax: null })
  })

  test('does not take the words of others for ours', async () => {
    const object = await objectOf('Customer')
    const ours = randomUUID()
    await root.query(`insert into Customer (id, name) values (8, 'eight')`)
    const from = await place(object)
    const words = `/* tessera ${mark} ${ours} */`
    await connection.write?.(
      { operation: ours, object, key: '8', set: { name: words }, expected: { name: 'eight' }, version: null },
      patience(),
    )
    await root.query(`update Customer set name = '${words} too' where id = 8`)
    expect((await changes(object, from, 2)).map(({ operation }) => operation)).toEqual([ours, null])
  })

  test('is followed by an account that may do no more than read it, and leaves no connection behind', async () => {
    const password = 'correct-horse'
    await root.query(`create user reader@'127.0.0.1' identified by '${password}'; grant select on shop.* to reader@'127.0.0.1';
      grant replication slave on *.* to reader@'127.0.0.1'`)
    const reader = await open({ user: 'reader', password })
    const codes = (await reader.test(patience())).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['may-follow-right', 'log-kept-for-ever', 'may-write']))
    const object = await objectOf('Customer')
    const from = await reader.now([object], patience())
    await root.query(`insert into Customer (id, name) values (9, 'nine')`)
    expect(await changes(object, from, 1, reader)).toMatchObject([{ key: '9' }])
    await reader.close()
    await expect
      .poll(async () => {
        const [left] = await root.query<RowDataPacket[]>(
          `select id from information_schema.processlist where user = 'reader'`,
        )
        return left
      })
      .toEqual([])
  })

  test('gives together what came while its reader stored, who misses nothing, though he dies with a portion in his hands', async () => {
    const object = await objectOf('Customer')
    const from = await place(object)
    const ids = Array.from({ length: 1500 }, (_, at) => 20_000 + at)
    await root.query(ids.map(id => `insert into Customer (id, name) values (${id}, 'x')`).join(';'))
    let stored = from
    const seen: string[] = []
    const sizes: number[] = []
    for (const death of [700, ids.length])
      for await (const { changes: some, position } of connection.follow(
        { objects: [object], from: stored },
        patience(),
      )) {
        if (seen.length >= death) break
        await sleep(20)
        sizes.push(seen.push(...some.map(({ key }) => key)))
        stored = position
        if (seen.length === ids.length) break
      }
    expect(seen).toEqual(ids.map(String))
    expect(sizes.length).toBeLessThan(ids.length / 10)
  })

  test('tells of tables without transactions too, and of compressed rows', async () => {
    await root.query('create table Old (id int primary key, name varchar(2000)) engine = Aria')
    const object = await objectOf('Old')
    const from = await place(object)
    await root.query(`insert into Old values (1, 'one'); set global log_bin_compress = 1`)
    await root.query(`insert into Old values (2, repeat('two', 500)); set global log_bin_compress = 0`)
    expect((await changes(object, from, 2)).map(({ after }) => after?.name)).toEqual([
      'one',
      'two'.repeat(500),
    ])
  })

  test('moves our place on while others work, so that it is not cleaned away', async () => {
    const object = await objectOf('Customer')
    const from = await place(object)
    await root.query('create table if not exists Noise (id int); insert into Noise values (1)')
    for await (const { changes: none, position } of connection.follow(
      { objects: [object], from },
      patience(),
    )) {
      expect(none).toEqual([])
      expect(position.gtid).not.toBe(from.gtid)
      return
    }
    throw new Error('It has stood still.')
  })

  test('knows keys, references, JSON and stamps of tables, and says what its log leaves out', async () => {
    await root.query(`create table Head (a int, b varchar(9), primary key (b, a));
      create table Line (id int primary key, b varchar(9), a int, note json, changed_at datetime,
        foreign key (b, a) references Head (b, a) on delete cascade);
      create table Loose (x int)`)
    const objects = await connection.objects(patience())
    const line = objects.find(({ name }) => name === 'Line')
    expect(objects.find(({ name }) => name === 'Head')?.key).toEqual(['b', 'a'])
    expect(objects.find(({ name }) => name === 'Loose')?.key).toEqual([])
    expect(line).toMatchObject({
      space: 'shop',
      stamp: 'changed_at',
      references: [{ fields: ['b', 'a'], object: 'Head' }],
    })
    expect(line?.fields.find(({ name }) => name === 'note')?.kind).toBe('json')
    const findings = await connection.test(patience())
    expect(findings).toContainEqual({ code: 'cascades-in-log', level: 'warning', params: { references: 1 } })
    expect(findings.find(({ code }) => code === 'tables-with-key')?.level).toBe('warning')
  })

  test('reads on behind keys of several parts, of every order', async () => {
    await root.query(`insert into Head values (1, 'x'), (2, 'x'), (10, 'x'), (1, 'y'), (-3, 'y'), (5, 'Ä')`)
    const head = await objectOf('Head')
    const found = await all(head)
    expect(found.map(({ key }) => key).toSorted()).toEqual(
      ['["x","1"]', '["x","2"]', '["x","10"]', '["y","1"]', '["y","-3"]', '["Ä","5"]'].toSorted(),
    )
    expect(await connection.read({ object: head, keys: ['["y","-3"]'] }, patience())).toMatchObject([
      { key: '["y","-3"]' },
    ])
  })

  test('has nothing of a write that was given up while it waited for others', async () => {
    await root.query(`replace into Customer (id, name) values (10, 'ten')`)
    const object = await objectOf('Customer')
    await root.query('start transaction; select * from Customer where id = 10 for update')
    const write = {
      operation: randomUUID(),
      object,
      key: '10',
      set: { name: 'x' },
      expected: { name: 'ten' },
      version: null,
    }
    await expect(connection.write?.(write, AbortSignal.timeout(300))).rejects.toMatchObject({
      kind: 'no-answer',
    })
    await root.query('commit')
    expect(await connection.read({ object, keys: ['10'] }, patience())).toMatchObject([
      { values: { name: 'ten' } },
    ])
  })

  describe('that the account may not read', () => {
    const password = 'correct-horse'
    let poor: Connection

    beforeAll(async () => {
      await root.query(
        `create user poor@'127.0.0.1' identified by '${password}'; grant select on shop.* to poor@'127.0.0.1'`,
      )
      await root.query(
        'create table Stamped (id int primary key, name varchar(50), updated_at timestamp(6) default now(6) on update now(6))',
      )
      await root.query(`insert into Stamped (id, name) values (1, 'one'), (2, 'two')`)
      poor = await open({ user: 'poor', password, every: 1, compare: 0.01 })
    })

    test('is missed in words, and changes are asked for instead', async () => {
      const codes = (await poor.test(patience())).map(({ code }) => code)
      expect(codes).toEqual(
        expect.arrayContaining(['may-follow', 'asked-at-intervals', 'tables-with-stamp', 'may-write']),
      )
      const object = await objectOf('Stamped')
      const from = await poor.now([object], patience())
      expect(from).toMatchObject({ marks: { Stamped: expect.stringMatching(/^\d{4}-/) } })
      const seen: [string, unknown][] = []
      const steps = [
        () => root.query(`update Stamped set name = 'uno' where id = 1`),
        () => root.query('delete from Stamped where id = 2'),
        () => root.query(`insert into Stamped values (3, 'three', '2001-01-01')`),
      ]
      await follow(poor, { object, from, held: new Set(['1', '2']) }, async portion => {
        seen.push(...portion.changes.map(({ key, after }): [string, unknown] => [key, after?.name ?? null]))
        const step = steps.shift()
        await step?.()
        return !step
      })
      expect(seen.slice(-3)).toEqual([
        ['1', 'uno'],
        ['2', null],
        ['3', 'three'],
      ])
    })

    test('is asked for what went while nobody did', async () => {
      const object = await objectOf('Stamped')
      await root.query(`insert into Stamped (id, name) values (4, 'four')`)
      const from = await poor.now([object], patience())
      await root.query('delete from Stamped where id = 4')
      // Who may read the log follows it from a place of its own.
      await expect(changes(object, from, 1)).rejects.toMatchObject({ kind: 'position-lost' })
      const again = await open({ user: 'poor', password, every: 1, compare: 0.01 })
      await follow(again, { object, from, held: new Set(['1', '3', '4']) }, portion =>
        portion.changes.some(({ key, after }) => key === '4' && after === null),
      )
    })

    test('with a key there that cannot be written: it is told as denied', async () => {
      const object = await objectOf('Stamped')
      const write = {
        operation: randomUUID(),
        object,
        key: '1',
        set: { name: 'x' },
        expected: { name: 'uno' },
        version: null,
      }
      await expect(poor.write?.(write, patience())).rejects.toMatchObject({ kind: 'denied' })
    })
  })
})
