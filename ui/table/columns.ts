import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'

/** One shown column; the order of the list is the order on screen. A view keeps this. */
export type ColumnState = { key: string; width?: number }

/** A column ready to be drawn. */
export type Column = { field: Field; width: number; align: 'start' | 'end' }

const standardWidth: Partial<Record<Field['kind'], number>> = {
  text: 180,
  longtext: 260,
  email: 210,
  phone: 150,
  url: 190,
  integer: 96,
  decimal: 100,
  money: 116,
  boolean: 84,
  date: 116,
  datetime: 126,
  choice: 116,
  tags: 170,
  reference: 164,
  score: 136,
}

export const narrowest = 64

/** The columns that an entity shows when no view says otherwise. */
export function standardColumns(entity: EntityDescriptor): readonly ColumnState[] {
  return entity.defaultColumns.map(key => ({ key }))
}

/**
 * The columns to draw: the title first (it stays while the rest scrolls), then the others in their order. Fields the
 * person may not see or that are gone are left out.
 */
export function columnsToDraw(entity: EntityDescriptor, state: readonly ColumnState[]): readonly Column[] {
  const shown = state.flatMap(({ key, width }) => {
    const field = entity.fields.find(candidate => candidate.key === key)
    return field ? [columnOf(field, width ?? (key === entity.title ? 240 : undefined))] : []
  })
  const title = shown.find(column => column.field.key === entity.title) ?? titleColumn(entity)
  return [...(title ? [title] : []), ...shown.filter(column => column !== title)]
}

function titleColumn(entity: EntityDescriptor): Column | undefined {
  const field = entity.fields.find(candidate => candidate.key === entity.title)
  return field && columnOf(field, 240)
}

function columnOf(field: Field, width: number | undefined): Column {
  const align =
    field.kind === 'money' || field.kind === 'integer' || field.kind === 'decimal' ? 'end' : 'start'
  return { field, align, width: width ?? field.width ?? standardWidth[field.kind] ?? 150 }
}

/** Gives a column another width, in px. */
export function resized(state: readonly ColumnState[], key: string, width: number): readonly ColumnState[] {
  return state.map(column =>
    column.key === key ? { key, width: Math.max(narrowest, Math.round(width)) } : column,
  )
}

/** Shows a hidden column at the end, or hides a shown one. */
export function toggled(state: readonly ColumnState[], key: string): readonly ColumnState[] {
  return state.some(column => column.key === key)
    ? state.filter(column => column.key !== key)
    : [...state, { key }]
}

/** Moves a column before the one that stands at `target` now. */
export function moved(state: readonly ColumnState[], key: string, target: string): readonly ColumnState[] {
  const from = state.findIndex(column => column.key === key)
  const to = state.findIndex(column => column.key === target)
  const column = state[from]
  if (!column || to < 0 || from === to) return state
  const rest = state.filter(other => other !== column)
  return [...rest.slice(0, to), column, ...rest.slice(to)]
}

/** Space for the checkbox before the title column, px. */
export const checkWidth = 50
