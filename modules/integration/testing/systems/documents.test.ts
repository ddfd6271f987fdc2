import { readFileSync } from 'node:fs'
import mysql from 'mysql2/promise'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../../platform/ids.ts'
import { mysql as mysqlConnector } from '../../server/connectors/mysql/connector.ts'
import type { Connector, RemoteObject, Settings } from '../../server/connectors/port.ts'
import { postgres } from '../../server/connectors/postgres/connector.ts'
import { type MariaDb, mariaDbMissing, startMariaDb } from './mariadb.ts'
import { type OtherPostgres, startOtherPostgres } from './postgres.ts'
import { skipping } from './skipping.ts'

const patience = () => AbortSignal.timeout(30_000)
const surroundings = { log: pino({ level: 'silent' }), mark: 'tessera_000000000001' }

/** The statements of a page of `docs/operate/systems` under a name, as whoever reads it copies them. */
function statements(page: string, name: string): string {
  const text = readFileSync(new URL(`../../../../docs/operate/systems/${page}.md`, import.meta.url), 'utf8')
  const found = new RegExp(`\`\`\`sql ${name}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1]
  if (!found) throw new Error(`docs/operate/systems/${page}.md has no block “${name}”.`)
  return found
}

/** What the connector's own test finds that is not right, by its code. */
async function wrong(connector: Connector, settings: Settings): Promise<string[]> {
  const connection = await connector.open(settings, surroundings)
  const findings = await connection.test(patience()).finally(() => connection.close())
  return findings.filter(({ level }) => level !== 'right').map(({ code }) => code)
}

/** Changes the street of the first customer as an operation does. */
async function written(connector: Connector, settings: Settings): Promise<string> {
  const connection = await connector.open(settings, surroundings)
  try {
    const object = (await connection.objects(patience())).find(
      ({ name }) => name === 'customer',
    ) as RemoteObject
    const write = { object, key: '1', expected: { street: 'Storgata 1' }, set: { street: 'Storgata 2' } }
    const result = await connection.write?.({ ...write, operation: newId(), version: null }, patience())
    return String(result?.outcome)
  } finally {
    await connection.close()
  }
}

/** The first change that is told when the street is changed by somebody else, and whether it carries our mark. */
async function told(
  connector: Connector,
  { settings, change }: { settings: Settings; change: () => Promise<unknown> },
) {
  const connection = await connector.open(settings, surroundings)
  const stop = new AbortController()
  try {
    const objects = (await connection.objects(patience())).filter(({ name }) => name === 'customer')
    const from = await connection.now(objects, patience())
    await change()
    const signal = AbortSignal.any([stop.signal, patience()])
    for await (const { changes } of connection.follow({ objects, from }, signal)) {
      const [first] = changes
      if (first) return { before: first.before?.street, after: first.after?.street }
    }
    return null
  } finally {
    stop.abort()
    await connection.close()
  }
}

const tables = `create table customer (id int primary key, name varchar(80), street varchar(80), postcode varchar(10), city varchar(40), phone varchar(30));
  create table invoice (id int primary key, customer_id int not null, amount decimal(12, 2));`
const rows = `insert into customer values (1, 'Nord AS', 'Storgata 1', '0150', 'Oslo', null); insert into invoice values (1, 1, 12.5);`

describe('what the page of PostgreSQL says', () => {
  let server: OtherPostgres
  const at = async (database: string, text: string) => {
    const url = new URL(server.url)
    url.pathname = `/${database}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      return (await client.query(text)) as unknown as { rows: Record<string, unknown>[] }
    } finally {
      await client.end()
    }
  }
  const page = (name: string) => at('shop', statements('postgres', name))
  const settings = () => {
    const { hostname, port } = new URL(server.url)
    return {
      host: hostname,
      port: Number(port),
      database: 'shop',
      user: 'crm_reader',
      password: 'choose one',
      every: 0.2,
    }
  }
  beforeAll(async () => {
    server = await startOtherPostgres()
    await at('postgres', 'create role shop_owner')
    await at('postgres', 'create database shop')
    await at(
      'shop',
      `${tables} alter table customer owner to shop_owner; alter table invoice owner to shop_owner; ${rows}`,
    )
  }, 60_000)
  afterAll(() => server.remove())

  test('lets an account with the least rights read, asking at intervals, and write nothing', async () => {
    await page('least')
    const findings = await wrong(postgres, settings())
    expect(findings).toEqual(['may-follow', 'may-publish', 'asked-at-intervals', 'tables-with-stamp'])
    await expect(written(postgres, settings())).rejects.toMatchObject({ kind: 'denied' })
  })

  test('lets it write the columns that are named', async () => {
    await page('write')
    expect(await written(postgres, settings())).toBe('written')
  })

  test('lets it follow the log, with nothing left to complain of', async () => {
    await page('follow')
    expect(await wrong(postgres, settings())).toEqual([])
    const change = () => at('shop', `update customer set street = 'Kirkeveien 3'`)
    expect((await told(postgres, { settings: settings(), change }))?.after).toBe('Kirkeveien 3')
    expect((await page('watch')).rows).toMatchObject([{ slot_name: surroundings.mark, active: false }])
  })

  test.each([
    ['nothing', ['replica-identity']],
    ['using index invoice_number', ['replica-identity']],
    ['using index invoice_pkey', []],
    ['full', []],
    ['default', []],
  ])(
    'with replica identity %s of a table is told whether its records can be followed',
    async (identity, codes) => {
      await at(
        'shop',
        `alter table invoice add column if not exists number int not null default 1;
       create unique index if not exists invoice_number on invoice (number); alter table invoice replica identity ${identity}`,
      )
      expect(await wrong(postgres, settings())).toEqual(codes)
    },
  )

  test('leaves nothing behind when it is removed', async () => {
    await page('remove')
    const left = await at(
      'shop',
      `select (select count(*)::int from pg_replication_slots) + (select count(*)::int from pg_publication)
         + (select count(*)::int from pg_roles where rolname = 'crm_reader') as left`,
    )
    expect(left.rows).toEqual([{ left: 0 }])
  })
})

