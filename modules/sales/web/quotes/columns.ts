import type { Formats, Translate } from '../../../../platform/i18n/react.ts'
import { moneyOf } from '../../../../ui/field/parse.ts'
import { typedAmount } from '../../../../ui/form/FieldEditor.tsx'
import type { SheetColumn } from '../../../../ui/sheet/sheet.ts'
import type { Discount } from '../../contract.ts'
import { readPrice } from '../prices/breaks.ts'
import {
  exactMoney,
  percentOf,
  quantityOf,
  readPercent,
  readQuantity,
  typedPercent,
  typedQuantity,
} from '../rates.ts'
import { unitBehind } from '../../contract/units.ts'
import { isWritten, type Line, withQuantity } from './draft.ts'

type Parts = { currency: string; format: Formats; t: Translate; netOf: ReadonlyMap<string, number> }

/** The columns of the lines of a quote. */
export function lineColumns({ currency, format, t, netOf }: Parts): SheetColumn<Line>[] {
  const reading = { currency, format }
  return [
    {
      key: 'name',
      head: t('sales.quoting.product'),
      wide: true,
      show: ({ name }) => name,
      // Typed by the picker of products; a block that is pasted brings its first column too.
      read: (text, line) => ({ row: text === '' ? line : { ...line, name: text.slice(0, 300) } }),
    },
    {
      key: 'quantity',
      head: t('sales.quoting.quantity'),
      align: 'end',
      inputMode: 'decimal',
      show: ({ quantity, unit }) =>
        [quantityOf(quantity, format), unitBehind(quantity, unit)].filter(Boolean).join(' '),
      typed: ({ quantity }) => typedQuantity(quantity, format),
      read: (text, line) => {
        const quantity = readQuantity(text, format.locale)
        return quantity ? { row: withQuantity(line, quantity) } : { problem: 'sales.quoting.notQuantity' }
      },
    },
    {
      key: 'price',
      head: t('sales.quoting.price'),
      align: 'end',
      inputMode: 'decimal',
      show: line => (isWritten(line) ? exactMoney(line.unitPrice, currency, format) : ''),
      typed: ({ unitPrice }) => typedAmount(unitPrice, currency, format),
      read: (text, line) => {
        const unitPrice = readPrice(text, reading)
        return unitPrice === null
          ? { problem: 'ui.form.notNumber' }
          : { row: { ...line, unitPrice, follows: false } }
      },
    },
    {
      key: 'discount',
      head: t('sales.quoting.discount'),
      align: 'end',
      show: ({ discount }) => discountOf(discount, reading),
      typed: ({ discount }) => typedDiscount(discount, reading),
      read: (text, line) => {
        const discount = readDiscount(text, reading)
        return discount === undefined
          ? { problem: 'sales.quoting.notDiscount' }
          : { row: { ...line, discount } }
      },
    },
    {
      key: 'tax',
      head: t('sales.quoting.tax'),
      align: 'end',
      show: line => (isWritten(line) ? percentOf(line.taxRate, format) : ''),
    },
    {
      key: 'sum',
      head: t('sales.quoting.sum'),
      align: 'end',
      show: ({ key }) => {
        const net = netOf.get(key)
        return net === undefined ? '' : exactMoney(net, currency, format)
      },
    },
  ]
}

type Reading = { currency: string; format: Formats }

/** A discount in words: a per cent, or an amount. */
export function discountOf(discount: Discount, { currency, format }: Reading): string {
  if (!discount) return ''
  return 'percent' in discount
    ? percentOf(discount.percent, format)
    : exactMoney(discount.amount, currency, format)
}

/** A discount as one types it: `10 %`, or `50 EUR`. */
export function typedDiscount(discount: Discount, { currency, format }: Reading): string {
  if (!discount) return ''
  return 'percent' in discount
    ? `${typedPercent(discount.percent, format)}%`
    : `${typedAmount(discount.amount, currency, format)} ${currency}`
}

/** What somebody typed as a discount: a bare number is a per cent, one with a currency an amount; undefined where it is neither. */
export function readDiscount(text: string, { currency, format }: Reading): Discount | undefined {
  if (text === '') return null
  if (/[\p{L}\p{Sc}]/u.test(text)) {
    const read = moneyOf(text, format.locale, currency)
    const amount = 'value' in read ? Number(read.value) : Number.NaN
    if (!(amount >= 0) || amount > 100_000_000_000) return undefined
    return amount === 0 ? null : { amount }
  }
  const percent = readPercent(text, format.locale)
  if (percent === null) return undefined
  return percent === 0 ? null : { percent }
}
