import type { PoolClient } from 'pg'
import type { Change } from '../../../../../platform/history/record.ts'
import { arrayText, copyInto, copyLine, type CopyValue } from '../../../../../platform/transfer/copy.ts'
import type { ImportSetup } from '../../../../../platform/transfer/target.ts'
import { courseOf } from './finding.ts'
import { changedColumns, type Columns, type ExistingLead, type IncomingLead, leadColumns } from './record.ts'

/** Stores new leads and what changes on those that are there; answers the history of the latter. */
export async function storeLeads(
  client: PoolClient,
  { created, changed }: { created: readonly IncomingLead[]; changed: readonly ExistingLead[] },
  setup: ImportSetup,
): Promise<Change[]> {
  await copyInto(
    client,
    `sales.lead (id, ${leadColumns.join(', ')})`,
    created.map(lead => lineOf(lead, setup)),
  )
  if (changed.length === 0) return []
  await client.query(
    `update sales.lead t set ${leadColumns.map(column => `${column} = n.${column}`).join(', ')}, version = t.version + 1, updated_at = now()
     from jsonb_populate_recordset(null::sales.lead, $1::jsonb) n where t.id = n.id`,
    [JSON.stringify(changed.map(({ id, columns }) => ({ ...columns, id })))],
  )
  return changed.map(lead => {
    const columns = changedColumns(lead)
    const pick = (image: Columns) =>
      Object.fromEntries(columns.map(column => [column, image[column] ?? null]))
    const key = { entity: 'lead', rootId: lead.id, recordId: lead.id }
    return { ...key, action: 'changed', before: pick(lead.before), after: pick(lead.columns) }
  })
}

function lineOf(lead: IncomingLead, setup: ImportSetup): string {
  const columns: Columns = {
    state: 'new',
    ...lead.columns,
    ...courseOf(lead, { before: lead.columns, setup }),
    tags: arrayText(lead.tags),
    custom: JSON.stringify(lead.custom ?? {}),
  }
  return copyLine([lead.id, ...leadColumns.map(column => copied(columns[column]))])
}

function copied(value: unknown): CopyValue {
  return value instanceof Date ? value.toISOString() : ((value ?? null) as CopyValue)
}
