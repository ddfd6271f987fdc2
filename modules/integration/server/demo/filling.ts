import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { insertRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { linkMany, takeIn } from '../../../customers/index.ts'
import { isRefusal } from '../../../../platform/transfer/target.ts'
import { keep, type Keeping } from '../capture/mirror.ts'
import type { RemoteObject } from '../connectors/port.ts'
import { remoteValues } from '../connectors/json.ts'
import { objectTable, systemTable } from '../tables.ts'
import { translationOf } from '../translating/translation.ts'
import { kind } from './connector.ts'
import { customerRules, invoiceRole, invoiceRules, shapesThere } from './joined.ts'
import { fillOldRecords, type NewRecord } from './records.ts'
import type { OldBooks, OldCustomer } from './story.ts'

export const systemName = 'Billing (1998)'

/** How little an old system bears: few questions at a time, and much patience. */
const limits = {
  timeout: { page: 5000, background: 60_000, write: 45_000 },
  atOnce: 3,
  waiting: 12,
  perSecond: 4,
  together: 8,
}

export type OldSystem = { systemId: string; customersId: string; invoicesId: string }

/** Joins the old billing system, as part of the demo's act. */
export async function joinOldSystem(ctx: Context): Promise<OldSystem> {
  const [systemId, customersId, invoicesId] = [newId(), newId(), newId()]
  const shapes = shapesThere()
  await insertRow(ctx, systemTable, {
    id: systemId,
    name: systemName,
    kind,
    settings: { company: systemId },
    limits,
    created_by: ctx.actor.id,
  })
  const object = (id: string, { name }: RemoteObject) => ({ id, system_id: systemId, space: '', name })
  await insertRow(ctx, objectTable, {
    ...object(customersId, shapes.customers),
    shape: shapes.customers,
    role: 'customer',
    mapping: JSON.stringify(customerRules),
  })
  await insertRow(ctx, objectTable, {
    ...object(invoicesId, shapes.invoices),
    shape: shapes.invoices,
    role: 'document',
    document: invoiceRole,
    parent_id: customersId,
    parent_fields: ['customer_id'],
    mapping: JSON.stringify(invoiceRules),
  })
  return { systemId, customersId, invoicesId }
}

/** Fills the system and our copy of it alike, so that following it goes on from there and nothing is read at the first start. */
export async function fillOldSystem(ctx: Context, system: OldSystem, books: OldBooks): Promise<void> {
  const { customers, invoices } = shapesThere()
  const put = (list: NewRecord['list'], records: readonly { key: string; values: object }[]): NewRecord[] =>
    records.map(({ key, values }, at) => ({ list, key, values: { ...values }, stamp: at + 1 }))
  const there = [...put('customers', books.customers), ...put('invoices', books.invoices)]
  await fillOldRecords(ctx.db, { systemId: system.systemId, records: there })
  const copied = (list: NewRecord['list'], shape: RemoteObject) =>
    there.filter(each => each.list === list).map(each => copyOf(each, shape))
  await keep(ctx, { id: system.customersId }, { heard: copied('customers', customers), at: ctx.now })
  await keep(ctx, { id: system.invoicesId }, { heard: copied('invoices', invoices), at: ctx.now })
  await makeRecords(ctx, system, books.customers)
  await goOnFromHere(ctx, system, { customers: books.customers.length, invoices: books.invoices.length })
}

function copyOf({ key, values, stamp }: NewRecord, shape: RemoteObject): Keeping {
  const shown = remoteValues(shape, { ...values, id: key, changed: stamp })
  const parentKey = values.customer_id === undefined ? null : String(values.customer_id)
  return { key, values: shown, version: String(stamp), parentKey }
}

/** Most are the records here that came from there; the others get records of their own, which are linked. */
async function makeRecords(
  ctx: Context,
  { customersId }: OldSystem,
  customers: readonly OldCustomer[],
): Promise<void> {
  const translate = await translationOf(ctx, { mapping: [...customerRules], systemName })
  const apart = customers.filter(({ record }) => record === null)
  const arrivals = apart.flatMap(({ key, values }) => {
    const made = translate({ key, values })
    return isRefusal(made) ? [] : [made]
  })
  const { created } = await takeIn(ctx, arrivals)
  const records = new Map(apart.map(({ key }, at) => [key, arrivals[at]?.id]))
  await run(
    ctx.db,
    `insert into integration.crosswalk (object_id, key, record_id, since)
     select $1, n.key, n.record, $4 from unnest($2::text[], $3::uuid[]) n(key, record)`,
    [
      customersId,
      customers.map(({ key }) => key),
      customers.map(({ key, record }) => record ?? records.get(key)),
      ctx.now,
    ],
  )
  const pairs = apart.map(({ known, key }) => ({
    a: known.id,
    b: String(records.get(key)),
    method: 'automatic',
    score: 11.2,
  }))
  await linkMany(ctx, pairs)
  // Whoever looks for twins looks at them as at all that is new.
  for (const id of created)
    await ctx.emit({ kind: 'customer.created', entity: 'customer', rootId: id, recordId: id })
}

/** The first readings are over, and the changes that were seen are the last there are. */
async function goOnFromHere(
  ctx: Context,
  { systemId, customersId, invoicesId }: OldSystem,
  counts: { customers: number; invoices: number },
): Promise<void> {
  const begun = new Date(ctx.now.getTime() - 40 * 86_400_000)
  await run(
    ctx.db,
    `insert into integration.load (id, object_id, batch_id, reason, asked_at, begun_at, ended_at, about, read, created)
     select n.id, n.object_id, $4, 'first', $5::timestamptz, $5::timestamptz, $5::timestamptz + interval '21 minutes', n.count, n.count, n.count
     from unnest($1::uuid[], $2::uuid[], $3::int[]) n(id, object_id, count)`,
    [[newId(), newId()], [customersId, invoicesId], [counts.customers, counts.invoices], ctx.batch.id, begun],
  )
  await run(
    ctx.db,
    `insert into integration.stream (system_id, position, covers, change_at, stored_at, alive_at) values ($1, $2, $3, $4, $4, $4)`,
    [systemId, { marks: counts }, [customersId, invoicesId].sort(), ctx.now],
  )
}

/** Customers here that can stand in billing as well: with an address, in letters that its printer knows. */
export function customersFor(ctx: Context): Promise<(OldCustomer['known'] & { source: string | null })[]> {
  return rows(
    ctx.db,
    `select c.id, c.kind, c.name, c.source, p.address ->> 'lines' as street, p.address ->> 'postcode' as postcode, p.address ->> 'city' as city,
       p.address ->> 'country' as country, c.phone
     from customers.v_customer c
     join customers.v_contact_point p on p.customer_id = c.id and p.kind = 'address' and p.is_primary and p.address is not null
     where c.merged_into is null and c.name ~ '^[[:ascii:]À-ɏ]+$' order by c.id`,
  )
}
