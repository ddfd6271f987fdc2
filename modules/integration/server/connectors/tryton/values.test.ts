import { expect, test } from 'vitest'
import { earlierStamp, momentOf, sentOf, stampOf, valueOf } from './values.ts'

const moment = {
  __class__: 'datetime',
  year: 2026,
  month: 1,
  day: 2,
  hour: 3,
  minute: 4,
  second: 5,
  microsecond: 60,
}

test.each([
  ['decimal', { __class__: 'Decimal', decimal: '10.500' }, '10.500'],
  ['decimal', 0.1, '0.1'],
  ['date', { __class__: 'date', year: 2024, month: 2, day: 29 }, '2024-02-29'],
  ['moment', moment, '2026-01-02T03:04:05.000060Z'],
  ['moment', { ...moment, microsecond: 0 }, '2026-01-02T03:04:05Z'],
  ['text', { __class__: 'time', hour: 8, minute: 30, second: 0, microsecond: 0 }, '08:30:00'],
  ['text', { __class__: 'timedelta', seconds: 90_061.5 }, '25:01:01.5'],
  ['text', { __class__: 'timedelta', seconds: -5400 }, '-2:30:00'],
  ['json', { size: 'L', colour: null }, '{"size":"L","colour":null}'],
  ['text', '', ''],
  ['integer', null, null],
  ['boolean', false, false],
] as const)('%s %j is kept as %j', (kind, sent, kept) => {
  expect(valueOf(kind, sent)).toBe(kept)
})

test.each([
  ['decimal', '10.500', { __class__: 'Decimal', decimal: '10.500' }],
  ['date', '2024-02-29', { __class__: 'date', year: 2024, month: 2, day: 29 }],
  ['moment', '2026-01-02T03:04:05.00006Z', moment],
  ['json', '{"size":"L"}', { size: 'L' }],
  ['integer', '12', 12],
  ['text', null, null],
] as const)('%s %j is sent as %j', (kind, kept, sent) => {
  expect(sentOf(kind, kept)).toEqual(sent)
})

test('stamps order as the times they say, to the microsecond', () => {
  const stamps = [1, 20, 300, 999_999].map(microsecond => stampOf({ ...moment, microsecond }))
  expect(stamps.toSorted()).toEqual(stamps)
  expect(stampOf({ ...moment, microsecond: 0 }) < (stamps[0] as string)).toBe(true)
  expect(momentOf(stamps[1] as string)).toEqual({ ...moment, microsecond: 20 })
  expect(stampOf(null)).toBe('')
})

test('an earlier stamp keeps its microseconds', () => {
  expect(earlierStamp('2026-01-02T03:04:05.123456Z', 60_000)).toBe('2026-01-02T03:03:05.123456Z')
})
