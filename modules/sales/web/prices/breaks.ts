import type { Formats } from '../../../../platform/i18n/react.ts'
import { moneyOf } from '../../../../ui/field/parse.ts'
import { typedAmount } from '../../../../ui/form/FieldEditor.tsx'
import type { PriceBreak } from '../../contract.ts'
import { readQuantity, typedQuantity } from '../rates.ts'

type Reading = { currency: string; format: Formats }

/** The highest price that the contract takes, in minor units. */
const most = 100_000_000_000

/** An amount as it is typed, in minor units; null where it is none that a price can be. */
export function readPrice(text: string, { currency, format }: Reading): number | null {
  const read = moneyOf(text, format.locale, currency)
  const value = 'value' in read ? Number(read.value) : Number.NaN
  return value >= 0 && value <= most ? value : null
}

/** What one costs, and from which quantities on it costs something else: `10: 9.50; 100: 8`. */
export function volumesOf(breaks: readonly PriceBreak[], { currency, format }: Reading): string {
  return volumes(breaks)
    .map(({ from, amount }) => `${typedQuantity(from, format)}: ${typedAmount(amount, currency, format)}`)
    .join('; ')
}

/** The price of one: that of the smallest quantity. */
export const firstOf = (breaks: readonly PriceBreak[]): PriceBreak | undefined => sorted(breaks)[0]

/** The prices from larger quantities on. */
const volumes = (breaks: readonly PriceBreak[]): PriceBreak[] => sorted(breaks).slice(1)

/** The breaks with another price of one; null takes the product out of the list. */
export function withFirst(breaks: readonly PriceBreak[], amount: number | null): PriceBreak[] {
  if (amount === null) return []
  return [{ from: firstOf(breaks)?.from ?? '1', amount }, ...volumes(breaks)]
}

/** The breaks with other prices for larger quantities, as they are typed; null where that means nothing. */
export function withVolumes(
  breaks: readonly PriceBreak[],
  text: string,
  reading: Reading,
): PriceBreak[] | null {
  const first = firstOf(breaks)
  if (text === '') return first ? [first] : []
  if (!first) return null
  const read = text.split(/[;\n؛]/).map(part => readBreak(part, reading))
  const found = read.filter(part => part !== null)
  const distinct = new Set([first, ...found].map(({ from }) => Number(from))).size
  const rising = found.every(({ from }) => Number(from) > Number(first.from))
  if (found.length !== read.length || distinct !== found.length + 1 || !rising || found.length > 19)
    return null
  return sorted([first, ...found])
}

function readBreak(part: string, reading: Reading): PriceBreak | null {
  const [quantity = '', price = '', ...more] = part.split(/[:=]/)
  const from = readQuantity(quantity.trim(), reading.format.locale)
  const amount = price.trim() === '' ? null : readPrice(price.trim(), reading)
  return from === null || amount === null || more.length > 0 ? null : { from, amount }
}

function sorted(breaks: readonly PriceBreak[]): PriceBreak[] {
  return breaks.toSorted((a, b) => Number(a.from) - Number(b.from))
}

/** What the price is for a quantity; undefined where the list has none for so few. */
export function priceFor(breaks: readonly PriceBreak[], quantity: string): number | undefined {
  return sorted(breaks).findLast(({ from }) => Number(from) <= Number(quantity))?.amount
}
