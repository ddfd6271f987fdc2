import { minorDigits } from '../../../platform/i18n/index.ts'
import { readNumber } from '../../../ui/field/parse.ts'
import type { Formats } from '../../../platform/i18n/react.ts'

/** Hundredths of a per cent in words: 1900 is 19 %. */
export const percentOf = (hundredths: number, format: Pick<Formats, 'number'>): string =>
  format.number(hundredths / 10_000, { style: 'percent', maximumFractionDigits: 2 })

/** Hundredths of a per cent as one types them, without the sign. */
export const typedPercent = (hundredths: number, format: Pick<Formats, 'number'>): string =>
  format.number(hundredths / 100, { maximumFractionDigits: 2, useGrouping: false })

/** What somebody typed, in hundredths of a per cent; null where it is no per cent between 0 and 100. */
export function readPercent(text: string, locale: string): number | null {
  const value = Math.round(readNumber(text.replace(/[%٪]/g, ''), locale) * 100)
  return value >= 0 && value <= 10_000 ? value : null
}

/** A quantity as people write it; it is kept as text with a point and at most four decimals. */
export const quantityOf = (text: string, format: Pick<Formats, 'number'>): string =>
  format.number(Number(text), { maximumFractionDigits: 4 })

/** The same as one types it, without grouping. */
export const typedQuantity = (text: string, format: Pick<Formats, 'number'>): string =>
  format.number(Number(text), { maximumFractionDigits: 4, useGrouping: false })

/** What somebody typed as a quantity, as the contract wants it; null where it is none. */
export function readQuantity(text: string, locale: string): string | null {
  const value = readNumber(text, locale)
  if (!(value > 0) || value >= 1e9) return null
  const fixed = value.toFixed(4).replace(/\.?0+$/, '')
  return Number(fixed) > 0 ? fixed : null
}

/** An amount with all digits of its currency, so that those of a column stand below one another: €40.00. */
export const exactMoney = (minor: number, currency: string, format: Pick<Formats, 'number'>): string =>
  format.number(minor / 10 ** minorDigits(currency), {
    style: 'currency',
    currencyDisplay: 'narrowSymbol',
    currency,
    minimumFractionDigits: minorDigits(currency),
    maximumFractionDigits: minorDigits(currency),
  })
