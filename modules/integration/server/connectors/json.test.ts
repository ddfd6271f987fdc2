import { expect, test } from 'vitest'
import { bodyOf, exactJson, remoteValue, sameValue } from './json.ts'

test.each([
  ['9007199254740993', '9007199254740993'],
  ['-12345678901234567890', '-12345678901234567890'],
  ['12345678901234567.89', '12345678901234567.89'],
  ['0.10', 0.1],
  ['1e300', 1e300],
  ['9007199254740991', 9007199254740991],
  ['1234567890.1234', 1234567890.1234],
])('a number is kept with every digit, as text where a double would round: %s', (text, expected) => {
  expect(exactJson(`{"a":[${text},"9007199254740993"]}`)).toEqual({ a: [expected, '9007199254740993'] })
})

test('what is an object or a list is kept as JSON, and what is missing as nothing', () => {
  expect(remoteValue({ b: [1] }, 'json')).toBe('{"b":[1]}')
  expect(remoteValue(undefined, 'text')).toBe(null)
  expect(remoteValue('12', 'integer')).toBe(12)
  expect(remoteValue('9007199254740993', 'integer')).toBe('9007199254740993')
  expect(remoteValue('012', 'text')).toBe('012')
})

test('values are sent with every digit, and JSON as JSON', () => {
  const fields = [
    { name: 'a', kind: 'decimal' as const, optional: true },
    { name: 'b', kind: 'json' as const, optional: true },
    { name: 'c', kind: 'text' as const, optional: true },
    { name: 'd', kind: 'integer' as const, optional: true },
  ]
  const set = { a: '12345678901234567.10', b: '{"x":1}', c: '12', d: '1} , "c": "no"' }
  expect(JSON.stringify(bodyOf({ fields }, set))).toBe(
    '{"a":12345678901234567.10,"b":{"x":1},"c":"12","d":"1} , \\"c\\": \\"no\\""}',
  )
})

test.each([
  ['decimal', '10.50', 10.5, true],
  ['decimal', '10.50', '10.5', true],
  ['decimal', '12345678901234567.1', '12345678901234567.2', false],
  ['text', '10.50', '10.5', false],
  ['json', '{"a":1,"b":2}', '{"b":2,"a":1}', true],
  ['moment', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
  ['text', null, '', false],
] as const)('as %s %j and %j say the same: %j', (kind, a, b, expected) => {
  expect(sameValue(kind, a, b)).toBe(expected)
})
