import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { Conflict, invalid, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import type { HistoryTable } from '../../../../platform/module.ts'
import { newId } from '../../../../platform/ids.ts'
import { tellSettings } from './told.ts'

/** Parts that stand beside each other: their names differ, and they have an order. `of` is what they are parts of. */
export type Siblings = { table: HistoryTable; of?: { column: string; value: string } | undefined }

export type Written = { id: string; version: number }

type Part = { id: string; name: string; position: number }

/** Those in use, in their order, locked: who adds, renames, orders or retires waits for the one before. */
export async function lockSiblings(ctx: Context, { table, of }: Siblings): Promise<Part[]> {
  await row(ctx.db, `select pg_advisory_xact_lock(hashtextextended($1, 0))`, [table.table])
  const where = of ? `t.${of.column} = $1` : '$1::text is null'
  return rows<Part>(
    ctx.db,
    `select t.id, t.name, t.position from ${table.table} t where t.retired_at is null and ${where} order by t.position, t.name, t.id`,
    [of?.value ?? null],
  )
}

/** Refuses a name that another one in use has, however it is written. */
export function requireFreeName(siblings: readonly Part[], name: string, own?: string): void {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase()
  if (siblings.some(({ id, name: other }) => id !== own && same(other)))
    throw new Refused('sales.name-taken', `Another one in use has the name “${name}” already.`, { name })
}

const after = (siblings: readonly Part[]) => Math.max(-1, ...siblings.map(({ position }) => position)) + 1

/** Adds a part at the end. */
export async function addPart(
  ctx: Context,
  among: Siblings,
  values: Row & { name: string },
): Promise<Written> {
  const siblings = await lockSiblings(ctx, among)
  requireFreeName(siblings, values.name)
  const made = { id: newId(), ...values, position: after(siblings) }
  await insertRow(ctx, among.table, made)
  await tellSettings(ctx, made.id)
  return { id: made.id, version: 1 }
}

export type PartChange = { id: string; set: Row; version?: number | undefined }

/** Changes a part; throws `Conflict` where somebody has changed the same of it meanwhile. */
export async function changePart(ctx: Context, among: Siblings, change: PartChange): Promise<Written> {
  const siblings = await lockSiblings(ctx, among)
  const { id, set, version } = change
  const key = keyIn(among, id)
  const locked = await lockRow(ctx, among.table, key)
  if (typeof set.name === 'string' && locked.retired_at === null) requireFreeName(siblings, set.name, id)
  const show = (row: Row) => ({ id: row.id, name: row.name, version: row.version })
  const { row: made, changed } = await changeRow(ctx, among.table, { key, set, version, locked, show })
  if (changed) await tellSettings(ctx, id)
  return { id, version: Number(made.version) }
}

/** Takes a part out of use; what has it keeps its name. */
export async function retirePart(ctx: Context, among: Siblings, id: string): Promise<Written> {
  const locked = await lockRow(ctx, among.table, keyIn(among, id))
  if (locked.retired_at) return { id, version: Number(locked.version) }
  return changePart(ctx, among, { id, set: { retired_at: ctx.now } })
}

/** Takes a part into use again, at the end; throws `Refused` where another one has its name by now. */
export async function bringBackPart(ctx: Context, among: Siblings, id: string): Promise<Written> {
  const siblings = await lockSiblings(ctx, among)
  const locked = await lockRow(ctx, among.table, keyIn(among, id))
  if (!locked.retired_at) return { id, version: Number(locked.version) }
  requireFreeName(siblings, String(locked.name))
  return changePart(ctx, among, { id, set: { retired_at: null, position: after(siblings) } })
}

/** Puts those in use in an order; throws `Conflict` where these are no longer those that are in use. */
export async function orderParts(
  ctx: Context,
  among: Siblings,
  ids: readonly string[],
): Promise<{ ids: string[] }> {
  const siblings = await lockSiblings(ctx, among)
  if (new Set(ids).size !== ids.length)
    throw invalid('ids', 'sales.order-twice', 'One of them is there twice.')
  const known = new Set(siblings.map(({ id }) => id))
  if (ids.length !== known.size || ids.some(id => !known.has(id)))
    throw new Conflict('Someone else added one or took one out of use meanwhile.', {
      ids: siblings.map(({ id }) => id),
    })
  for (const [position, id] of ids.entries())
    await changeRow(ctx, among.table, { key: keyIn(among, id), set: { position } })
  await tellSettings(ctx, String(ids[0]))
  return { ids: [...ids] }
}

function keyIn({ table, of }: Siblings, id: string): { rootId: string; id: string } {
  return { rootId: table.rootColumn === 'id' ? id : String(of?.value), id }
}
