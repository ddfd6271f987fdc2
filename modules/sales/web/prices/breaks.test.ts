import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNumber } from '../../../../platform/i18n/index.ts'
import type { Formats } from '../../../../platform/i18n/react.ts'
import { priceFor, volumesOf, withFirst, withVolumes } from './breaks.ts'

const readingOf = (locale: string, currency = 'EUR') => ({
  currency,
  format: {
    locale,
    number: (value: number, options?: Intl.NumberFormatOptions) =>
      formatNumber(value, { locale, timeZone: 'UTC' }, options),
  } as unknown as Formats,
})
const english = readingOf('en-GB')
const one = [{ from: '1', amount: 1000 }]

describe('Prices by quantity', () => {
  test('are read as they are shown', () => {
    const breaks = fc.uniqueArray(
      fc.record({
        from: fc.integer({ min: 2, max: 1_000_000 }).map(String),
        amount: fc.integer({ min: 0, max: 100_000_000 }),
      }),
      { selector: ({ from }) => from, maxLength: 19 },
    )
    fc.assert(
      fc.property(
        breaks,
        fc.constantFrom('en-GB', 'de-DE', 'ar-EG'),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (more, locale, currency) => {
          const all = [...one, ...more].toSorted((a, b) => Number(a.from) - Number(b.from))
          const reading = readingOf(locale, currency)
          expect(withVolumes(one, volumesOf(all, reading), reading)).toEqual(all)
        },
      ),
    )
  })

  test('that mean nothing change nothing', () => {
    for (const text of ['10', '10: ', 'ten: 9', '10: 9; 10: 8', '0.5: 12', '10: -9', '10: 9: 8'])
      expect(withVolumes(one, text, english), text).toBeNull()
    expect(withVolumes([], '10: 9', english)).toBeNull()
  })

  test('stay when the price of one changes, and go with it', () => {
    const all = withVolumes(one, '10: 9.50', english) ?? []
    expect(withFirst(all, 1100)).toEqual([
      { from: '1', amount: 1100 },
      { from: '10', amount: 950 },
    ])
    expect(withFirst(all, null)).toEqual([])
  })

  test('hold from their quantity on', () => {
    const all = withVolumes(one, '10: 9.50', english) ?? []
    expect(['0.5', '1', '9.9999', '10', '500'].map(quantity => priceFor(all, quantity))).toEqual([
      undefined,
      1000,
      1000,
      950,
      950,
    ])
  })
})
