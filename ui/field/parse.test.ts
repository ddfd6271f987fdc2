import { expect, test } from 'vitest'
import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { currencyIn, parseText, readCells, readNumber } from './parse.ts'

const entity = { name: 'thing', fields: [] } as unknown as EntityDescriptor
const t = (key: string) => ({ 'ui.yes': 'Yes', 'ui.no': 'No' })[key] ?? key
const parse = (text: string, field: Partial<Field>, locale = 'en') =>
  parseText(text, { entity, field: { key: 'x', kind: 'text', ...field }, locale, t })

test('numbers are read as the person’s locale writes them', () => {
  expect(readNumber('1,234.5', 'en')).toBe(1234.5)
  expect(readNumber('1.234,5', 'de')).toBe(1234.5)
  expect(readNumber('1 234,5', 'fr')).toBe(1234.5)
  expect(readNumber('-.5', 'en')).toBe(-0.5)
  expect(readNumber('١٢٣', 'ar')).toBe(123)
  expect(readNumber('12abc', 'en')).toBeNaN()
})

test('money becomes minor units of its currency, with or without sign', () => {
  expect(parse('€ 1,234.56', { kind: 'money', currency: 'EUR' })).toEqual({ value: 123456 })
  expect(parse('1.234,56 EUR', { kind: 'money', currency: 'EUR' }, 'de')).toEqual({ value: 123456 })
  expect(parse('500', { kind: 'money', currency: 'JPY' })).toEqual({ value: 500 })
})

test('an amount in another currency than the field’s is refused, not taken as so many of its own', () => {
  expect(parse('500 usd', { kind: 'money', currency: 'EUR' })).toEqual({ problem: 'ui.form.otherCurrency' })
  expect(parse('500 usd', { kind: 'money', currency: 'USD' })).toEqual({ value: 50000 })
  expect(currencyIn('1.200 chf')).toBe('CHF')
  expect(currencyIn('12 xyz of it')).toBeUndefined()
})

test('an empty text empties the field and nonsense is refused with a reason', () => {
  expect(parse('  ', { kind: 'integer' })).toEqual({ value: null })
  expect(parse('1.5', { kind: 'integer' })).toEqual({ problem: 'ui.form.notNumber' })
  expect(parse('2026-02-30', { kind: 'date' })).toEqual({ problem: 'ui.form.notDate' })
  expect(parse('nobody', { kind: 'email' })).toEqual({ problem: 'ui.form.notEmail' })
  expect(parse('javascript:alert(1)', { kind: 'url' })).toEqual({ problem: 'ui.form.notUrl' })
})

test('choices are found by value or label, whatever the case', () => {
  const field = { kind: 'choice', choices: [{ value: 'gold', label: 'Or' }] } as const
  expect(parse('GOLD', field)).toEqual({ value: 'gold' })
  expect(parse('or', field)).toEqual({ value: 'gold' })
  expect(parse('tin', field)).toEqual({ problem: 'ui.form.pick' })
})

test('a block from a spreadsheet becomes rows and cells', () => {
  expect(readCells('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(readCells('one')).toEqual([['one']])
  expect(readCells('a\t\nb\t')).toEqual([
    ['a', ''],
    ['b', ''],
  ])
})

test('a quoted cell may hold breaks, tabs and doubled quotes', () => {
  expect(readCells('"a\nb"\t"say ""hi"""\nc\td')).toEqual([
    ['a\nb', 'say "hi"'],
    ['c', 'd'],
  ])
})
