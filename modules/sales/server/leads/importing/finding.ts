import type { PoolClient } from 'pg'
import { scopeCondition } from '../../../../../platform/access/scope.ts'
import { type SqlWriter, sqlWriter } from '../../../../../platform/database/sql-writer.ts'
import type { Found, ImportSetup } from '../../../../../platform/transfer/target.ts'
import { notDisqualified } from '../course.ts'
import { changedColumns, type Columns, type ExistingLead, type IncomingLead, leadColumns } from './record.ts'

/** The condition that the importer sees the lead `t`. */
function seen({ catalogue, actor }: ImportSetup, sql: SqlWriter): string {
  const entity = catalogue.entity('lead')
  return scopeCondition({ registry: catalogue.registry(), entity, actor, alias: 't', sql }) ?? 'true'
}

const keyColumns: Readonly<Record<string, string>> = { externalId: 'external_id', email: 'email' }

/** Normalised values by which a lead is looked for. */
export function keysOfLead({ columns }: IncomingLead | ExistingLead, field: string): string[] {
  const value = columns[keyColumns[field] ?? '']
  return typeof value === 'string' && value ? [field === 'email' ? value.toLowerCase() : value] : []
}

/** Leads by a key, among those the importer sees: that one is kept by somebody else must not come out by a refusal. */
export async function findLeads(
  client: PoolClient,
  { setup, field, keys }: { setup: ImportSetup; field: string; keys: readonly string[] },
): Promise<Found[]> {
  const sql = sqlWriter()
  const column = field === 'email' ? 'lower(t.email)' : 't.external_id'
  const text = `select ${column} as key, t.id from sales.lead t where ${column} = any(${sql.bind(keys, 'text[]')}) and ${seen(setup, sql)}`
  return (await client.query<Found>(text, sql.values as unknown[])).rows
}

/** Reads leads for changing them; those that the importer does not see are left out. */
export async function loadLeads(
  client: PoolClient,
  { setup, ids, lock }: { setup: ImportSetup; ids: readonly string[]; lock: boolean },
): Promise<ExistingLead[]> {
  const sql = sqlWriter()
  const list = sql.bind(ids, 'uuid[]')
  const { rows } = await client.query<Record<string, unknown> & { id: string }>(
    `select t.id, ${leadColumns.map(column => `t.${column}`).join(', ')}, t.recycle_on::text from sales.lead t
     where t.id = any(${list}) and ${seen(setup, sql)} order by t.id ${lock ? 'for no key update of t' : ''}`,
    sql.values as unknown[],
  )
  return rows.map(({ id, ...before }) => ({ id, before, columns: { ...before } }))
}

const settable = [
  'name',
  'company',
  'job_title',
  'email',
  'phone',
  'website',
  'city',
  'country',
  'note',
  'source',
  'external_id',
] as const

type Changing = { fill: boolean; setup: ImportSetup }

/** Puts a row on a lead that is there; true when something differs. */
export function changeLead(
  { before, columns }: ExistingLead,
  from: IncomingLead,
  { fill, setup }: Changing,
): boolean {
  for (const column of settable) {
    const value = from.columns[column]
    if (value === undefined || (column === 'name' && !from.named)) continue
    if (fill && (columns[column] ?? null) !== null) continue
    columns[column] = value
  }
  // Whoever keeps a lead does not lose it by a file.
  const owner = from.columns.owner_id
  if (owner && from.owned && before.shared_at !== null && !(fill && columns.owner_id !== null))
    columns.owner_id = owner
  if (from.tags.length > 0) columns.tags = [...new Set([...(columns.tags as string[]), ...from.tags])]
  const [weak, strong] = fill ? [from.custom, columns.custom] : [columns.custom, from.custom]
  if (from.custom) columns.custom = { ...(weak as object), ...(strong as object) }
  Object.assign(columns, courseOf(from, { before: columns, setup }))
  return changedColumns({ id: '', before, columns }).length > 0
}

/** What a row says of where a lead stands, as columns. A file takes no lead back: a customer stays one, and nothing is new again. */
export function courseOf(
  { state, convertedAt, why }: IncomingLead,
  { before, setup: { actor, now } }: { before: Record<string, unknown>; setup: ImportSetup },
): Record<string, unknown> {
  if (state === null || state === 'new' || before.state === state || before.state === 'converted') return {}
  const sharing =
    before.shared_at || state === 'disqualified'
      ? {}
      : { shared_at: now, shared_by: actor.id, shared_why: state }
  if (state === 'qualified')
    return { ...sharing, ...notDisqualified, state, qualified_at: now, qualified_by: actor.id }
  if (state === 'disqualified')
    return {
      state,
      disqualified_at: now,
      disqualified_by: actor.id,
      disqualified_why: why,
      recycle_on: null,
    }
  return { ...sharing, state, converted_at: convertedAt ?? now, converted_by: actor.id }
}

const sharing = ['shared_at', 'shared_by', 'shared_why'] as const

/** Puts the values of a later row on a lead that an earlier one makes. */
export function absorbLead(first: IncomingLead, later: IncomingLead, fill: boolean): void {
  const columns: Columns = { ...later.columns }
  // Who captured it stays; how it was shared is taken as a whole, with what it says of where the lead stands.
  for (const column of ['captured_at', 'captured_by', ...sharing]) delete columns[column]
  if (!later.named) delete columns.name
  if (!later.owned) delete columns.owner_id
  first.columns = fill ? { ...columns, ...first.columns } : { ...first.columns, ...columns }
  first.tags = [...new Set([...first.tags, ...later.tags])]
  if (later.custom)
    first.custom = fill ? { ...later.custom, ...first.custom } : { ...first.custom, ...later.custom }
  if (later.state && !(fill && first.state)) {
    first.state = later.state
    first.convertedAt = later.convertedAt
    first.why = later.why
    if (later.columns.shared_at) for (const column of sharing) first.columns[column] = later.columns[column]
  }
}
