import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { invalid, NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, removeRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { HistoryTable, RawJson } from '../../../../platform/module.ts'
import { requireCustomer } from '../../../customers/index.ts'
import type { NewInvolved } from '../../contract.ts'
import { lockOpportunity } from '../access.ts'
import { requireOpen } from '../moving.ts'
import { keyOf, seen, told } from '../opportunities.ts'
import { competitionTable, involvementTable, opportunityTable } from '../tables.ts'

/** The id and version of a part after a write. */
export type Part = { id: string; version: number }
type Child = { id: string; childId: string }

async function add(ctx: Context, table: HistoryTable, opportunity: Row, values: Row): Promise<Part> {
  const { customer_id, id: opportunity_id } = opportunity
  const made = await insertRow(ctx, table, { customer_id, id: newId(), opportunity_id, ...values })
  await told(ctx, 'opportunity.changed', opportunity)
  return { id: String(made.id), version: Number(made.version) }
}

/** The part of an opportunity that the actor sees, both locked; throws `NotFound`. */
async function lockPart(ctx: Context, table: HistoryTable, { id, childId }: Child) {
  const opportunity = await lockOpportunity(ctx, id)
  const part = await lockRow(ctx, table, { rootId: String(opportunity.customer_id), id: childId })
  if (part.opportunity_id !== id) throw new NotFound(table.entity)
  return { opportunity, part }
}

async function change(
  ctx: Context,
  table: HistoryTable,
  { set, version, ...child }: Child & { set: Row; version?: number | undefined },
): Promise<Part> {
  const { opportunity, part } = await lockPart(ctx, table, child)
  const { row: after, changed } = await changeRow(ctx, table, {
    key: keyOf(part),
    set,
    version,
    locked: part,
  })
  if (changed) await told(ctx, 'opportunity.changed', opportunity)
  return { id: child.childId, version: Number(after.version) }
}

async function remove(ctx: Context, table: HistoryTable, child: Child): Promise<{ removed: number }> {
  const { opportunity, part } = await lockPart(ctx, table, child)
  await removeRow(ctx, table, keyOf(part))
  await told(ctx, 'opportunity.changed', opportunity)
  return { removed: 1 }
}

/** Adds somebody who takes part: a person whom the actor sees, or a name as it was typed. */
export async function addInvolved(ctx: Context, id: string, given: NewInvolved): Promise<Part> {
  const opportunity = await lockOpportunity(ctx, id)
  if (given.person) await requireCustomer(ctx, given.person)
  const { person, name, role } = given
  return add(ctx, involvementTable, opportunity, { person_id: person ?? null, name: name ?? null, role })
}

/** Changes what somebody is to an opportunity. */
export function changeInvolved(
  ctx: Context,
  { role, ...child }: Child & { role: string; version?: number | undefined },
): Promise<Part> {
  return change(ctx, involvementTable, { ...child, set: { role } })
}

/** Removes somebody from an opportunity. */
export function removeInvolved(ctx: Context, child: Child): Promise<{ removed: number }> {
  return remove(ctx, involvementTable, child)
}

/** Adds a competitor to an opportunity, once. */
export async function addRival(
  ctx: Context,
  id: string,
  { competitor, note }: { competitor: string; note?: string | null | undefined },
): Promise<Part> {
  const opportunity = await lockOpportunity(ctx, id)
  const found = await row<{ name: string; named: boolean }>(
    ctx.db,
    `select r.name, exists (select 1 from sales.competition k where k.customer_id = $2::uuid and k.opportunity_id = $3::uuid
       and k.competitor_id = r.id) as named from sales.competitor r where r.id = $1::uuid and r.retired_at is null`,
    [competitor, opportunity.customer_id, id],
  )
  if (!found) throw invalid('competitor', 'sales.no-such-competitor', 'There is no such competitor.')
  if (found.named)
    throw new Refused('sales.competitor-named', `“${found.name}” is already among the competitors.`, {
      name: found.name,
    })
  return add(ctx, competitionTable, opportunity, { competitor_id: competitor, note: note || null })
}

/** Changes what is known of a competitor in a deal. */
export function changeRival(
  ctx: Context,
  { note, ...child }: Child & { note: string | null; version?: number | undefined },
): Promise<Part> {
  return change(ctx, competitionTable, { ...child, set: { note: note || null } })
}

/** Removes a competitor from an opportunity. */
export function removeRival(ctx: Context, child: Child): Promise<{ removed: number }> {
  return remove(ctx, competitionTable, child)
}

/** Says that a criterion of its pipeline holds for an open opportunity, since when and by whom; or that it does not. */
export async function tickCriterion(
  ctx: Context,
  { id, key, met }: { id: string; key: string; met: boolean },
): Promise<RawJson> {
  const before = await lockOpportunity(ctx, id)
  requireOpen(before)
  const known = await row(
    ctx.db,
    'select 1 as hit from sales.stage where pipeline_id = $1::uuid and criteria @> jsonb_build_array(jsonb_build_object($2::text, $3::text)) limit 1',
    [before.pipeline_id, 'key', key],
  )
  if (!known) throw invalid('key', 'sales.no-such-criterion', 'This pipeline has no such criterion.')
  const { [key]: ticked, ...others } = before.criteria_met as Row
  if (Boolean(ticked) === met) return seen(ctx, id)
  const mark = { by: ctx.actor.id, at: ctx.now.toISOString() }
  const set = { criteria_met: met ? { ...others, [key]: mark } : others }
  const { row: after } = await changeRow(ctx, opportunityTable, { key: keyOf(before), set, locked: before })
  await told(ctx, 'opportunity.changed', after)
  return seen(ctx, id)
}
