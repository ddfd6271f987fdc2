import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCard } from './card.ts'
import type { Recognised } from '../../contract.ts'
import { readLine } from './line.ts'

describe('a line of text', () => {
  test.each<[string, Recognised]>([
    ['anna@firm.example', { email: 'anna@firm.example' }],
    ['Anna Berg <Anna@Firm.example>', { name: 'Anna Berg', email: 'anna@firm.example' }],
    [
      'Anna Berg, CEO, Nordlicht GmbH, www.nordlicht.de, +49 30 1234567, D-10115 Berlin, Germany',
      {
        name: 'Anna Berg',
        jobTitle: 'CEO',
        company: 'Nordlicht GmbH',
        website: 'www.nordlicht.de',
        phone: '+49301234567',
        city: 'Berlin',
        country: 'Germany',
        note: '10115',
      },
    ],
    [
      'Peter Holm at Holm Marine, 030 1234567',
      { name: 'Peter Holm', company: 'Holm Marine', phone: '+49301234567' },
    ],
    ['met at the fair 2026, 12.000 pieces a year', { note: 'met at the fair 2026, 12.000 pieces a year' }],
    ['محمد علي، شركة النور، مصر', { name: 'محمد علي', company: 'شركة النور', country: 'مصر' }],
  ])('“%s” is recognised', (line, expected) => {
    expect(readLine(line, 'DE')).toEqual(expected)
  })

  test('loses no letter and no digit of what was typed, whatever it is', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Anna Berg',
        'Berg GmbH',
        'a.b@c.example',
        '+49 30 1234567',
        'www.c.de',
        'in Paris',
        'Norway',
        'CEO',
        '@',
        '-',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    )
    const separator = fc.constantFrom(', ', '; ', ' ', '\n', ' - ', ' at ', ' in ')
    const line = fc.array(fc.tuple(word, separator), { maxLength: 8 }).map(parts => parts.flat().join(''))
    const marks = (text: string) =>
      [
        ...text
          .normalize('NFC')
          .toLowerCase()
          .matchAll(/[\p{L}\p{N}]/gu),
      ].join('')
    fc.assert(
      fc.property(line, typed => {
        const found = Object.values(readLine(typed, 'DE')).join(' ')
        const kept = new Map<string, number>()
        for (const mark of marks(found)) kept.set(mark, (kept.get(mark) ?? 0) + 1)
        // The words that join a name with its firm or place are said by the fields; numbers are written their own way.
        const bare = typed
          .toLowerCase()
          .replaceAll(
            /[\d٠-٩]|(?<=^|\s)(?:at|of|von|bei|from|in|aus|near|من|tel|phone|mobile?)(?=\s|$)/gu,
            ' ',
          )
        for (const mark of marks(bare)) {
          const left = kept.get(mark) ?? 0
          expect(left, `“${mark}” of ${JSON.stringify(typed)}`).toBeGreaterThan(0)
          kept.set(mark, left - 1)
        }
      }),
      { numRuns: 400 },
    )
  })
})

test('a card keeps in its note what has no field', async () => {
  const card =
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Mia Holm\r\nEMAIL:mia@holm.example\r\nEMAIL:m@home.example\r\nNOTE:tall\r\nEND:VCARD'
  const { note, ...rest } = await readCard(card)
  expect(rest).toEqual({ name: 'Mia Holm', email: 'mia@holm.example' })
  expect(note).toContain('m@home.example')
  expect(note).toContain('tall')
})
