import { describe, expect, test } from 'vitest'
import { dayOf, formatMoney, formatNumber, formatRelative } from './format.ts'
import { directionOf, languageOf } from './locales.ts'
import { missingTexts, registerTexts } from './texts.ts'
import { translate } from './translate.ts'

registerTexts({
  en: { sample: { boats: '{count, plural, one {# boat} other {# boats}}', hello: 'Hello {name}' } },
  de: { sample: { boats: '{count, plural, one {# Boot} other {# Boote}}', hello: 'Hallo {name}' } },
  ar: {
    sample: {
      boats:
        '{count, plural, zero {لا قوارب} one {قارب واحد} two {قاربان} few {# قوارب} many {# قاربًا} other {# قارب}}',
      hello: 'مرحبًا {name}',
    },
  },
})

describe('texts', () => {
  test('a missing and a surplus key are both reported', () => {
    const found = missingTexts({ en: { a: 'A' }, de: { b: 'B' }, ar: { a: 'ا' } })
    expect(found).toEqual(['de lacks “a”.', 'de has “b”, which en lacks.'])
  })

  test('Arabic has six plural forms', () => {
    const forms = [0, 1, 2, 3, 11, 100].map(count => translate('ar', 'sample.boats', { count }))
    expect(forms).toEqual(['لا قوارب', 'قارب واحد', 'قاربان', '3 قوارب', '11 قاربًا', '100 قارب'])
    expect(new Set(forms).size).toBe(6)
  })

  test('German and English have two plural forms', () => {
    expect([0, 1, 2].map(count => translate('de-AT', 'sample.boats', { count }))).toEqual([
      '0 Boote',
      '1 Boot',
      '2 Boote',
    ])
    expect([0, 1, 2].map(count => translate('en-GB', 'sample.boats', { count }))).toEqual([
      '0 boats',
      '1 boat',
      '2 boats',
    ])
  })

  test('an unknown key comes back as itself and an unknown language reads English', () => {
    expect(translate('en', 'sample.nothing')).toBe('sample.nothing')
    expect(translate('sv', 'sample.hello', { name: 'Åsa' })).toBe('Hello Åsa')
  })

  test('markup in a parameter stays text', () => {
    expect(translate('en', 'sample.hello', { name: '<b>x</b> {y}' })).toBe('Hello <b>x</b> {y}')
  })

  test('a key cannot be registered by two modules', () => {
    const again = { sample: { hello: 'x' } }
    expect(() => registerTexts({ en: again, de: again, ar: again })).toThrow('registered twice')
  })
})

describe('locales', () => {
  test('Arabic is written from right to left, the others from left to right', () => {
    expect([directionOf('ar-EG'), directionOf('de'), directionOf('en-GB')]).toEqual(['rtl', 'ltr', 'ltr'])
  })

  test('a locale that is nonsense reads as English and formats without an error', () => {
    expect(languageOf('??')).toBe('en')
    expect(formatNumber(1234.5, { locale: '??', timeZone: 'UTC' })).toBe('1,234.5')
  })
})

describe('formats', () => {
  const berlin = { locale: 'de-DE', timeZone: 'Europe/Berlin' }

  test('money follows the currency: no cents where there are none, three digits for the dinar', () => {
    expect(formatMoney(123456, 'EUR', berlin)).toBe('1.234,56\u00a0€')
    expect(formatMoney(120000, 'EUR', berlin)).toBe('1.200\u00a0€')
    expect(formatMoney(1200, 'JPY', { locale: 'en', timeZone: 'UTC' })).toBe('¥1,200')
    expect(formatMoney(1500, 'KWD', { locale: 'en', timeZone: 'UTC' })).toContain('1.500')
  })

  test('a day is the day of the person’s time zone', () => {
    expect(dayOf('2026-11-21T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-22')
    expect(dayOf('2026-11-21T23:30:00Z', 'America/New_York')).toBe('2026-11-21')
  })

  test('relative times use the largest unit that fits', () => {
    const now = new Date('2026-11-22T12:00:00Z')
    const english = { locale: 'en', timeZone: 'UTC' }
    expect(formatRelative('2026-11-22T11:59:40Z', english, now)).toBe('now')
    expect(formatRelative('2026-11-22T10:00:00Z', english, now)).toBe('2 hours ago')
    expect(formatRelative('2026-11-21T12:00:00Z', english, now)).toBe('yesterday')
    expect(formatRelative('2026-11-24T11:00:00Z', english, now)).toBe('in 2 days')
    expect(formatRelative('2026-11-24T00:30:00Z', { ...english, timeZone: 'America/New_York' }, now)).toBe(
      'tomorrow',
    )
    expect(formatRelative('2026-12-22T12:00:00Z', berlin, now)).toBe('in 4 Wochen')
  })
})
