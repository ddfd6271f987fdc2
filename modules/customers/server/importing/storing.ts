import type { PoolClient } from 'pg'
import type { Change } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { arrayText, copyInto, copyLine, type CopyValue } from '../../../../platform/transfer/copy.ts'
import type { Tie } from '../../../../platform/transfer/target.ts'
import { askOn } from './asking.ts'
import { changeCustomers, changedPoints, updatePoints } from './changing.ts'
import { storeEmployments } from './employment.ts'
import { type Existing, type Incoming, type Point, storedColumns } from './record.ts'

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
  const ask = askOn(client)
  changes.push(...(await changeCustomers(ask, changed)))
  const points = changedPoints(changed)
  await copyInto(
    client,
    pointColumns,
    points.added.map(({ customerId, point }) => pointLine(customerId, point)),
  )
  await updatePoints(ask, points.changed)
  for (const change of points.changes) changes.push(change)
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
