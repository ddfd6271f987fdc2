import type { PoolClient } from 'pg'
import { scopeCondition } from '../../../../platform/access/scope.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { Found, ImportSetup } from '../../../../platform/transfer/target.ts'
import { laterOf } from '../moments.ts'
import { inMinor } from './compose.ts'
import { type Columns, type Existing, type Incoming, storedColumns } from './record.ts'

/** Opportunities by their number in another system. */
export async function findByNumber(
  client: PoolClient,
  _field: string,
  keys: readonly string[],
): Promise<Found[]> {
  const { rows } = await client.query<Found>(
    'select external_id as key, id from sales.opportunity where external_id = any($1::text[])',
    [keys],
  )
  return rows
}

/** Reads opportunities for changing them; those that the actor does not see are left out. */
export async function loadExisting(
  client: PoolClient,
  { ids, lock, setup }: { ids: readonly string[]; lock: boolean; setup: ImportSetup },
): Promise<Existing[]> {
  const { catalogue, actor } = setup
  const sql = sqlWriter()
  const entity = catalogue.entity('opportunity')
  const list = sql.bind(ids, 'uuid[]')
  const scope = scopeCondition({ registry: catalogue.registry(), entity, actor, alias: 't', sql }) ?? 'true'
  const { rows } = await client.query<Record<string, unknown> & { id: string; customer_id: string }>(
    `select t.id, t.customer_id, ${storedColumns.map(column => `t.${column}`).join(', ')}, t.expected_close::text, t.rate_day::text
     from sales.opportunity t where t.id = any(${list}) and ${scope} order by t.id ${lock ? 'for no key update of t' : ''}`,
    sql.values as unknown[],
  )
  return rows.map(({ id, customer_id: customerId, ...row }) => {
    const before = { ...row, amount: numberOf(row.amount), house_amount: numberOf(row.house_amount) }
    return { id, customerId, before, columns: { ...before }, moved: false, ending: null }
  })
}

function numberOf(value: unknown): number | null {
  return value === null ? null : Number(value)
}

const settable = ['name', 'amount', 'currency', 'expected_close', 'next_step', 'source', 'owner_id']

/**
 * Puts the values of a row on a deal that is there; true when something differs. An open deal goes to the stage that the row
 * names, and ends where the row says so; one that is closed is never opened by a file.
 */
export function changeExisting(
  old: Existing,
  from: Incoming,
  { fill, now }: { fill: boolean; now: Date },
): boolean {
  const { columns, before } = old
  for (const column of settable) {
    const value = from.columns[column]
    // What was made up for a deal that is not there yet is no word on one that is.
    if ((column === 'name' && !from.named) || (column === 'owner_id' && !from.owned)) continue
    if (value === undefined || (fill && (columns[column] ?? null) !== null)) continue
    columns[column] = value
  }
  if (from.read !== null && !from.columns.currency && !(fill && before.amount !== null))
    columns.amount = inMinor(from.read, String(columns.currency))
  if (from.tags.length > 0) columns.tags = [...new Set([...(columns.tags as string[]), ...from.tags])]
  if (from.custom)
    columns.custom = fill
      ? { ...from.custom, ...(columns.custom as object) }
      : { ...(columns.custom as object), ...from.custom }
  if (before.closed_at === null && !fill) {
    old.moved = from.staged && from.columns.stage_id !== before.stage_id
    // What moves and ends in one row had moved by the day it ended.
    const since = laterOf(from.ending?.at ?? now, before.stage_since as Date)
    const place = old.moved
      ? {
          ...from.columns,
          stage_since: since,
          course: `${String(before.course)}>${String(from.columns.course)}`,
        }
      : before
    for (const column of ['stage_id', 'pipeline_id', 'stage_since', 'course'])
      columns[column] = place[column as keyof typeof place]
    old.ending = from.ending && { ...from.ending, at: laterOf(from.ending.at, columns.stage_since as Date) }
    columns.outcome = old.ending?.outcome ?? null
    columns.closed_at = old.ending?.at ?? null
  }
  return changedColumns(old).length > 0
}

/** Puts the values of a later row on a deal that an earlier one makes. */
export function absorb(first: Incoming, later: Incoming, fill: boolean): void {
  const columns: Columns = { ...later.columns }
  delete columns.opened_at
  if (!later.named) delete columns.name
  if (!later.owned) delete columns.owner_id
  if (!later.staged) {
    delete columns.stage_id
    delete columns.pipeline_id
    delete columns.course
  }
  first.columns = fill ? { ...columns, ...first.columns } : { ...first.columns, ...columns }
  first.named ||= later.named
  first.owned ||= later.owned
  first.staged ||= later.staged
  first.tags = [...new Set([...first.tags, ...later.tags])]
  if (later.custom)
    first.custom = fill ? { ...later.custom, ...first.custom } : { ...first.custom, ...later.custom }
  if (later.ending && !(fill && first.ending)) first.ending = later.ending
  first.names ??= later.names
  first.leadNamed ??= later.leadNamed
}

/** Names of the columns whose value changes. */
export function changedColumns({ before, columns }: Existing): string[] {
  return Object.keys(columns).filter(
    column => JSON.stringify(before[column] ?? null) !== JSON.stringify(columns[column] ?? null),
  )
}
