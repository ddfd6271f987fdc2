import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNumber } from '../../../platform/i18n/index.ts'
import { readPercent, readQuantity, typedPercent, typedQuantity } from './rates.ts'

const formatOf = (locale: string) => ({
  number: (value: number, options?: Intl.NumberFormatOptions) =>
    formatNumber(value, { locale, timeZone: 'UTC' }, options),
})
const locales = fc.constantFrom('en-GB', 'de-DE', 'de-CH', 'ar-EG', 'ar-EG-u-nu-arab')

test('a per cent that is shown to be typed is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), locales, (hundredths, locale) => {
      expect(readPercent(typedPercent(hundredths, formatOf(locale)), locale)).toBe(hundredths)
    }),
  )
})

test('a quantity that is shown to be typed is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), locales, (parts, locale) => {
      const kept = String(parts / 10_000)
      fc.pre(!kept.includes('e'))
      expect(readQuantity(typedQuantity(kept, formatOf(locale)), locale)).toBe(kept)
    }),
  )
})

test('nothing, less than nothing, too much and words are no quantity and no per cent', () => {
  for (const text of ['', '0', '-1', '0.00001', 'two', '1000000000', '1 2 x'])
    expect(readQuantity(text, 'en-GB'), text).toBeNull()
  for (const text of ['', '-1', '100.01', 'half']) expect(readPercent(text, 'en-GB'), text).toBeNull()
  expect(readPercent('12.5 %', 'en-GB')).toBe(1250)
  expect(readPercent('12,5', 'de-DE')).toBe(1250)
})
