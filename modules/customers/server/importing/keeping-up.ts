import type { Context } from '../../../../platform/context.ts'
import { openBatch, recordChanges } from '../../../../platform/history/record.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import { learnWords } from '../../../../platform/search/words.ts'
import { customer } from '../../entities.ts'
import { insertContactPoints } from '../contact-points.ts'
import { settle } from '../family/deriving.ts'
import { wordsIn } from '../names.ts'
import { contactPointTable } from '../tables.ts'
import type { Arrival } from './arrivals.ts'
import { askIn } from './asking.ts'
import { changeCustomers, changedPoints, pointRow, updatePoints } from './changing.ts'
import { loadExisting } from './finding.ts'
import { follow } from './following.ts'
import { pointKinds } from './following-points.ts'
import { changedColumns, differs, removedPoints } from './merging.ts'
import { type Columns, type Existing, type Point } from './record.ts'

/** What another system said of a customer when it was last followed, and what it says now. */
export type Following = { id: string; former: Arrival; arrival: Arrival }

/**
 * A record that was followed, with the fields that really changed by their keys (`city`, `custom.x`, `email`, `address`),
 * own values before and after. Of `email`, `phone` and `address` it is the value where there is at most one, else the list.
 */
export type KeptUp = { id: string; fields: { field: string; before: unknown; after: unknown }[] }

/**
 * Lets customers follow the system they came from, in the act of the context: exactly what that says differently than
 * before is written into their own values, whatever people have made of the rest stays. Whose they are never changes.
 * Records that are not there any more are passed over and not answered; one that has all that came is answered without
 * fields. The caller has the rights asked for and keeps chunks to about a thousand.
 */
export async function keepUp(ctx: Context, changes: readonly Following[]): Promise<KeptUp[]> {
  if (changes.length === 0) return []
  const byId = Map.groupBy(changes, ({ id }) => id)
  const records = await loadExisting(askIn(ctx), [...byId.keys()], { lock: true })
  for (const record of records) for (const said of byId.get(record.id) ?? []) follow(record, said)
  const changed = records.filter(differs)
  if (changed.length > 0) await store(ctx, changed)
  return records.map(record => ({ id: record.id, fields: fieldsOf(record) }))
}

async function store(ctx: Context, changed: readonly Existing[]): Promise<void> {
  await openBatch(ctx)
  const ask = askIn(ctx)
  const gone = changed.flatMap(record =>
    removedPoints(record).map(({ id }) => ({ customerId: record.id, id })),
  )
  const columns = await changeCustomers(ask, changed)
  await removeRows(ctx.db, contactPointTable, {
    roots: gone.map(({ customerId }) => customerId),
    ids: gone.map(({ id }) => id),
    batchId: ctx.batch.id,
  })
  const points = changedPoints(changed)
  await updatePoints(ask, points.changed)
  await insertContactPoints(ctx, points.added.map(pointRow))
  await learnWords(
    ctx.db,
    columns.flatMap(({ after }) => (typeof after?.words === 'string' ? wordsIn(after.words) : [])),
  )
  await recordChanges(ctx, [...columns, ...points.changes])
  const ids = changed.map(({ id }) => id)
  await settle(ctx, ids)
  const [first] = ids as [string]
  await ctx.emit({
    kind: 'customers.changed',
    entity: 'customer',
    rootId: first,
    recordId: first,
    data: { count: ids.length },
  })
}

const keys = new Map(customer.fields.flatMap(({ key, column }) => (column ? [[column, key] as const] : [])))
/** Told with the contact points they show, or worked out from others. */
const untold = ['email', 'phone', 'custom', 'sort_name', 'words']

function fieldsOf(record: Existing): KeptUp['fields'] {
  const { before, columns } = record
  const changed = changedColumns(record)
  const plain = changed
    .filter(column => !untold.includes(column))
    .map(column => ({
      field: keys.get(column) ?? column,
      before: before[column] ?? null,
      after: columns[column] ?? null,
    }))
  const own = changed.includes('custom') ? ownFields(before.custom as Columns, columns.custom as Columns) : []
  const points = pointKinds.flatMap(kind => pointField(record, kind))
  return [...plain, ...own, ...points]
}

function ownFields(was: Columns, is: Columns): KeptUp['fields'] {
  return Object.keys({ ...was, ...is })
    .map(key => ({ field: `custom.${key}`, before: was[key] ?? null, after: is[key] ?? null }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
}

function pointField(record: Existing, kind: Point['kind']): KeptUp['fields'] {
  const [before, after] = [valuesOf([...record.pointsBefore.values()], kind), valuesOf(record.points, kind)]
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const many = before.length > 1 || after.length > 1
  const shown = (values: readonly unknown[]) => (many ? values : (values[0] ?? null))
  return [{ field: kind, before: shown(before), after: shown(after) }]
}

/** The primary one first. */
function valuesOf(points: readonly Point[], kind: Point['kind']): unknown[] {
  return points
    .filter(point => point.kind === kind)
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
    .map(({ value, address }) => (kind === 'address' ? address : value))
}
