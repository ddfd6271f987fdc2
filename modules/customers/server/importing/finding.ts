import type { PoolClient } from 'pg'
import type { Actor } from '../../../../platform/access/actor.ts'
import { ownImage } from '../../../../platform/history/overlay.ts'
import type { Found } from '../../../../platform/transfer/target.ts'
import { customerTable } from '../tables.ts'
import type { Ask } from './asking.ts'
import { type Columns, type Existing, type Incoming, type Point, storedColumns } from './record.ts'

/** The values by which an import looks for a customer. */
export function keysOf(record: Incoming | Existing, field: string): readonly string[] {
  const { columns } = record
  switch (field) {
    case 'externalId':
      return columns.external_id ? [columns.external_id as string] : []
    case 'orgNumber':
      return columns.org_number ? [columns.org_number as string] : []
    case 'name':
      return [`${columns.kind as string} ${columns.sort_name as string}`]
    case 'email':
    case 'phone':
      return record.points.filter(point => point.kind === field && !point.problem).map(point => point.value)
    default:
      return []
  }
}

/**
 * A merged customer stands for its root: what is found by its values is written there. By the id of another system alone
 * the record itself is meant: that system knows it, and brings its values up to date.
 */
const root = 'coalesce(t.merged_into, t.id) as id'
const byContact = (kind: string) => `select p.value as key, ${root} from customers.contact_point p
  join customers.customer t on t.id = p.customer_id where p.kind = '${kind}' and p.value = any($1::text[])`

const statements: Record<string, string> = {
  externalId: `select t.external_id as key, t.id from customers.customer t where t.external_id = any($1::text[])`,
  orgNumber: `select t.org_number as key, ${root} from customers.customer t where t.org_number = any($1::text[])
    union select t.own ->> 'org_number', t.id from customers.customer t where t.own is not null and t.own ->> 'org_number' = any($1::text[])`,
  // The index of names has no merged customers; those are few and have one of their own.
  name: `with given as (select array_agg(substr(k, position(' ' in k) + 1)) as names from unnest($1::text[]) k)
    select t.kind || ' ' || t.sort_name as key, t.id from customers.customer t
    where t.sort_name = any((select names from given)::text[]) and t.kind || ' ' || t.sort_name = any($1::text[]) and t.merged_into is null
    union all
    select t.kind || ' ' || t.sort_name, t.merged_into from customers.customer t
    where t.kind || ' ' || t.sort_name = any($1::text[]) and t.merged_into is not null
    union
    select t.kind || ' ' || (t.own ->> 'sort_name'), t.id from customers.customer t
    where t.own is not null and t.own ->> 'sort_name' = any((select names from given)::text[]) and t.kind || ' ' || (t.own ->> 'sort_name') = any($1::text[])`,
  email: byContact('email'),
  phone: byContact('phone'),
}

/** The customers that have one of the keys. */
export async function findCustomersBy(
  client: PoolClient,
  field: string,
  keys: readonly string[],
): Promise<Found[]> {
  const text = statements[field]
  if (!text) throw new Error(`Customers cannot be found by “${field}”.`)
  const { rows } = await client.query<Found>(text, [keys])
  return rows
}

type PointRow = Omit<Point, 'primary'> & { customer_id: string; is_primary: boolean }

/** Reads customers with their own values, for changing them; those that are not there are left out. */
export async function loadExisting(
  ask: Ask,
  ids: readonly string[],
  { lock }: { lock: boolean },
): Promise<Existing[]> {
  const found = await ask<Columns & { id: string }>(
    // Locked before its own values are worked out: whoever waited here reads what the other has written, and not the row
    // as it was when he came.
    `with there as materialized (
       select t from customers.customer t where t.id = any($1::uuid[]) order by t.id ${lock ? 'for no key update' : ''})
     select (h.t).id, ${storedColumns.map(column => `n.${column}`).join(', ')}
     from there h, ${ownImage(customerTable, '(h.t)')} n order by 1`,
    [ids],
  )
  const points = await ask<PointRow>(
    `select customer_id, id, kind, value, given, label, is_primary, problem, address from customers.contact_point
     where customer_id = any($1::uuid[]) and kind <> 'web' order by id`,
    [ids],
  )
  const byCustomer = Map.groupBy(points, point => point.customer_id)
  return found.map(row => existing(row, byCustomer.get(row.id) ?? []))
}

function existing({ id, ...before }: Columns & { id: string }, rows: readonly PointRow[]): Existing {
  const points = rows.map(
    ({ customer_id: _, is_primary: primary, ...point }): Point => ({ ...point, primary }),
  )
  const pointsBefore = new Map(points.map(point => [point.id, { ...point }]))
  return { id, before, columns: { ...before }, points, pointsBefore }
}

/** Whether the row is one of those that the actor sees and changes. */
export function mayChange(row: Columns, actor: Actor): boolean {
  switch (actor.scopes.get('customer') ?? 'none') {
    case 'all':
      return true
    case 'unit':
      return actor.units.includes(row.unit_id as string)
    case 'team':
      return actor.teamMates.includes(row.owner_id as string)
    case 'own':
      return row.owner_id === actor.id
    case 'none':
      return false
  }
}
