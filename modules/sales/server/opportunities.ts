import { unitsOf } from '../../../platform/access/actor.ts'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/database/statement.ts'
import { findRecordJson } from '../../../platform/entities/list.ts'
import { Conflict, invalid, NotFound, Refusal } from '../../../platform/errors.ts'
import { openBatch, recordChanges } from '../../../platform/history/record.ts'
import { removeRows } from '../../../platform/history/removal.ts'
import { changeRow, insertQuietly, type Row } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { currencies } from '../../../platform/i18n/index.ts'
import type { RawJson } from '../../../platform/module.ts'
import { feedTimeline, requireCustomer } from '../../customers/index.ts'
import type { NewOpportunity, OpportunityPatch } from '../contract.ts'
import { lockOpportunity, requireColleague } from './access.ts'
import { entryUseTable } from './day/tables.ts'
import { creditTable } from './territories/tables.ts'
import { houseCurrency, inHouseCurrency } from './house-currency.ts'
import { removeQuotes } from './quotes/removing.ts'
import { firstStage, requireStage } from './stages.ts'
import {
  closureTable,
  competitionTable,
  involvementTable,
  opportunityTable,
  stageVisitTable,
} from './tables.ts'

/** One opportunity as JSON text, as this actor may see it; throws `NotFound`. */
export async function opportunityJson(ctx: Context, id: string): Promise<RawJson> {
  const entity = ctx.catalogue.entity('opportunity')
  const view = { registry: ctx.catalogue.registry(), entity, actor: ctx.actor, now: ctx.now }
  const found = await findRecordJson(ctx.db, view, id)
  if (!found) throw new NotFound('opportunity')
  return found
}

/** The answer to a write. A write may take a record out of its author's sight; then he sees its id and version. */
export async function seen(ctx: Context, id: string): Promise<RawJson> {
  try {
    return await opportunityJson(ctx, id)
  } catch (error) {
    if (error instanceof NotFound) return { rawJson: JSON.stringify({ id, version: 1 }), version: 1 }
    throw error
  }
}

/** Opens an opportunity of a customer in the stage given, or in the first there is. It is mine where no owner is said. */
export async function openOpportunity(ctx: Context, input: NewOpportunity): Promise<RawJson> {
  await requireCustomer(ctx, input.customer)
  const stage = input.stage ? await requireStage(ctx, input.stage) : await firstStage(ctx)
  const id = newId()
  const mine = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const row = {
    ...(await columnsOf(ctx, input)),
    ...(await amountOf(ctx, { amount: input.amount ?? null, currency: input.currency })),
    customer_id: input.customer,
    id,
    owner_id: input.owner === undefined ? mine : input.owner,
    unit_id: unitsOf(ctx.actor)[0],
    pipeline_id: stage.pipelineId,
    stage_id: stage.id,
    stage_since: ctx.now,
    course: String(stage.number),
    opened_at: ctx.now,
  }
  await insertQuietly(ctx, opportunityTable, row)
  await insertQuietly(ctx, stageVisitTable, {
    customer_id: input.customer,
    id: newId(),
    opportunity_id: id,
    pipeline_id: stage.pipelineId,
    stage_id: stage.id,
    entered_at: ctx.now,
    by_id: ctx.actor.id,
  })
  await recordChanges(ctx, [
    { entity: 'opportunity', rootId: input.customer, recordId: id, action: 'created' },
  ])
  await tellOnTimeline(ctx, row, 'opportunity')
  await told(ctx, 'opportunity.opened', row)
  return seen(ctx, id)
}

/** Changes fields. Two people who change different fields do not collide. */
export async function changeOpportunity(
  ctx: Context,
  change: { id: string; patch: OpportunityPatch; version?: number | undefined },
): Promise<RawJson> {
  const before = await lockOpportunity(ctx, change.id)
  const { amount, currency } = change.patch
  const set = await columnsOf(ctx, change.patch)
  if (amount !== undefined || currency !== undefined) {
    const given = {
      amount: amount === undefined ? numberOf(before.amount) : amount,
      currency: currency ?? String(before.currency),
    }
    // Who types an amount means it: it no longer follows what is quoted.
    Object.assign(set, await amountOf(ctx, given), { amount_follows: null })
  }
  if (set.custom) set.custom = { ...(before.custom as Row), ...(set.custom as Row) }
  const { changed, row } = await withCurrent(ctx, change.id, () =>
    changeRow(ctx, opportunityTable, { key: keyOf(before), set, version: change.version, locked: before }),
  )
  if (changed) await told(ctx, 'opportunity.changed', row)
  return seen(ctx, change.id)
}

