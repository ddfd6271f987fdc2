import type { PoolClient } from 'pg'
import type { Change } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { arrayText, copyInto, copyLine, type CopyValue } from '../../../../platform/transfer/copy.ts'
import { changedColumns } from './finding.ts'
import { type Columns, type Existing, type Incoming, storedColumns } from './record.ts'

export type Chunk = { created: readonly Incoming[]; changed: readonly Existing[] }

/** Stores new deals with the one stay that a file tells of, and what it changes; answers the history of all but the deals themselves. */
export async function storeOpportunities(
  client: PoolClient,
  { created, changed }: Chunk,
  { actorId, now }: { actorId: string; now: Date },
): Promise<Change[]> {
  await holdCustomers(client, created)
  for (const { columns, ending } of created)
    Object.assign(columns, {
      stage_since: columns.opened_at,
      outcome: ending?.outcome ?? null,
      closed_at: ending?.at ?? null,
    })
  await copyInto(
    client,
    `sales.opportunity (customer_id, id, ${storedColumns.join(', ')})`,
    created.map(lineOf),
  )
  const changes = await changeOpportunities(client, changed)
  changes.push(...(await endVisits(client, changed)))
  const moved = changed.filter(record => record.moved)
  const stays = [
    ...created.map(({ id, customerId, columns, ending }) => ({
      id,
      customerId,
      columns,
      since: columns.opened_at,
      until: ending?.at ?? null,
    })),
    ...moved.map(({ id, customerId, columns, ending }) => ({
      id,
      customerId,
      columns,
      since: columns.stage_since as Date,
      until: ending?.at ?? null,
    })),
  ]
  changes.push(
    ...(await copyParts(client, {
      entity: 'stage-visit',
      into: 'sales.stage_visit (customer_id, id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, by_id)',
      rows: stays.map(({ id, customerId, columns, since, until }) => ({
        customerId,
        values: [id, columns.pipeline_id, columns.stage_id, iso(since), iso(until), actorId],
      })),
    })),
  )
  const ended = [...created, ...changed.filter(({ before }) => before.closed_at === null)].filter(
    ({ ending }) => ending,
  )
  changes.push(
    ...(await copyParts(client, {
      entity: 'closure',
      into: 'sales.closure (customer_id, id, opportunity_id, outcome, at, by_id, owner_id, reason_id, note)',
      rows: ended.map(({ id, customerId, columns, ending }) => ({
        customerId,
        values: [
          id,
          ending?.outcome,
          iso(ending?.at ?? now),
          actorId,
          columns.owner_id,
          ending?.reasonId,
          ending?.note,
        ],
      })),
    })),
  )
  return changes
}

/** An import writes without its foreign keys being checked: the customers must not go meanwhile. */
async function holdCustomers(client: PoolClient, created: readonly Incoming[]): Promise<void> {
  const ids = [...new Set(created.map(({ customerId }) => String(customerId)))].toSorted((a, b) =>
    a < b ? -1 : 1,
  )
  const { rows } = await client.query(
    'select id from customers.v_customer where id = any($1::uuid[]) order by id for key share',
    [ids],
  )
  // The SQLSTATE of a foreign key: the engine then finds the row and refuses it alone.
  if (rows.length < ids.length)
    throw Object.assign(new Error('Its customer was removed meanwhile.'), { code: '23503' })
}

function lineOf({ id, customerId, columns, tags, custom }: Incoming): string {
  const values: CopyValue[] = [customerId, id]
  for (const column of storedColumns) {
    if (column === 'tags') values.push(arrayText(tags))
    else if (column === 'custom') values.push(JSON.stringify(custom ?? {}))
    else values.push(copied(columns[column]))
  }
  return copyLine(values)
}

function copied(value: unknown): CopyValue {
  return value instanceof Date ? value.toISOString() : (value as CopyValue)
}

function iso(at: unknown): string | null {
  return at instanceof Date ? at.toISOString() : null
}

type Parts = {
  entity: string
  into: string
  rows: readonly { customerId: string | null; values: readonly unknown[] }[]
}

async function copyParts(client: PoolClient, { entity, into, rows }: Parts): Promise<Change[]> {
  const changes: Change[] = []
  const lines: string[] = []
  for (const { customerId, values } of rows) {
    const recordId = newId()
    lines.push(copyLine([customerId, recordId, ...values.map(copied)]))
    changes.push({ entity, rootId: customerId as string, recordId, action: 'created' })
  }
  await copyInto(client, into, lines)
  return changes
}

async function changeOpportunities(client: PoolClient, changed: readonly Existing[]): Promise<Change[]> {
  if (changed.length === 0) return []
  await client.query(
    `update sales.opportunity t set ${storedColumns.map(column => `${column} = n.${column}`).join(', ')}, version = t.version + 1, updated_at = now()
     from jsonb_populate_recordset(null::sales.opportunity, $1::jsonb) n where t.customer_id = n.customer_id and t.id = n.id`,
    [
      JSON.stringify(
        changed.map(({ id, customerId, columns }) => ({ ...columns, id, customer_id: customerId })),
      ),
    ],
  )
  return changed.map(record => {
    const columns = changedColumns(record)
    const pick = (image: Columns) =>
      Object.fromEntries(columns.map(column => [column, image[column] ?? null]))
    const key = { entity: 'opportunity', rootId: record.customerId, recordId: record.id }
    return { ...key, action: 'changed', before: pick(record.before), after: pick(record.columns) }
  })
}

/** Stays of deals that move on or end. */
async function endVisits(client: PoolClient, changed: readonly Existing[]): Promise<Change[]> {
  const leaving = changed.filter(({ moved, ending }) => moved || ending)
  if (leaving.length === 0) return []
  const { rows } = await client.query<{ customer_id: string; id: string; left_at: Date }>(
    `update sales.stage_visit v set left_at = greatest(v.entered_at, n.at), version = v.version + 1
     from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) n(customer_id, opportunity_id, at)
     where v.customer_id = n.customer_id and v.opportunity_id = n.opportunity_id and v.left_at is null
     returning v.customer_id, v.id, v.left_at`,
    [
      leaving.map(({ customerId }) => customerId),
      leaving.map(({ id }) => id),
      leaving.map(({ moved, ending, columns }) => iso(moved ? columns.stage_since : ending?.at)),
    ],
  )
  return rows.map(row => ({
    entity: 'stage-visit',
    rootId: row.customer_id,
    recordId: row.id,
    action: 'changed',
    before: { left_at: null },
    after: { left_at: row.left_at },
  }))
}
