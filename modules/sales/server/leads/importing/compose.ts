import { unitsOf } from '../../../../../platform/access/actor.ts'
import { newId } from '../../../../../platform/ids.ts'
import type { ParsedRow, Remark, RowRefusal } from '../../../../../platform/transfer/target.ts'
import { refusal, textOf } from '../../importing/row.ts'
import { keyOf } from '../../importing/words.ts'
import { isInFuture } from '../../moments.ts'
import type { Columns, IncomingLead } from './record.ts'
import { type LeadSetting, requireMayKeep, sourceOf } from './setting.ts'

/** Fields of a row that go into the column of the name beside them as they are. */
const texts = {
  company: 'company',
  jobTitle: 'job_title',
  website: 'website',
  city: 'city',
  country: 'country',
  note: 'note',
  externalId: 'external_id',
} as const

/** Makes a lead of a row, or says why the row cannot be one. */
export function composeLead(row: ParsedRow, setting: LeadSetting): IncomingLead | RowRefusal {
  const text = textOf(row)
  const { now, actor } = setting.setup
  const points = { email: pointOf(row, 'email'), phone: pointOf(row, 'phone') }
  const name = nameOf([
    text('name'),
    text('company'),
    points.email,
    points.phone,
    text('website'),
    text('externalId'),
  ])
  if (!name) return refusal(row, { code: 'lead-without-name', field: 'name', why: 'nothing says who it is.' })
  const capturedAt = momentOf(row, 'capturedAt') ?? now
  const convertedAt = momentOf(row, 'convertedAt')
  for (const [field, at] of Object.entries({ capturedAt, convertedAt }))
    if (at && isInFuture(at, now))
      return refusal(row, { code: 'lead-in-future', field, why: 'its date lies in the future.' })
  if (convertedAt && convertedAt < capturedAt && row.values.capturedAt)
    return refusal(row, {
      code: 'lead-dates-wrong-way',
      field: 'convertedAt',
      why: 'it became a customer before it was captured.',
    })
  const state = (text('state') as IncomingLead['state']) ?? (convertedAt ? 'converted' : null)
  const kept = row.values.private === true
  if (kept) requireMayKeep(setting)
  const owner = ownerOf(text('owner'), { setting, kept })
  const source = text('source')
  return {
    id: newId(),
    state,
    convertedAt,
    why: text('disqualifiedWhy'),
    named: text('name') !== null,
    owned: owner.said,
    columns: {
      ...given(row),
      ...Object.fromEntries(Object.entries(points).filter(([, value]) => value !== null)),
      ...(source ? { source: sourceOf(source, setting) } : {}),
      ...(owner.id ? { owner_id: owner.id } : {}),
      name,
      unit_id: unitsOf(actor)[0],
      captured_at: capturedAt,
      captured_by: owner.id ?? actor.id,
      ...(kept && isKept(state) ? { shadow_at: setting.shadowsAtOnce ? now : null } : shared(setting, state)),
    },
    tags: [...new Set([...((row.values.tags as string[] | undefined) ?? []), ...owner.tags])],
    custom: row.custom,
    stranger: owner.tags[0] ?? null,
  }
}

function given(row: ParsedRow): Columns {
  const text = textOf(row)
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, column]) => {
      const value = text(key)
      return value === null ? [] : [[column, value]]
    }),
  )
}

/** What is qualified or a customer is no secret of one person any more. */
function isKept(state: IncomingLead['state']): boolean {
  return state !== 'qualified' && state !== 'converted'
}

function shared({ setup: { actor, now } }: LeadSetting, state: IncomingLead['state']): Columns {
  const why = state === 'qualified' || state === 'converted' ? state : null
  const at = actor.kind === 'user' ? 'at-once' : 'program'
  return { shared_at: now, shared_by: actor.id, shared_why: why ?? at }
}

function pointOf({ values }: ParsedRow, key: string): string | null {
  const value = values[key] as { value?: string } | string | undefined
  return (typeof value === 'string' ? value : value?.value) || null
}

function momentOf({ values }: ParsedRow, key: string): Date | null {
  const value = values[key]
  return typeof value === 'string' && value ? new Date(value) : null
}

function nameOf(candidates: readonly (string | null)[]): string | null {
  const found = candidates.find(Boolean)
  return found ? [...found].slice(0, 300).join('') : null
}

/**
 * A colleague by e-mail address or name; of anybody else the name stays as a tag. What is kept is the importer’s own, whomever
 * the row names.
 */
function ownerOf(
  named: string | null,
  { setting, kept }: { setting: LeadSetting; kept: boolean },
): { id: string | null; said: boolean; tags: string[] } {
  const { actor } = setting.setup
  const scope = actor.scopes.get('lead')
  // Who sees only what he or his team looks after would not find it again.
  const mine = kept || scope === 'own' || scope === 'team' ? actor.id : null
  if (!named) return { id: mine, said: false, tags: [] }
  const found = setting.colleagues.get(named.toLowerCase()) ?? setting.colleagues.get(keyOf(named))
  if (found && (!kept || found === actor.id)) return { id: found, said: true, tags: [] }
  return { id: mine, said: false, tags: [named.slice(0, 60)] }
}

/** Told where the owner of a row is none of ours, and became a tag. */
export function strangeOwner({ stranger }: IncomingLead): Remark | null {
  if (!stranger) return null
  const message = `“${stranger}” does not become its owner; the name was kept as a tag.`
  return { code: 'sales.lead-owner-kept-as-tag', message, field: 'owner' }
}
