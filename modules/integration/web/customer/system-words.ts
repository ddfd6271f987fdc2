import type { Formats, Translate } from '../../../../platform/i18n/react.ts'
import type { Standing, TileState } from '../../../../ui/theme/Tile.tsx'
import type { SystemThere, ValueState } from '../../contract/records.ts'

type Words = { t: Translate; format: Formats }

const tiles: Record<ValueState, TileState> = {
  live: 'live',
  fresh: 'mirror',
  stale: 'old',
  unavailable: 'silent',
}

type Placed = { state: ValueState; asOf: string; system: SystemThere }

/** The story of the tile beside a value of another system. */
export function standingOf({ state, asOf, system }: Placed, { t, format }: Words): Standing {
  const isOff = state === 'unavailable' && system.standing.state === 'off'
  const says = t(`integration.records.state.${isOff ? 'off' : state}`, {
    system: system.name,
    age: format.relative(asOf),
    time: momentOf(asOf, { format }),
  })
  const told = state === 'live' || state === 'fresh'
  return { state: tiles[state], says, ...(told ? { source: system.name, at: asOf } : {}) }
}

/** When something was: the time today, else the day as well. */
export function momentOf(iso: string, { format }: Pick<Words, 'format'>): string {
  const isToday = format.date(iso) === format.date(new Date())
  return isToday ? format.time(iso) : format.dateTime(iso)
}

/** What is to be said of the system as a whole; null where it is well. */
export function saysOf({ name, standing }: SystemThere, { t, format }: Words): string | null {
  const { state, since, drill } = standing
  const params = { system: name, time: since ? momentOf(since, { format }) : '' }
  if (drill) return t('integration.records.says.drill', params)
  if (state === 'well') return null
  if (state === 'silent' && since === null) return t('integration.records.says.silentNow', params)
  return t(`integration.records.says.${state}`, params)
}

/** Beside the name of the system: its trouble in a word, else how old the oldest of what is shown is. */
export function asideOf(system: SystemThere, { t, format }: Words): string | null {
  const { state, drill } = system.standing
  if (drill) return t('integration.records.drill')
  if (state === 'off') return t('integration.records.off')
  if (state === 'silent') return t('integration.records.notAnswering')
  const oldest = oldestOf(system)
  return oldest === null ? null : t('integration.records.asOf', { age: format.relative(oldest) })
}

function oldestOf({ records, documents }: SystemThere): string | null {
  const times = [
    ...records.flatMap(({ asOf }) => asOf ?? []),
    ...documents.flatMap(({ items }) => items.map(({ asOf }) => asOf)),
  ]
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}

/** An amount in its currency; as it stands there where it is no number or no currency. */
export function amountOf(
  amount: string | null,
  currency: string | null,
  { format }: Pick<Words, 'format'>,
): string {
  if (amount === null) return ''
  const value = Number(amount)
  if (!Number.isFinite(value)) return [amount, currency].filter(Boolean).join(' ')
  if (currency !== null && /^[A-Za-z]{3}$/.test(currency))
    return format.number(value, { style: 'currency', currency: currency.toUpperCase() })
  const plain = format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return [plain, currency].filter(Boolean).join(' ')
}

/** A date there by the reader’s calendar; as it stands there where it is none. */
export function dateOf(date: string | null, { format }: Pick<Words, 'format'>): string {
  if (date === null) return ''
  return /^\d{4}-\d\d-\d\d/.test(date) && !Number.isNaN(Date.parse(date))
    ? format.date(date.slice(0, 10))
    : date
}
