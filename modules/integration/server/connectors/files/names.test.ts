import { expect, test } from 'vitest'
import { Invalid } from '../../../../../platform/errors.ts'
import { isNamed, picked } from './names.ts'
import { planOf } from './settings.ts'

const found = (...names: string[]) => names.map(name => ({ name, size: 1, stamp: '' }))
const patterns = { full: 'orders_*.csv', delta: 'orders_*_delta.csv' }

test('the newest full file is the one with the highest number, and deltas not below it follow in their order', () => {
  const files = found(
    'orders_10_delta.csv',
    'orders_9.csv',
    'orders_8_delta.csv',
    'orders_11.5_delta.csv',
    'orders_9_delta.csv',
    'orders_10x_delta.csv',
    'orders_8.csv',
  )
  const { full, deltas } = picked(files, patterns)
  expect(full?.name).toBe('orders_9.csv')
  expect(deltas.map(({ name }) => name)).toEqual([
    'orders_9_delta.csv',
    'orders_10_delta.csv',
    'orders_10x_delta.csv',
    'orders_11.5_delta.csv',
  ])
})

test('signs in a pattern that mean something elsewhere mean themselves', () => {
  expect(isNamed('a+(1).csv', { full: 'a+(?).csv' })).toBe(true)
  expect(isNamed('aXcsv', { full: 'a.csv' })).toBe(false)
  expect(isNamed('a\nb.csv', { full: 'a*.csv' })).toBe(true)
  expect(isNamed('orders.csv.old', { full: 'orders.csv' })).toBe(false)
})

const object = { name: 'customers', full: 'c-*.csv', key: ['id'] }

test.each([
  ['no JSON', '{', /settings\.objects.*not JSON/],
  ['nothing', '[]', /settings\.objects/],
  ['an object without a key', [{ ...object, key: [] }], /objects\.0\.key/],
  ['a word that is misspelt', [{ ...object, detla: 'x' }], /detla/],
  ['a pattern that leads elsewhere', [{ ...object, full: '../*.csv' }], /objects\.0\.full.*without/],
  [
    'deltas after a file that always has one name',
    [{ ...object, full: 'c.csv', delta: 'd-*.csv' }],
    /needs a \*/,
  ],
  ['an encoding that does not exist', [{ ...object, encoding: 'utf-99' }], /no such encoding/],
  ['a fixed width without fields', [{ ...object, format: 'fixed' }], /objects\.0\.fields/],
  ['two objects of one name', [object, object], /two objects called “customers”/],
])('settings with %s are refused in words that say where', (_what, objects, message) => {
  const settings = { objects: typeof objects === 'string' ? objects : JSON.stringify(objects) }
  expect(() => planOf(settings)).toThrow(Invalid)
  expect(() => planOf(settings)).toThrow(message)
})

test('the folders for writing lie in the joined one, or nothing is written', () => {
  expect(() => planOf({ objects: JSON.stringify([object]), out: '../out' })).toThrow(/settings\.out/)
  expect(planOf({ objects: JSON.stringify([object]), out: '' }).writing).toBe(null)
})
