import { unitsOf } from '../../../../platform/access/actor.ts'
import { newId } from '../../../../platform/ids.ts'
import { currencies, minorDigits } from '../../../../platform/i18n/index.ts'
import {
  type ImportSetup,
  isRefusal,
  type ParsedRow,
  type Remark,
  type RowRefusal,
} from '../../../../platform/transfer/target.ts'
import { courseOf } from './course.ts'
import type { Incoming } from './record.ts'
import { refusal, textOf } from './row.ts'
import type { Settings } from './settings.ts'
import { keyOf } from './words.ts'

export type Composing = { setup: ImportSetup; settings: Settings }

/** Amounts are read with three decimals, the most a currency in use has; then they are put in those of their own. */
const readDecimals = 3

/** Makes an opportunity of a row, or says why the row cannot be one. */
export function composeOpportunity(row: ParsedRow, composing: Composing): Incoming | RowRefusal {
  const text = textOf(row)
  const course = courseOf(row, composing)
  if (isRefusal(course)) return course
  const money = moneyOf(row, composing.settings)
  if (isRefusal(money)) return money
  const names = text('customer')
  const name =
    text('name') ?? ([names, text('externalId') ?? text('lead')].filter(Boolean).join(' · ') || null)
  if (!name) return refusal(row, { code: 'name-missing', field: 'name', why: 'it has no name.' })
  const { stage, staged, ...times } = course
  const owner = ownerOf(text('owner'), composing)
  const given: Record<string, unknown> = {
    expected_close: course.expectedClose,
    next_step: text('nextStep'),
    source: text('source'),
    // What names the lead numbers the deal where nothing else does: brought in twice it is the same deal.
    external_id: text('externalId') ?? text('lead'),
    owner_id: owner.id,
  }
  return {
    id: newId(),
    names,
    customerId: null,
    named: text('name') !== null,
    owned: owner.said,
    staged,
    columns: {
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
      ...money,
      name: name.slice(0, 300),
      stage_id: stage.id,
      course: String(stage.number),
      pipeline_id: stage.pipelineId,
      opened_at: times.openedAt,
      unit_id: unitsOf(composing.setup.actor)[0],
    },
    tags: [...new Set([...((row.values.tags as string[] | undefined) ?? []), ...owner.tags])],
    custom: row.custom,
    ending: course.ending,
    stranger: owner.tags[0] ?? null,
    read: typeof row.values.amount === 'number' ? row.values.amount : null,
    leadNamed: text('lead'),
    leadId: null,
    begun: Boolean(row.values.openedAt),
  }
}

/** Told where the owner of a row is none of ours, and became a tag. */
export function unknownOwner({ stranger }: Incoming): Remark | null {
  if (!stranger) return null
  const message = `“${stranger}” is no colleague; the name was kept as a tag.`
  return { code: 'sales.owner-kept-as-tag', message, field: 'owner' }
}

function moneyOf(row: ParsedRow, { houseCurrency }: Settings): Record<string, unknown> | RowRefusal {
  const given = textOf(row)('currency')
  const currency = given?.toUpperCase() ?? houseCurrency
  if (!currencies.has(currency))
    return refusal(row, {
      code: 'no-such-currency',
      field: 'currency',
      why: `“${currency.slice(0, 20)}” is no currency; write the three letters of ISO 4217, such as EUR.`,
      params: { currency: currency.slice(0, 20) },
    })
  const { amount } = row.values
  const told = given ? { currency } : {}
  if (typeof amount !== 'number') return told
  if (amount < 0)
    return refusal(row, { code: 'amount-negative', field: 'amount', why: 'its amount is below zero.' })
  return { ...told, amount: inMinor(amount, currency) }
}

/** An amount as it was read in minor units of a currency. */
export function inMinor(read: number, currency: string): number {
  return Math.round(read / 10 ** (readDecimals - minorDigits(currency)))
}

/** A colleague by e-mail address or name. Of anybody else the name stays as a tag, so that nothing is lost. */
function ownerOf(
  named: string | null,
  { setup, settings }: Composing,
): { id: string | null; said: boolean; tags: string[] } {
  const scope = setup.actor.scopes.get('opportunity')
  // Who sees only what he or his team looks after would not find it again.
  const mine = scope === 'own' || scope === 'team' ? setup.actor.id : null
  if (!named) return { id: mine, said: false, tags: [] }
  const found = settings.colleagues.get(named.toLowerCase()) ?? settings.colleagues.get(keyOf(named))
  return found ? { id: found, said: true, tags: [] } : { id: mine, said: false, tags: [named.slice(0, 60)] }
}
