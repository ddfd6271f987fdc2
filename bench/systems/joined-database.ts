import type pg from 'pg'
import { newId } from '../../platform/ids.ts'
import { connectorByKind } from './connectors.ts'

/** The ids of what is joined of the database. */
export type JoinedDatabase = { system: string; debtor: string; bill: string }

type Rule = { field: string; target: string | null; write?: 'yes' | 'no' }

const rules = (given: readonly Rule[]) =>
  JSON.stringify(
    given.map(({ field, target, write = 'no' }) => ({
      field,
      target,
      label: null,
      owner: 'theirs',
      mode: 'mirrored',
      write,
      freshness: 60,
    })),
  )

/** Joins both tables as the guide would: debtors are customers, bills their documents. The product's worker does the rest. */
export async function joinDatabase(ours: pg.Client, url: string): Promise<JoinedDatabase> {
  const { hostname, port, pathname, username, password } = new URL(url)
  const settings = {
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
  const connection = await connectorByKind('postgres', settings)
  const shapes = await connection.objects(AbortSignal.timeout(10_000))
  await connection.close()
  const shapeOf = (name: string) => shapes.find(shape => shape.name === name)
  const joined = { system: newId(), debtor: newId(), bill: newId() }
  await ours.query('begin')
  await ours.query(
    `insert into integration.system (id, name, kind, settings, limits) values ($1, 'Bench ERP', 'postgres', $2, $3)`,
    // As many calls a second as it bears: what is measured is ours.
    [joined.system, settings, { perSecond: 5000, together: 500 }],
  )
  await ours.query(
    `insert into integration.object (system_id, id, space, name, shape, role, mapping) values ($1, $2, 'public', 'debtor', $3, 'customer', $4)`,
    [
      joined.system,
      joined.debtor,
      shapeOf('debtor'),
      rules([
        { field: 'company', target: 'name' },
        { field: 'mail', target: 'email' },
        { field: 'street', target: 'street' },
        { field: 'zip', target: 'postcode' },
        { field: 'town', target: 'city', write: 'yes' },
      ]),
    ],
  )
  const document = {
    kind: 'invoice',
    title: 'id',
    date: 'day',
    amount: 'total',
    currency: null,
    state: 'state',
  }
  await ours.query(
    `insert into integration.object (system_id, id, space, name, shape, role, document, parent_id, parent_fields, mapping)
     values ($1, $2, 'public', 'bill', $3, 'document', $4, $5, '{debtor}', '[]')`,
    [joined.system, joined.bill, shapeOf('bill'), document, joined.debtor],
  )
  await ours.query('commit')
  return joined
}
