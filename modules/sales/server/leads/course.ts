import type { Context } from '../../../../platform/context.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import { changeRow, type Row } from '../../../../platform/history/rows.ts'
import type { RawJson } from '../../../../platform/module.ts'
import type { Disqualification } from '../../contract.ts'
import { lockLead, seenLead, toldOfLead } from './access.ts'
import { castShadows } from './shadows.ts'
import { leadTable } from './tables.ts'

/** The columns that share a lead, nothing where it is shared. Once shared it stays, with the first reason. */
export function sharedBy(ctx: Context, lead: Row, why: 'owner' | 'qualified' | 'converted' | 'rule'): Row {
  if (lead.shared_at) return {}
  return { shared_at: ctx.now, shared_by: why === 'rule' ? null : ctx.actor.id, shared_why: why }
}

/** Writes columns of a locked lead; its shadow follows. */
export async function setOnLead(
  ctx: Context,
  lead: Row,
  { set, kind }: { set: Row; kind: string },
): Promise<void> {
  const id = String(lead.id)
  const { changed } = await changeRow(ctx, leadTable, { key: { rootId: id, id }, set, locked: lead })
  if (!changed) return
  await castShadows(ctx, [id])
  await toldOfLead(ctx, kind, id)
}

/** Lets others see a lead. */
export async function shareLead(ctx: Context, id: string): Promise<RawJson> {
  const lead = await lockLead(ctx, id)
  await setOnLead(ctx, lead, { set: sharedBy(ctx, lead, 'owner'), kind: 'lead.shared' })
  return seenLead(ctx, id)
}

/** Says that a lead is worth the effort: from then on it is shared. */
export async function qualifyLead(ctx: Context, id: string, why: string | null): Promise<RawJson> {
  const lead = await lockLead(ctx, id)
  requireNotConverted(lead)
  const set = {
    ...sharedBy(ctx, lead, 'qualified'),
    state: 'qualified',
    qualified_at: ctx.now,
    qualified_by: ctx.actor.id,
    qualified_why: why || null,
    ...notDisqualified,
  }
  await setOnLead(ctx, lead, { set, kind: 'lead.qualified' })
  return seenLead(ctx, id)
}

/** Puts a lead aside, for good or until a day. Whoever sees it as before sees it after. */
export async function disqualifyLead(
  ctx: Context,
  id: string,
  { why, recycleOn }: Disqualification,
): Promise<RawJson> {
  const lead = await lockLead(ctx, id)
  requireNotConverted(lead)
  if (recycleOn && recycleOn <= ctx.now.toISOString().slice(0, 10))
    throw invalid('recycleOn', 'sales.recycle-in-past', 'Choose a day to come.')
  const set = {
    state: 'disqualified',
    disqualified_at: ctx.now,
    disqualified_by: ctx.actor.id,
    disqualified_why: why,
    recycle_on: recycleOn ?? null,
  }
  await setOnLead(ctx, lead, { set, kind: 'lead.disqualified' })
  return seenLead(ctx, id)
}

export const notDisqualified = {
  disqualified_at: null,
  disqualified_by: null,
  disqualified_why: null,
  recycle_on: null,
}

/** What a lead is that was taken up again; why it had been put aside stays in its history. */
export const takenUp: Row = {
  state: 'new',
  qualified_at: null,
  qualified_by: null,
  qualified_why: null,
  ...notDisqualified,
}

/** Takes up a lead again that was put aside. */
export async function recycleLead(ctx: Context, id: string): Promise<RawJson> {
  const lead = await lockLead(ctx, id)
  if (lead.state === 'disqualified') await setOnLead(ctx, lead, { set: takenUp, kind: 'lead.recycled' })
  return seenLead(ctx, id)
}

/** Throws where the lead is a customer already. */
export function requireNotConverted(lead: Row): void {
  if (lead.state === 'converted')
    throw new Refused('sales.lead-converted', 'This lead is a customer already. Undo the conversion first.')
}