/** Removes an opportunity with all that belongs to it; undo brings it back. */
export async function removeOpportunity(ctx: Context, id: string): Promise<number> {
  const { customer_id: root } = await lockOpportunity(ctx, id)
  await openBatch(ctx)
  await removeQuotes(ctx, { rootId: String(root), id })
  for (const table of [
    creditTable,
    entryUseTable,
    competitionTable,
    involvementTable,
    closureTable,
    stageVisitTable,
  ]) {
    const parts = await rows<{ id: string }>(
      ctx.db,
      `select id from ${table.table} where customer_id = $1::uuid and opportunity_id = $2::uuid`,
      [root, id],
    )
    const ids = parts.map(part => part.id)
    await removeRows(ctx.db, table, { roots: [String(root)], ids, batchId: ctx.batch.id })
  }
  const gone = await removeRows(ctx.db, opportunityTable, {
    roots: [String(root)],
    ids: [id],
    batchId: ctx.batch.id,
  })
  await told(ctx, 'opportunity.removed', { customer_id: root, id })
  return gone
}

const stored = {
  name: 'name',
  expectedClose: 'expected_close',
  category: 'category',
  nextStep: 'next_step',
  nextStepAt: 'next_step_at',
  owner: 'owner_id',
  source: 'source',
  externalId: 'external_id',
  tags: 'tags',
  custom: 'custom',
} as const satisfies Partial<Record<keyof OpportunityPatch, string>>

async function columnsOf(ctx: Context, patch: OpportunityPatch): Promise<Row> {
  if (patch.owner) await requireColleague(ctx, patch.owner)
  const set: Row = {}
  for (const [key, column] of Object.entries(stored)) {
    const value = patch[key as keyof typeof stored]
    if (value !== undefined) set[column] = value === '' ? null : value
  }
  if (set.next_step_at) set.next_step_at = new Date(set.next_step_at as string)
  if (set.tags) set.tags = [...new Set(set.tags as string[])]
  return set
}

/** An amount with its currency, and what it is worth in the firm's today. */
async function amountOf(
  ctx: Context,
  given: { amount: number | null; currency: string | undefined },
): Promise<Row> {
  const currency = given.currency ?? (await houseCurrency(ctx))
  if (!currencies.has(currency))
    throw invalid('currency', 'sales.no-such-currency', `“${currency}” is no currency.`, { currency })
  const day = ctx.now.toISOString().slice(0, 10)
  return {
    amount: given.amount,
    currency,
    ...(await inHouseCurrency(ctx, { amount: given.amount, currency, day })),
  }
}

/** A bigint comes as text where the driver does not say that it fits. */
export function numberOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value)
}

/** The key of a row of the table. */
export function keyOf(row: Row): { rootId: string; id: string } {
  return { rootId: String(row.customer_id), id: String(row.id) }
}

/** A conflict shows the record as the actor may see it, not the row. */
export async function withCurrent<T>(ctx: Context, id: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Conflict && error instanceof Refusal)) throw error
    const { rawJson } = await opportunityJson(ctx, id)
    throw new Conflict(error.message, JSON.parse(rawJson))
  }
}

/**
 * That something happened with a deal, on the timeline of its customer. Which deal it was is not said there: whoever sees the
 * customer does not thereby see what may be sold to him. `about` leads those there who do.
 */
export async function tellOnTimeline(ctx: Context, opportunity: Row, kind: string): Promise<void> {
  await feedTimeline(ctx, {
    customerId: String(opportunity.customer_id),
    kind,
    title: '',
    about: { entity: 'opportunity', id: String(opportunity.id) },
  })
}

/** Tells other modules and open pages. */
export function told(ctx: Context, kind: string, opportunity: Row): Promise<void> {
  return ctx.emit({
    kind,
    entity: 'opportunity',
    rootId: String(opportunity.customer_id),
    recordId: String(opportunity.id),
  })
}
