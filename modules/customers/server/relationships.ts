import type { Context } from '../../../platform/context.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import { Refused } from '../../../platform/errors.ts'
import { changeRow, insertRow, removeRow, type Row } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { customerScope, requireCustomer } from './access.ts'
import type { ChildChange } from './contact-points.ts'
import { relationshipTable } from './tables.ts'

export type RelationshipInput = {
  otherId: string
  kind: string
  role: string
  reverseRole?: string | undefined
  title?: string | null | undefined
  fromDate?: string | null | undefined
  toDate?: string | null | undefined
}

export type RelationshipView = {
  id: string
  version: number
  customerId: string
  otherId: string
  otherName: string | null
  otherKind: string | null
  kind: string
  role: string
  title: string | null
  fromDate: string | null
  toDate: string | null
}

/** Relates two customers; each side gets its own row under the same id, so either page reads only its own. */
export async function relate(ctx: Context, id: string, input: RelationshipInput): Promise<RelationshipView> {
  if (input.otherId === id)
    throw new Refused('customers.related-to-itself', 'A customer cannot be related to itself.')
  await requireCustomer(ctx, id)
  await requireCustomer(ctx, input.otherId)
  const shared = {
    id: newId(),
    kind: input.kind,
    title: input.title ?? null,
    from_date: input.fromDate ?? null,
    to_date: input.toDate ?? null,
  }
  const mine = await insertRow(ctx, relationshipTable, {
    ...shared,
    customer_id: id,
    other_id: input.otherId,
    role: input.role,
  })
  await insertRow(ctx, relationshipTable, {
    ...shared,
    customer_id: input.otherId,
    other_id: id,
    role: input.reverseRole ?? input.role,
  })
  await ctx.emit({
    kind: 'customer.related',
    entity: 'relationship',
    rootId: id,
    recordId: shared.id,
    data: { otherId: input.otherId },
  })
  return view(ctx, mine)
}

export type RelationshipPatch = {
  role?: string | undefined
  title?: string | null | undefined
  fromDate?: string | null | undefined
  toDate?: string | null | undefined
}

/** Changes title and dates on both sides; the role only as seen from this side. */
export async function changeRelationship(
  ctx: Context,
  { id, childId, input, version }: ChildChange<RelationshipPatch>,
): Promise<RelationshipView> {
  await requireCustomer(ctx, id)
  const shared: Row = {}
  if (input.title !== undefined) shared.title = input.title
  if (input.fromDate !== undefined) shared.from_date = input.fromDate
  if (input.toDate !== undefined) shared.to_date = input.toDate
  const set = input.role === undefined ? shared : { ...shared, role: input.role }
  const { row: mine } = await changeRow(ctx, relationshipTable, {
    key: { rootId: id, id: childId },
    set,
    version,
    show: current => view(ctx, current),
  })
  if (Object.keys(shared).length)
    await changeRow(ctx, relationshipTable, {
      key: { rootId: String(mine.other_id), id: childId },
      set: shared,
    })
  await ctx.emit({ kind: 'customer.related', entity: 'relationship', rootId: id, recordId: childId })
  return view(ctx, mine)
}

/** Ends a relationship on both sides. */
export async function unrelate(ctx: Context, id: string, childId: string): Promise<void> {
  await requireCustomer(ctx, id)
  const gone = await removeRow(ctx, relationshipTable, { rootId: id, id: childId })
  await removeRow(ctx, relationshipTable, { rootId: String(gone.other_id), id: childId })
  await ctx.emit({ kind: 'customer.related', entity: 'relationship', rootId: id, recordId: childId })
}

/** Who is related to a customer outside the actor's rows stays unnamed. */
async function view(ctx: Context, mine: Row): Promise<RelationshipView> {
  const sql = sqlWriter()
  const other = await row<{ name: string; kind: string }>(
    ctx.db,
    `select t.name, t.kind from customers.customer t where t.id = ${sql.bind(mine.other_id, 'uuid')} and ${customerScope(ctx, { alias: 't', sql })}`,
    sql.values,
  )
  return {
    id: String(mine.id),
    version: Number(mine.version),
    customerId: String(mine.customer_id),
    otherId: String(mine.other_id),
    otherName: other?.name ?? null,
    otherKind: other?.kind ?? null,
    kind: String(mine.kind),
    role: String(mine.role),
    title: mine.title as string | null,
    fromDate: mine.from_date as string | null,
    toDate: mine.to_date as string | null,
  }
}
