import pg from 'pg'
import { type OtherPostgres, startOtherPostgres } from '../modules/integration/testing/systems/postgres.ts'
import { newId } from '../platform/ids.ts'
import { databaseOf } from './database.ts'
import type { Tessera } from './server.ts'

/** A real database of an old company, joined to a running server: customers with orders and a credit limit. */
export type JoinedCompany = {
  system: string
  other: OtherPostgres
  there: pg.Client
  here: pg.Pool
  stop: () => Promise<void>
}

const tables = `
  create table customers (id int primary key, company text, town text, credit_limit numeric(12, 2), terms text);
  create table orders (id int primary key, customer_id int not null references customers, number text, day date,
    total numeric(12, 2), money text, status text);
  insert into customers values (1, 'Fjordlys Energi AS', 'Bergen', 50000, '30 days'), (2, 'Casa Ferreira Lda', 'Porto', 8000, '14 days');
  insert into orders select n, 1, 'O-' || 40100 + n, date '2026-01-05' + n * 9, 1180.5 * n, 'EUR',
    (array['open', 'delivered', 'paid'])[1 + n % 3] from generate_series(1, 23) n`

const rule = (field: string, target: string | null, rest: object = {}) => ({
  field,
  target,
  label: null,
  owner: 'theirs',
  mode: 'cached',
  write: 'no',
  freshness: 60,
  ...rest,
})

const customerRules = [
  rule('company', 'name'),
  rule('town', 'city'),
  rule('credit_limit', null, { label: 'Credit limit' }),
  rule('terms', null, { label: 'Payment terms' }),
]

const text = (name: string) => ({ name, kind: 'text', optional: true })
const customers = {
  name: 'customers',
  space: 'public',
  key: ['id'],
  about: 2,
  references: [],
  fields: [
    { name: 'id', kind: 'integer', optional: false },
    text('company'),
    text('town'),
    { ...text('credit_limit'), kind: 'decimal' },
    text('terms'),
  ],
}
const orders = {
  ...customers,
  name: 'orders',
  fields: ['id', 'customer_id', 'number', 'day', 'total', 'money', 'status'].map(text),
  references: [{ fields: ['customer_id'], object: 'customers' }],
}
const orderRole = {
  kind: 'order',
  title: 'number',
  date: 'day',
  amount: 'total',
  currency: 'money',
  state: 'status',
}

/** Starts the company and joins it; the server must be let connect to this machine. */
export async function joinCompany(house: Tessera): Promise<JoinedCompany> {
  const other = await startOtherPostgres()
  const there = new pg.Client({ connectionString: other.url })
  // It is stopped on purpose while somebody looks.
  there.on('error', () => {})
  await there.connect()
  await there.query(tables)
  const open = await databaseOf(house)
  const system = await join(open.pool, other.url)
  return {
    system,
    other,
    there,
    here: open.pool,
    stop: async () => {
      await there.end().catch(() => {})
      await open.stop()
      await other.remove()
    },
  }
}

async function join(here: pg.Pool, url: string): Promise<string> {
  const { hostname, port, pathname, username, password } = new URL(url)
  const settings = {
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
  const [system, object] = [newId(), newId()]
  const put = `insert into integration.object (id, system_id, space, name, shape, role, mapping, document, parent_id, parent_fields)
    values ($1, $2, 'public', $3, $4, $5, $6, $7, $8, $9)`
  const json = JSON.stringify
  const client = await here.connect()
  try {
    await client.query('begin')
    await client.query(
      `insert into integration.system (id, name, kind, settings) values ($1, 'ERP', 'postgres', $2)`,
      [system, json(settings)],
    )
    await client.query(put, [
      object,
      system,
      'customers',
      json(customers),
      'customer',
      json(customerRules),
      null,
      null,
      null,
    ])
    const given = [
      newId(),
      system,
      'orders',
      json(orders),
      'document',
      json([rule('number', null)]),
      json(orderRole),
      object,
      ['customer_id'],
    ]
    await client.query(put, given)
    await client.query('commit')
  } finally {
    client.release()
  }
  return system
}
