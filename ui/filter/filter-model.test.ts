import { expect, test } from 'vitest'
import type { EntityDescriptor, Filter } from '../../platform/entities/descriptor.ts'
import {
  checkFilter,
  filterOf,
  groupOf,
  isComplete,
  withAlternative,
  withCondition,
  withOperator,
  withPart,
} from './filter-model.ts'
import { dayRangeOf, rangeFrom } from './relative-ranges.ts'

const name: Filter = { field: 'name', op: 'contains', value: 'a' }
const level: Filter = { field: 'level', op: 'in', value: ['gold'] }
const seen: Filter = { field: 'seen', op: 'within', value: 'today' }
const entity = {
  name: 'thing',
  fields: [
    { key: 'name', kind: 'text' },
    { key: 'level', kind: 'choice' },
    { key: 'seen', kind: 'date' },
  ],
} as unknown as EntityDescriptor

test('a filter survives being shown and read back', () => {
  for (const filter of [
    name,
    { and: [name, level] },
    { or: [name, { and: [level, seen] }] },
    { and: [name, { not: level }] },
  ] as Filter[]) {
    expect(filterOf(groupOf(filter))).toEqual(filter)
  }
})

test('the last condition taken away leaves no filter', () => {
  expect(filterOf(withPart(groupOf(name), 0, null))).toBeUndefined()
})

test('an alternative to one of two conditions makes a group of its own', () => {
  expect(filterOf(withAlternative(groupOf({ and: [name, level] }), 1, seen))).toEqual({
    and: [name, { or: [level, seen] }],
  })
})

test('a further alternative joins the group that is there', () => {
  const group = groupOf({ and: [name, { or: [level, seen] }] })
  expect(filterOf(withAlternative(group, 1, name))).toEqual({ and: [name, { or: [level, seen, name] }] })
})

test('a new condition is added with “and”', () => {
  expect(filterOf(withCondition(groupOf(name), level))).toEqual({ and: [name, level] })
})

test('a changed operator keeps the value where it still fits', () => {
  expect(withOperator({ field: 'level', op: 'eq', value: 'gold' }, 'in')).toEqual(level)
  expect(withOperator({ field: 'level', op: 'in', value: ['gold'] }, 'ne')).toEqual({
    field: 'level',
    op: 'ne',
    value: 'gold',
  })
  expect(withOperator({ field: 'n', op: 'gt', value: 3 }, 'lt')).toEqual({ field: 'n', op: 'lt', value: 3 })
  expect(withOperator({ field: 'n', op: 'gt', value: 3 }, 'empty')).toEqual({ field: 'n', op: 'empty' })
})

test('an unfinished condition is not sent', () => {
  expect(isComplete({ field: 'n', op: 'eq' })).toBe(false)
  expect(isComplete({ field: 'n', op: 'between', value: [1, ''] })).toBe(false)
  expect(isComplete({ field: 'n', op: 'empty' })).toBe(true)
  expect(isComplete({ field: 'n', op: 'eq', value: 0 })).toBe(true)
})

test('an address cannot bring in fields or operators that the entity does not have', () => {
  expect(checkFilter({ and: [name, level] }, entity)).toEqual({ and: [name, level] })
  expect(checkFilter({ field: 'secret', op: 'eq', value: 1 }, entity)).toBeUndefined()
  expect(checkFilter({ field: 'name', op: 'within', value: 'today' }, entity)).toBeUndefined()
  expect(checkFilter('and', entity)).toBeUndefined()
})

test('counted ranges are read and written', () => {
  for (const range of ['last-30-days', 'next-7-days', 'older-than-60-days']) {
    const counted = dayRangeOf(range)
    expect(counted && rangeFrom(counted)).toBe(range)
  }
  expect(dayRangeOf('this-month')).toBeNull()
})
