import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { EntityDescriptor, Field } from '../../../../platform/entities/descriptor.ts'
import type { RecordView } from '../../../../platform/entities/projection.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { familyOf, linkCustomers, type MemberRow, ownRows, settle } from '../../../customers/index.ts'
import type { GoldenView } from '../../contract/golden.ts'
import { seenCustomers } from '../scope.ts'
import { forgetChoices, writeChoices } from './choosing.ts'
import { type GoldenField, goldenFields } from './fields.ts'
import { survivorshipOf } from './policy.ts'
import { goldenRecords } from './raising.ts'

/**
 * What records would show if they were one customer, their families with them; also across business units,
 * where links join but nothing stands for another. Throws `NotFound` unless the actor sees each of them.
 */
export async function previewGolden(ctx: Context, ids: readonly string[]): Promise<GoldenView> {
  const roots = (await familyOf(ctx, ids)).map(({ root }) => root)
  const needed = new Set([...ids, ...roots])
  if ((await seenAmong(ctx, [...needed])).size < needed.size) throw new NotFound('customer')
  return goldenView(ctx, await ownRows(ctx, roots, { lock: false }))
}

/** The same of some records of families that the actor sees, as if they were alone. */
export async function previewApart(ctx: Context, ids: readonly string[]): Promise<GoldenView> {
  const families = await familyOf(ctx, ids)
  const seen = await seenAmong(ctx, [...ids, ...families.map(({ root }) => root)])
  const known = families.flatMap(({ root, ids: members }) =>
    members.filter(member => ids.includes(member) && (seen.has(root) || seen.has(member))),
  )
  if (known.length < new Set(ids).size) throw new NotFound('customer')
  const members = await ownRows(
    ctx,
    families.map(({ root }) => root),
    { lock: false },
  )
  return goldenView(
    ctx,
    members.filter(({ id }) => known.includes(id)),
  )
}

/** Links records, and has their family show the chosen values: one act, one undo. */
export async function linkAs(
  ctx: Context,
  {
    ids,
    choices,
    reason,
  }: {
    ids: readonly string[]
    choices: readonly { field: string; member: string }[]
    reason?: string | null
  },
): Promise<GoldenView> {
  await linkCustomers(ctx, { ids, method: 'hand', reason: reason ?? null })
  const [root = ''] = [...ids].sort()
  for (const { field, member } of choices) await keepChoice(ctx, { id: root, field, member })
  await settle(ctx, [root])
  return goldenOfCustomer(ctx, root)
}

/** What the family of a customer shows, and why; of a record that belongs to none, itself. */
export async function goldenOfCustomer(ctx: Context, id: string): Promise<GoldenView> {
  return goldenView(ctx, await ownRows(ctx, [await rootSeen(ctx, id)], { lock: false }))
}

/** Keeps whose value of a field the family of a customer shows, and shows it; null leaves it to the rules. */
export async function choose(
  ctx: Context,
  choice: { id: string; field: string; member: string | null },
): Promise<GoldenView> {
  const root = await keepChoice(ctx, choice)
  await settle(ctx, [root])
  await ctx.emit({ kind: 'customer.changed', entity: 'customer', rootId: root, recordId: root })
  return goldenOfCustomer(ctx, root)
}

async function keepChoice(
  ctx: Context,
  { id, field, member }: { id: string; field: string; member: string | null },
): Promise<string> {
  const root = await rootSeen(ctx, id)
  const [family] = await familyOf(ctx, [root])
  const ids = family?.ids ?? [root]
  assertChoosable(ctx, field)
  if (member && !ids.includes(member))
    throw new Refused('data-quality.not-in-family', 'This record is not, or no longer, one of the family.')
  await forgetChoices(
    ctx,
    ids.map(memberId => ({ memberId, field })),
  )
  if (member) await writeChoices(ctx, [{ memberId: member, field }])
  return root
}

function assertChoosable(ctx: Context, key: string): void {
  const entity = ctx.catalogue.entity('customer')
  const field = goldenFields(entity).find(field => field.key === key && field.mode !== 'latest')
  if (!field || shownParts(entity, ctx, field).length === 0)
    throw new Refused('data-quality.no-choice', `“${key}” is no field whose value can be chosen.`, {
      field: key,
    })
}

/** The root under which the actor sees a customer: the family's, or the record itself where that is out of sight. */
async function rootSeen(ctx: Context, id: string): Promise<string> {
  const found = await row<{ root: string }>(
    ctx.db,
    'select coalesce(t.merged_into, t.id) as root from customers.v_customer t where t.id = $1',
    [id],
  )
  const seen = await seenAmong(ctx, found ? [found.root, id] : [])
  if (found && seen.has(found.root)) return found.root
  if (seen.has(id)) return id
  throw new NotFound('customer')
}

async function seenAmong(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const sql = sqlWriter()
  const found = await rows<{ id: string }>(
    ctx.db,
    `select t.id from customers.v_customer t where t.id = any(${sql.bind(ids, 'uuid[]')}) and ${seenCustomers(ctx, { alias: 't', sql })}`,
    sql.values,
  )
  return new Set(found.map(({ id }) => id))
}

async function goldenView(ctx: Context, members: readonly MemberRow[]): Promise<GoldenView> {
  const [first] = members
  if (!first) throw new NotFound('customer')
  const entity = ctx.catalogue.entity('customer')
  const [record] = await goldenRecords(ctx, new Map([[first.id, members]]), await survivorshipOf(ctx))
  const visible = new Set(
    goldenFields(entity)
      .filter(field => shownParts(entity, ctx, field).length > 0)
      .map(({ key }) => key),
  )
  return {
    id: first.id,
    members: members.map(member => viewOf(ctx, entity, member)),
    outcomes: (record?.outcomes ?? []).filter(({ field }) => visible.has(field)),
    shown: viewOf(ctx, entity, { ...first, ...record?.golden.values, id: first.id, root: first.id }),
  }
}

/** The parts of a field that the actor may see. */
function shownParts(entity: EntityDescriptor, ctx: Context, field: GoldenField): Field[] {
  return visibleFields(entity, ctx.actor).filter(({ key }) => field.parts.includes(key))
}

/** A record by the keys of the fields that the actor may see. */
function viewOf(ctx: Context, entity: EntityDescriptor, member: MemberRow): RecordView {
  const view: RecordView = { id: member.id, version: Number(member.version) }
  const custom = (member.custom ?? {}) as Record<string, unknown>
  const own: Record<string, unknown> = {}
  for (const field of visibleFields(entity, ctx.actor)) {
    if (field.custom) own[field.key.slice(7)] = custom[field.key.slice(7)] ?? null
    else if (field.column) view[field.key] = member[field.column] ?? null
  }
  return { ...view, custom: own }
}
