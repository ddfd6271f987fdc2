import { unitsOf } from '../../../../platform/access/actor.ts'
import type { Context } from '../../../../platform/context.ts'
import { Forbidden, invalid, Refused } from '../../../../platform/errors.ts'
import { parseEmail, parsePhone } from '../../../../platform/formats/contacts.ts'
import { changeRow, insertRow, removeRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { RawJson } from '../../../../platform/module.ts'
import { settingOf } from '../../../../platform/settings.ts'
import type { LeadPatch, NewLead, Recognised } from '../../contract.ts'
import { requireColleague } from '../access.ts'
import { lockLead, seenLead, toldOfLead, withCurrentLead } from './access.ts'
import { askShadows } from './asking.ts'
import { isCard, readCard } from './card.ts'
import { readLine } from './line.ts'
import { policyOf } from './policy.ts'
import { castShadows } from './shadows.ts'
import { leadTable } from './tables.ts'

/** Captures a lead. What its fields say, be it nothing, goes before what is recognised in the line, which is kept. */
export async function captureLead(
  ctx: Context,
  { line, private: asked, ...fields }: NewLead,
): Promise<RawJson> {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined)
  const given = { ...(await recognise(ctx, line)), ...Object.fromEntries(said) } as NewLead
  const id = newId()
  const mine = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const owner = fields.owner === undefined ? mine : fields.owner
  const row = {
    ...(await columnsOf(ctx, { ...given, owner })),
    ...(await sharing(ctx, asked, owner)),
    name: nameOf(given),
    typed: line || null,
    id,
    unit_id: unitsOf(ctx.actor)[0],
    captured_by: ctx.actor.id,
    captured_at: ctx.now,
  }
  await insertRow(ctx, leadTable, row)
  await castShadows(ctx, [id])
  await ask(ctx, row)
  await toldOfLead(ctx, 'lead.captured', id)
  return seenLead(ctx, id)
}

/** What is recognised in a line of text, an e-mail address or a card; nothing in no line. */
export async function recognise(ctx: Context, line: string | undefined): Promise<Recognised> {
  if (!line) return {}
  return isCard(line) ? readCard(line) : readLine(line, await homeOf(ctx))
}

const homeOf = (ctx: Context) => settingOf<string | null>(ctx.db, 'organisation.country', null)

/** A list needs something to show: who it is, else how he is reached, else how the note begins. */
function nameOf({ name, company, email, phone, website, note }: Partial<NewLead>): string {
  const shown = [name, fromMailbox(email), company, email, phone, website, note].find(Boolean) ?? ''
  return [...(shown.split('\n')[0] ?? '')].slice(0, 150).join('') || '…'
}

/** `anna.berg@firm.example` is Anna Berg. */
function fromMailbox(email: string | null | undefined): string | null {
  const parts = /^([a-z]{2,})[._]([a-z]{2,})@/i.exec(email ?? '')
  if (!parts) return null
  return parts
    .slice(1)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join(' ')
}

async function sharing(ctx: Context, asked: boolean | undefined, owner: string | null): Promise<Row> {
  const policy = await policyOf(ctx.db)
  if (asked && !policy.privateFirst)
    throw new Refused(
      'sales.policy-shares',
      'By the policy of your firm leads are shared from the beginning.',
    )
  if (asked && owner === null)
    throw invalid('owner', 'sales.private-without-owner', 'What nobody owns cannot be private.')
  const kept = asked ?? (policy.privateFirst && owner !== null)
  if (kept) return { shadow_at: policy.shadowAfterDays === 0 ? ctx.now : null }
  return {
    shared_at: ctx.now,
    shared_by: ctx.actor.id,
    shared_why: ctx.actor.kind === 'user' ? 'at-once' : 'program',
  }
}

const reached = (row: Row) => ({
  emails: [row.email as string | null],
  phones: [row.phone as string | null],
  websites: [row.website as string | null],
})

function ask(ctx: Context, row: Row): Promise<void> {
  return askShadows(ctx, reached({ email: null, phone: null, website: null, ...row }))
}

/** Changes fields. Two people who change different fields do not collide. */
export async function changeLead(
  ctx: Context,
  { id, patch, version }: { id: string; patch: LeadPatch; version?: number | undefined },
): Promise<RawJson> {
  const before = await lockLead(ctx, id)
  if (patch.owner === null && before.shared_at === null)
    throw invalid('owner', 'sales.private-without-owner', 'What nobody owns cannot be private.')
  const set = await columnsOf(ctx, patch)
  if (set.custom) set.custom = { ...(before.custom as Row), ...(set.custom as Row) }
  const key = { rootId: id, id }
  const { changed, row } = await withCurrentLead(ctx, id, () =>
    changeRow(ctx, leadTable, { key, set, version, locked: before }),
  )
  if (changed) {
    await castShadows(ctx, [id])
    if (['email', 'phone', 'website'].some(column => row[column] !== before[column])) await ask(ctx, row)
    await toldOfLead(ctx, 'lead.changed', id)
  }
  return seenLead(ctx, id)
}

/** Removes a lead, one's own or with the right to delete; undo brings it back. */
export async function removeLead(ctx: Context, id: string): Promise<number> {
  const lead = await lockLead(ctx, id)
  if (lead.owner_id !== ctx.actor.id && !ctx.actor.permissions.has('sales.delete'))
    throw new Forbidden('sales.delete')
  await removeRow(ctx, leadTable, { rootId: id, id })
  await toldOfLead(ctx, 'lead.removed', id)
  return 1
}

const stored = {
  name: 'name',
  company: 'company',
  jobTitle: 'job_title',
  email: 'email',
  phone: 'phone',
  website: 'website',
  city: 'city',
  country: 'country',
  note: 'note',
  source: 'source',
  externalId: 'external_id',
  owner: 'owner_id',
  tags: 'tags',
  custom: 'custom',
} as const satisfies Record<keyof LeadPatch, string>

async function columnsOf(ctx: Context, patch: LeadPatch): Promise<Row> {
  if (patch.owner && patch.owner !== ctx.actor.id) await requireColleague(ctx, patch.owner)
  const set: Row = {}
  for (const [key, column] of Object.entries(stored)) {
    const value = patch[key as keyof LeadPatch]
    if (value !== undefined) set[column] = value === '' ? null : value
  }
  if (set.tags) set.tags = [...new Set(set.tags as string[])]
  if (set.email) set.email = parseEmail(set.email as string).value
  if (set.phone) set.phone = parsePhone(set.phone as string, (await homeOf(ctx)) ?? undefined).value
  return set
}
