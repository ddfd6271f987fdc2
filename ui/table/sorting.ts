import type { Sort } from '../../platform/entities/descriptor.ts'

/** The sort after a click on a column: up, down, off; with `add` (Shift) the other fields stay. */
export function nextSort(sort: readonly Sort[], field: string, add: boolean): readonly Sort[] {
  const known = sort.find(part => part.field === field)
  const others = add ? sort.filter(part => part.field !== field) : []
  if (!known) return [...others, { field, direction: 'asc' }]
  if (known.direction === 'desc') return others
  const turned: Sort = { field, direction: 'desc' }
  return add ? sort.map(part => (part.field === field ? turned : part)) : [turned]
}

/** The sort as the API takes it: `name,-createdAt`. */
export function sortParam(sort: readonly Sort[]): string {
  return sort.map(({ field, direction }) => (direction === 'desc' ? `-${field}` : field)).join(',')
}
