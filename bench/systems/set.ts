import type pg from 'pg'
import { newId } from '../../platform/ids.ts'
import type { Other } from './others.ts'

/** What is joined, and whose pages can be opened: the customer with the number 1 is the record 1 in every system. */
export type JoinedSet = { systems: string[]; customers: string[]; rows: number }

const rules = (fields: readonly string[], mode: string) =>
  JSON.stringify(
    fields.map(field => ({
      field,
      target: null,
      label: null,
      owner: 'theirs',
      mode,
      write: 'no',
      freshness: 60,
    })),
  )

const documents = {
  orders: {
    kind: 'order',
    title: 'number',
    date: 'day',
    amount: 'total',
    currency: 'money',
    state: 'status',
  },
  invoices: {
    kind: 'invoice',
    title: 'number',
    date: 'day',
    amount: 'total',
    currency: 'money',
    state: 'status',
  },
}

/**
 * Joins the systems, and fills our copy with their customers and twenty orders and invoices on average of each. Customers are asked for
 * whenever they are shown; documents are kept by following.
 */
export async function joinSystems(
  client: pg.Client,
  { others, customers }: { others: readonly Other[]; customers: number },
): Promise<JoinedSet> {
  await client.query(
    `truncate integration.system, integration.object, integration.mirror, integration.crosswalk, integration.stream,
       integration.foreign_change, integration.operation cascade`,
  )
  const found = await client.query<{ id: string }>(
    'select id from customers.customer where merged_into is null order by id limit $1',
    [customers],
  )
  const ids = found.rows.map(({ id }) => id)
  const systems: string[] = []
  for (const [at, other] of others.entries()) systems.push(await joinOne(client, { at, other, ids }))
  await client.query(
    'vacuum (analyze) integration.mirror, integration.crosswalk, integration.object, integration.system',
  )
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from integration.mirror')
  return { systems, customers: ids, rows: rows[0]?.n ?? 0 }
}

type Joining = { at: number; other: Other; ids: readonly string[] }

async function joinOne(client: pg.Client, { at, other, ids }: Joining): Promise<string> {
  const system = newId()
  const object = newId()
  await client.query('insert into integration.system (id, name, kind, settings) values ($1, $2, $3, $4)', [
    system,
    `System ${at + 1}`,
    other.kind,
    JSON.stringify(other.settings),
  ])
  await client.query(
    `insert into integration.object (id, system_id, space, name, shape, role, mapping) values ($1, $2, $3, 'customers', $4, 'customer', $5)`,
    [
      object,
      system,
      other.shape.space,
      JSON.stringify(other.shape),
      rules(['name', 'city', 'email', 'balance'], 'live'),
    ],
  )
  await client.query(
    `insert into integration.crosswalk (object_id, key, record_id)
     select $1, n::text, id from unnest($2::uuid[]) with ordinality c(id, n)`,
    [object, ids],
  )
  await client.query(
    `insert into integration.mirror (object_id, key, values, seen_at, changed_at)
     select $1, n::text, jsonb_build_object('id', n, 'name', 'Customer ' || n, 'city', 'Cork', 'email', 'c' || n || '@firm.example', 'balance', n / 100.0),
       now() - interval '1 hour', now() - interval '1 hour' from generate_series(1, $2::int) n`,
    [object, ids.length],
  )
  for (const [name, role] of Object.entries(documents))
    await joinDocuments(client, { system, object, name, role, customers: ids.length })
  return system
}

type JoiningDocuments = { system: string; object: string; name: string; role: object; customers: number }

async function joinDocuments(
  client: pg.Client,
  { system, object, name, role, customers }: JoiningDocuments,
): Promise<void> {
  const id = newId()
  const field = (field: string) => ({ name: field, kind: 'text', optional: true })
  const shape = {
    name,
    space: '',
    key: ['id'],
    about: null,
    references: [],
    fields: ['id', 'customer'].map(field),
  }
  await client.query(
    `insert into integration.object (id, system_id, name, shape, role, document, parent_id, parent_fields, mapping)
     values ($1, $2, $3, $4, 'document', $5, $6, '{customer}', $7)`,
    [id, system, name, JSON.stringify(shape), JSON.stringify(role), object, rules(['number'], 'mirrored')],
  )
  await client.query(
    `insert into integration.mirror (object_id, key, parent_key, values, seen_at, changed_at)
     select $1, n || '-' || d, n::text, jsonb_build_object('number', upper(left($3, 1)) || '-' || n || '-' || d,
         'day', (date '2026-01-01' + (n * 7 + d * 11) % 320)::text, 'total', ((n * 13 + d * 29) % 90000 / 100.0)::text,
         'money', case when d % 7 = 0 then 'USD' else 'EUR' end, 'status', case when d % 3 = 0 then 'open' else 'paid' end),
       now() - interval '10 minutes', now() - interval '10 minutes'
     from generate_series(1, $2::int) n, generate_series(1, 1 + n * 7 % 40) d`,
    [id, customers, name],
  )
}