describe.skipIf(skipping(mariaDbMissing))('what the page of MariaDB says', () => {
  let server: MariaDb
  const run = async (text: string) => {
    const client = await mysql.createConnection({ ...server.connection, multipleStatements: true })
    try {
      return await client.query(text)
    } finally {
      await client.end()
    }
  }
  const page = (name: string) => run(statements('mysql', name))
  const settings = () => {
    const { host, port } = server.connection
    return { host, port, database: 'shop', user: 'crm_reader', password: 'choose one', every: 0.2 }
  }
  beforeAll(async () => {
    server = await startMariaDb({ 'binlog-expire-logs-seconds': '604800' })
    await run(`create database shop; use shop; ${tables} ${rows}`)
  }, 60_000)
  afterAll(() => server.remove())

  test('lets an account with the least rights read, asking at intervals', async () => {
    await page('least')
    const findings = await wrong(mysqlConnector, settings())
    expect(findings).toEqual(['may-follow', 'asked-at-intervals', 'tables-with-stamp', 'may-write'])
  })

  test('lets it write the columns that are named', async () => {
    await page('write')
    expect(await written(mysqlConnector, settings())).toBe('written')
  })

  test('lets it follow the log, with nothing left to complain of', async () => {
    await page('follow')
    expect(await wrong(mysqlConnector, settings())).toEqual([])
    const change = () => run(`update shop.customer set street = 'Kirkeveien 3'`)
    expect(await told(mysqlConnector, { settings: settings(), change })).toEqual({
      before: 'Storgata 2',
      after: 'Kirkeveien 3',
    })
  })

  test('leaves nothing behind when it is removed', async () => {
    await page('remove')
    const [left] = await run(`select user from mysql.user where user = 'crm_reader'`)
    expect(left).toEqual([])
  })
})
