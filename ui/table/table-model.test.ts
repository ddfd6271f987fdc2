import { expect, test } from 'vitest'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { columnsToDraw, moved, resized, toggled } from './columns.ts'
import { everythingSelected, isSelected, nothingSelected, selectedCount, withSelected } from './selection.ts'
import { nextSort, sortParam } from './sorting.ts'

const entity = {
  name: 'thing',
  title: 'name',
  fields: [
    { key: 'port', kind: 'text' },
    { key: 'name', kind: 'text' },
    { key: 'fee', kind: 'money' },
  ],
} as unknown as EntityDescriptor

test('the title column stands first wherever the view has it, and gone fields are left out', () => {
  const drawn = columnsToDraw(entity, [{ key: 'fee' }, { key: 'gone' }, { key: 'name' }])
  expect(drawn.map(column => column.field.key)).toEqual(['name', 'fee'])
  expect(columnsToDraw(entity, [{ key: 'port' }]).map(column => column.field.key)).toEqual(['name', 'port'])
})

test('numbers are aligned at the end of their column', () => {
  expect(columnsToDraw(entity, [{ key: 'fee' }]).at(-1)?.align).toBe('end')
})

test('a column is moved, made wider, hidden and shown again', () => {
  const state = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]
  expect(moved(state, 'c', 'a').map(column => column.key)).toEqual(['c', 'a', 'b'])
  expect(moved(state, 'a', 'c').map(column => column.key)).toEqual(['b', 'c', 'a'])
  expect(resized(state, 'b', 10)[1]).toEqual({ key: 'b', width: 64 })
  expect(toggled(toggled(state, 'b'), 'b').map(column => column.key)).toEqual(['a', 'c', 'b'])
})

test('a click sorts up, then down, then not; Shift keeps the other fields', () => {
  const up = nextSort([], 'a', false)
  const down = nextSort(up, 'a', false)
  expect([up, down, nextSort(down, 'a', false)]).toEqual([
    [{ field: 'a', direction: 'asc' }],
    [{ field: 'a', direction: 'desc' }],
    [],
  ])
  expect(sortParam(nextSort(down, 'b', true))).toBe('-a,b')
  expect(sortParam(nextSort(nextSort(up, 'b', true), 'a', true))).toBe('-a,b')
  expect(sortParam(nextSort(down, 'b', false))).toBe('b')
})

test('all that match are selected except those that were taken out', () => {
  const most = withSelected(everythingSelected, ['x'], false)
  expect([isSelected(most, 'x'), isSelected(most, 'y')]).toEqual([false, true])
  expect(selectedCount(most, 1_204_118)).toBe(1_204_117)
  expect(selectedCount(withSelected(most, ['x'], true), 10)).toBe(10)
})

test('single records are selected and deselected', () => {
  const two = withSelected(nothingSelected, ['a', 'b'], true)
  expect(selectedCount(two, 100)).toBe(2)
  expect(isSelected(withSelected(two, ['a'], false), 'a')).toBe(false)
})
