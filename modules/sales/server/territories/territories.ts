import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Territory, TerritoryRule } from '../../contract/territories.ts'
import { requireColleague } from '../access.ts'
import { territoryOwnerTable, territoryTable } from './tables.ts'

const today = (ctx: Context) => ctx.now.toISOString().slice(0, 10)

const columns = `t.id, t.version, t.name, t.parent_id as parent, t.rule, t.from_on::text as "fromOn", t.to_on::text as "toOn",
  (select json_build_object('id', o.user_id, 'name', u.name) from sales.territory_owner o left join staff.v_user u on u.id = o.user_id
    where o.territory_id = t.id and o.from_on <= $1::date and (o.to_on is null or o.to_on > $1::date) order by o.from_on desc, o.id desc limit 1) as owner`

/** All territories, in the order of their names. */
export async function listTerritories(ctx: Context): Promise<{ items: Territory[] }> {
  const text = `select ${columns} from sales.territory t order by lower(t.name), t.id`
  return { items: await rows<Territory>(ctx.db, text, [today(ctx)]) }
}

/** One territory; throws `NotFound`. */
export async function readTerritory(ctx: Context, id: string): Promise<Territory> {
  const text = `select ${columns} from sales.territory t where t.id = $2::uuid`
  const found = await row<Territory>(ctx.db, text, [today(ctx), id])
  if (!found) throw new NotFound('territory')
  return found
}

export type NewTerritory = {
  name: string
  parent?: string | null | undefined
  rule: TerritoryRule
  fromOn?: string | undefined
  toOn?: string | null | undefined
}

export type TerritoryPatch = { [K in keyof NewTerritory]?: NewTerritory[K] | undefined }

/** Adds a territory. */
export async function addTerritory(ctx: Context, input: NewTerritory): Promise<Territory> {
  const id = newId()
  const fromOn = input.fromOn ?? today(ctx)
  requireOrder(fromOn, input.toOn ?? null)
  if (input.parent) await requireParent(ctx, id, input.parent)
  await insertRow(ctx, territoryTable, {
    id,
    name: input.name,
    parent_id: input.parent ?? null,
    rule: input.rule,
    from_on: fromOn,
    to_on: input.toOn ?? null,
  })
  return readTerritory(ctx, id)
}

/** Changes a territory; refused where it would stand below itself. */
export async function changeTerritory(
  ctx: Context,
  { id, patch, version }: { id: string; patch: TerritoryPatch; version?: number | undefined },
): Promise<Territory> {
  // All of them, so that two who move territories at once cannot close a circle between them.
  await rows(ctx.db, 'select id from sales.territory order by id for update')
  const before = await readTerritory(ctx, id)
  requireOrder(patch.fromOn ?? before.fromOn, patch.toOn === undefined ? before.toOn : patch.toOn)
  if (patch.parent) await requireParent(ctx, id, patch.parent)
  const set: Row = {}
  if (patch.name !== undefined) set.name = patch.name
  if (patch.parent !== undefined) set.parent_id = patch.parent
  if (patch.rule !== undefined) set.rule = patch.rule
  if (patch.fromOn !== undefined) set.from_on = patch.fromOn
  if (patch.toOn !== undefined) set.to_on = patch.toOn
  await changeRow(ctx, territoryTable, { key: { rootId: id, id }, set, version })
  return readTerritory(ctx, id)
}

function requireOrder(from: string, to: string | null): void {
  if (to && to < from) throw invalid('toOn', 'sales.range-wrong-way', 'The range ends before it begins.')
}

async function requireParent(ctx: Context, id: string, parent: string): Promise<void> {
  const above = await rows<{ id: string }>(
    ctx.db,
    `with recursive above as (
       select t.id, t.parent_id from sales.territory t where t.id = $1::uuid
       union select t.id, t.parent_id from sales.territory t join above a on t.id = a.parent_id)
     select id from above`,
    [parent],
  )
  if (above.length === 0) throw invalid('parent', 'sales.no-such-territory', 'There is no such territory.')
  if (above.some(one => one.id === id))
    throw new Refused('sales.territory-circle', 'A territory cannot stand below itself.')
}

/** Says whose a territory is from a day on: the period before ends there. Refused where somebody has it from a later day. */
export async function giveTerritory(
  ctx: Context,
  { id, user, from = today(ctx) }: { id: string; user: string | null; from?: string | undefined },
): Promise<Territory> {
  await lockRow(ctx, territoryTable, { rootId: id, id })
  if (user) await requireColleague(ctx, user, 'user')
  const open = await rows<{ id: string; from: string; user: string }>(
    ctx.db,
    `select id, from_on::text as "from", user_id as "user" from sales.territory_owner
     where territory_id = $1::uuid and (to_on is null or to_on > $2::date)`,
    [id, from],
  )
  if (open.some(period => period.from > from))
    throw new Refused(
      'sales.territory-owned-later',
      'Somebody has it from a later day. Choose that day or a later one.',
    )
  if (open.some(period => period.user === user)) return readTerritory(ctx, id)
  for (const period of open)
    await changeRow(ctx, territoryOwnerTable, {
      key: { rootId: id, id: period.id },
      set: { to_on: from },
    })
  if (user)
    await insertRow(ctx, territoryOwnerTable, { territory_id: id, id: newId(), user_id: user, from_on: from })
  return readTerritory(ctx, id)
}
