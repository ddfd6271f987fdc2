import type { Change } from '../../../../platform/history/record.ts'
import type { NewPoint } from '../contact-points.ts'
import type { Ask } from './asking.ts'
import { changedColumns, isNew, pointChange } from './merging.ts'
import { type Columns, type Existing, type Point, storedColumns } from './record.ts'

const settable = storedColumns.filter(column => column !== 'unit_id')

/** Writes the columns of customers that differ from what they were; answers their history. */
export async function changeCustomers(ask: Ask, changed: readonly Existing[]): Promise<Change[]> {
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
  if (rows.length === 0) return []
  await ask(
    // A root that shows values of its family gets its own back with this: all it was read with, and what no import writes.
    `update customers.customer t set ${settable.map(column => `${column} = n.${column}`).join(', ')}, own = null, version = t.version + 1, updated_at = now(),
       last_contact_at = case when t.own ? 'last_contact_at' then (t.own ->> 'last_contact_at')::timestamptz else t.last_contact_at end
     from jsonb_populate_recordset(null::customers.customer, $1::jsonb) n where t.id = n.id`,
    [JSON.stringify(rows)],
  )
  return changes
}

/** A contact point of a customer. */
export type PointOf = { customerId: string; point: Point }

/** What comes of the contact points of changed customers: the new ones, those that changed, and the history of both. */
export type PointsChanged = { added: PointOf[]; changed: PointOf[]; changes: Change[] }

export function changedPoints(records: readonly Existing[]): PointsChanged {
  const found: PointsChanged = { added: [], changed: [], changes: [] }
  for (const record of records) {
    for (const point of record.points) {
      const key = { entity: 'contact-point', rootId: record.id, recordId: point.id }
      if (isNew(record, point)) {
        found.added.push({ customerId: record.id, point })
        found.changes.push({ ...key, action: 'created' })
        continue
      }
      const change = pointChange(record, point)
      if (!change) continue
      found.changes.push({ ...key, action: 'changed', ...change })
      found.changed.push({ customerId: record.id, point })
    }
  }
  return found
}

/** The row of a contact point by column. */
export function pointRow({ customerId, point: { primary, ...point } }: PointOf): NewPoint {
  return { ...point, customer_id: customerId, is_primary: primary }
}

/** Writes contact points that changed. */
export async function updatePoints(ask: Ask, changed: readonly PointOf[]): Promise<void> {
  if (changed.length === 0) return
  await ask(
    `update customers.contact_point t set value = n.value, given = n.given, label = n.label, is_primary = n.is_primary, problem = n.problem,
       address = n.address, version = t.version + 1, updated_at = now()
     from jsonb_populate_recordset(null::customers.contact_point, $1::jsonb) n where t.customer_id = n.customer_id and t.id = n.id`,
    [JSON.stringify(changed.map(pointRow))],
  )
}
