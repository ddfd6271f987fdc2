import type { PoolClient } from 'pg'
import type { Change } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { arrayText, copyInto, copyLine, type CopyValue } from '../../../../platform/transfer/copy.ts'
import type { Tie } from '../../../../platform/transfer/target.ts'
import { storeEmployments } from './employment.ts'
import { changedColumns, isNew, pointChange } from './merging.ts'
import { type Columns, type Existing, type Incoming, type Point, storedColumns } from './record.ts'

/**
 * Stores new and changed customers with what belongs to them; answers the history of the changed ones. `made` gathers the
 * organisations that the import has made.
 */
export async function storeCustomers(
  client: PoolClient,
  {
    created,
    changed,
    ties,
  }: { created: readonly Incoming[]; changed: readonly Existing[]; ties: readonly Tie<Incoming>[] },
  made: Set<string>,
): Promise<Change[]> {
  await copyInto(client, `customers.customer (id, ${storedColumns.join(', ')})`, linesOf(created))
  await copyInto(client, pointColumns, pointLines(created))
  const owned = created.filter(record => record.columns.owner_id)
  await copyInto(
    client,
    ownershipColumns,
    owned.map(({ id, columns }) => copyLine([id, newId(), columns.owner_id as string])),
  )
  const changes = await storeEmployments(client, { ties, created, made })
  if (changed.length === 0) return changes
  changes.push(...(await changeCustomers(client, changed)))
  changes.push(...(await changePoints(client, changed)))
  changes.push(...(await changeOwners(client, changed)))
  return changes
}

const pointColumns =
  'customers.contact_point (customer_id, id, kind, value, given, label, is_primary, problem, address)'
const ownershipColumns = 'customers.ownership (customer_id, id, user_id)'

function* linesOf(created: readonly Incoming[]): Generator<string> {
  for (const record of created) yield customerLine(record)
}

function* pointLines(created: readonly Incoming[]): Generator<string> {
  for (const record of created) for (const point of record.points) yield pointLine(record.id, point)
}

function customerLine(record: Incoming): string {
  const { columns } = record
  const values: CopyValue[] = [record.id]
  for (const column of storedColumns) {
    if (column === 'tags') values.push(arrayText(record.tags ?? []))
    else if (column === 'custom') values.push(record.custom ? JSON.stringify(record.custom) : '{}')
    else values.push(columns[column] as CopyValue)
  }
  return copyLine(values)
}

function pointLine(customerId: string, point: Point): string {
  const address = point.address ? JSON.stringify(point.address) : null
  return copyLine([
    customerId,
    point.id,
    point.kind,
    point.value,
    point.given,
    point.label,
    point.primary,
    point.problem,
    address,
  ])
}

async function changeCustomers(client: PoolClient, changed: readonly Existing[]): Promise<Change[]> {
  const changes: Change[] = []
  const rows: Columns[] = []
  for (const record of changed) {
    const columns = changedColumns(record)
    if (columns.length === 0) continue
    const pick = (image: Columns) =>
      Object.fromEntries(columns.map(column => [column, image[column] ?? null]))
    changes.push({
      entity: 'customer',
      rootId: record.id,
      recordId: record.id,
      action: 'changed',
      before: pick(record.before),
      after: pick(record.columns),
    })
    rows.push({ ...record.columns, id: record.id })
  }
  const settable = storedColumns.filter(column => column !== 'unit_id')
  await client.query(
    // A root that shows values of its family gets its own back with this: all it was read with, and what no import writes.
    `update customers.customer t set ${settable.map(column => `${column} = n.${column}`).join(', ')}, own = null, version = t.version + 1, updated_at = now(),
       last_contact_at = case when t.own ? 'last_contact_at' then (t.own ->> 'last_contact_at')::timestamptz else t.last_contact_at end
     from jsonb_populate_recordset(null::customers.customer, $1::jsonb) n where t.id = n.id`,
    [JSON.stringify(rows)],
  )
  return changes
}

async function changePoints(client: PoolClient, changed: readonly Existing[]): Promise<Change[]> {
  const changes: Change[] = []
  const lines: string[] = []
  const rows: unknown[] = []
  for (const record of changed) {
    for (const point of record.points) {
      const key = { entity: 'contact-point', rootId: record.id, recordId: point.id }
      if (isNew(record, point)) {
        lines.push(pointLine(record.id, point))
        changes.push({ ...key, action: 'created' })
        continue
      }
      const change = pointChange(record, point)
      if (!change) continue
      changes.push({ ...key, action: 'changed', ...change })
      rows.push({
        customer_id: record.id,
        id: point.id,
        value: point.value,
        given: point.given,
        is_primary: point.primary,
        address: point.address,
      })
    }
  }
  await copyInto(client, pointColumns, lines)
  if (rows.length) {
    await client.query(
      `update customers.contact_point t set value = n.value, given = n.given, is_primary = n.is_primary, address = n.address,
         version = t.version + 1, updated_at = now()
       from jsonb_populate_recordset(null::customers.contact_point, $1::jsonb) n where t.customer_id = n.customer_id and t.id = n.id`,
      [JSON.stringify(rows)],
    )
  }
  return changes
}

/** The former owner's time ends and the new one's begins. */
async function changeOwners(client: PoolClient, changed: readonly Existing[]): Promise<Change[]> {
  const moved = changed.filter(
    ({ before, columns }) => columns.owner_id && columns.owner_id !== before.owner_id,
  )
  if (moved.length === 0) return []
  const ended = await client.query<{ customer_id: string; id: string; to_at: Date }>(
    `update customers.ownership set to_at = now(), version = version + 1
     where customer_id = any($1::uuid[]) and role = 'owner' and to_at is null returning customer_id, id, to_at`,
    [moved.map(record => record.id)],
  )
  const changes = ended.rows.map(
    (row): Change => ({
      entity: 'ownership',
      rootId: row.customer_id,
      recordId: row.id,
      action: 'changed',
      before: { to_at: null },
      after: { to_at: row.to_at },
    }),
  )
  const begun = moved.map(record => ({
    rootId: record.id,
    recordId: newId(),
    userId: record.columns.owner_id as string,
  }))
  await copyInto(
    client,
    ownershipColumns,
    begun.map(({ rootId, recordId, userId }) => copyLine([rootId, recordId, userId])),
  )
  for (const { rootId, recordId } of begun)
    changes.push({ entity: 'ownership', rootId, recordId, action: 'created' })
  return changes
}
