import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessKind } from '../kinds.ts'
import { suggestMapping } from '../mapping.ts'
import { guessDateOrder, parseDate, parseDateTime } from './dates.ts'
import { guessDecimalMark, parseBoolean, parseDecimal, parseInteger, parseMoney } from './numbers.ts'
import { cleanText } from './text.ts'

const today = new Date('2026-11-22')
const date = (cell: string, order: 'dmy' | 'mdy' = 'dmy') => {
  const read = parseDate(cell, order, today)
  return typeof read === 'string' ? read : read.bad
}

describe('dates', () => {
  test.each([
    ['2023-02-28', '2023-02-28'],
    ['20230228', '2023-02-28'],
    ['2023/2/8', '2023-02-08'],
    ['28.02.2023', '2023-02-28'],
    ['28. Februar 2023', '2023-02-28'],
    ['Feb 28, 2023', '2023-02-28'],
    ['28 févr. 2023', '2023-02-28'],
    ['3. Mai 99', '1999-05-03'],
    ['1/2/36', '2036-02-01'],
    ['1/2/37', '1937-02-01'],
    ['١٣/٠٥/١٩٩٠', '1990-05-13'],
    ['29.02.2023', 'no-such-date'],
    ['2023-13-01', 'no-such-date'],
    ['31/04/2023', 'no-such-date'],
    ['soon', 'not-a-date'],
    ['12', 'not-a-date'],
    ['1.2.3', 'not-a-date'],
  ])('%s is read as %s', (cell, expected) => {
    expect(date(cell)).toBe(expected)
  })

  test('in one column are of one order, told by those above twelve', () => {
    expect(guessDateOrder(['1/2/2020', '13/2/2020'])).toBe('dmy')
    expect(guessDateOrder(['1/2/2020', '2/13/2020'])).toBe('mdy')
    expect(guessDateOrder(['1/2/2020', '3/4/2020'])).toBe('ambiguous')
    expect(guessDateOrder(['13/2/2020', '2/13/2020'])).toBe('mixed')
    expect(guessDateOrder(['2020-02-13', '5/5/2020'])).toBe('none')
    expect(date('2/13/2020', 'mdy')).toBe('2020-02-13')
  })

  test('with a clock are points in time, with their zone', () => {
    expect(parseDateTime('2023-02-28T23:30:00+02:00', 'dmy', today)).toBe('2023-02-28T21:30:00.000Z')
    expect(parseDateTime('02/28/2023 11:05 PM', 'mdy', today)).toBe('2023-02-28T23:05:00.000Z')
    expect(parseDateTime('28.2.2023 25:00', 'dmy', today)).toMatchObject({ bad: 'not-a-time' })
  })

  test('survive being written in any notation', () => {
    const day = fc.date({ min: new Date('1940-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, at => {
        const [y, m, d] = at.toISOString().slice(0, 10).split('-') as [string, string, string]
        for (const text of [
          `${y}-${m}-${d}`,
          `${d}.${m}.${y}`,
          `${Number(d)}/${Number(m)}/${y}`,
          `${y}${m}${d}`,
        ])
          expect(date(text)).toBe(`${y}-${m}-${d}`)
        expect(date(`${m}/${d}/${y}`, 'mdy')).toBe(`${y}-${m}-${d}`)
      }),
    )
  })
})

describe('numbers', () => {
  test('take either decimal mark, decided by the column', () => {
    expect(guessDecimalMark(['1.234', '1.234,50'])).toBe(',')
    expect(guessDecimalMark(['1,234', '12.5'])).toBe('.')
    expect(guessDecimalMark(['3,5'])).toBe(',')
    expect(parseDecimal('1.234.567,89', ',')).toBe(1_234_567.89)
    expect(parseDecimal("1'234.5", '.')).toBe(1234.5)
    expect(parseDecimal('(12.50)', '.')).toBe(-12.5)
    expect(parseDecimal('1.2.3', '.')).toMatchObject({ bad: 'not-a-number' })
    expect(parseInteger('13938.0', '.')).toBe(13_938)
    expect(parseInteger('12.5', '.')).toMatchObject({ bad: 'not-a-whole-number' })
    expect(parseInteger('99999999999', '.')).toMatchObject({ bad: 'number-too-large' })
    expect(parseMoney('$84,835.00', '.', 'USD')).toBe(8_483_500)
    expect(parseMoney('12,5 €', ',', 'EUR')).toBe(1250)
    expect(parseMoney('¥1,200', '.', 'JPY')).toBe(1200)
  })

  test('and yes and no come in words', () => {
    expect(['TRUE', 'ja', 'Oui', 'x', '1'].map(parseBoolean)).toEqual([true, true, true, true, true])
    expect(['False', 'nein', 'no', '0'].map(parseBoolean)).toEqual([false, false, false, false])
    expect(parseBoolean('maybe')).toMatchObject({ bad: 'not-yes-or-no' })
  })
})

describe('text', () => {
  test('loses only what cannot be stored or deceives', () => {
    expect(cleanText(' Zoe\u0308 ')).toEqual({ text: 'Zoë', cleaned: null })
    expect(cleanText('a\0b')).toEqual({ text: 'ab', cleaned: 'nul' })
    expect(cleanText('a\ud800b')).toEqual({ text: 'a\ufffdb', cleaned: 'broken-character' })
    expect(cleanText('a\u202eb')).toEqual({ text: 'ab', cleaned: 'direction-override' })
    expect(cleanText('👩‍👩‍👧 \u200f')).toEqual({ text: '👩‍👩‍👧 \u200f'.trim(), cleaned: null })
  })

  test('columns are told by what they hold', () => {
    expect(guessKind(['a@b.de', 'c@d.org'])).toBe('email')
    expect(guessKind(['+49 30 901820', '+43 1 4000'])).toBe('phone')
    expect(guessKind(['01067', '10115'])).toBe('text')
    expect(guessKind(['1', '22', '-3'])).toBe('integer')
    expect(guessKind(['1.5', '2'])).toBe('decimal')
    expect(guessKind(['yes', 'No'])).toBe('boolean')
    expect(guessKind(['2020-01-01', '1.2.2020'])).toBe('date')
  })

  test('fields are suggested by title, a small misspelling included, and each is given once', () => {
    const fields = [
      { key: 'givenName', kind: 'text' as const, aliases: ['first name', 'vorname'] },
      { key: 'email', kind: 'email' as const, aliases: ['e-mail'], repeatable: true },
    ]
    const columns = ['Vornamme', 'FirstName', 'E-Mail 2', 'Contact', 'Shoe size']
    const rows = [['Ada', 'Ada', 'a@example.com', 'b@example.com', '38']]
    expect(suggestMapping({ columns, rows }, fields).map(({ target }) => target)).toEqual([
      'custom.vornamme',
      'givenName',
      'email',
      'email',
      'custom.shoe_size',
    ])
    expect(suggestMapping({ columns: ['Vornamme'], rows }, fields)[0]?.target).toBe('givenName')
  })
})
