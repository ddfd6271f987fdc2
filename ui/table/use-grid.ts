import type { ClipboardEvent, FocusEvent, KeyboardEvent } from 'react'
import { useId, useRef, useState } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { readCells } from '../field/parse.ts'
import { notify } from '../shell/toasts.ts'
import { fillCells } from './fill-cells.ts'
import type { Column } from './columns.ts'
import type { TableParts } from './RecordTable.tsx'
import type { Selection } from './selection.ts'
import { everythingSelected, isSelected, nothingSelected, withSelected } from './selection.ts'
import type { Drafts } from './use-drafts.ts'

export type CellPlace = { row: number; column: number }

type GridInput = TableParts & {
  columns: readonly Column[]
  drafts: Drafts
  selection: Selection
  reveal: (row: number, column: number) => void
  /** Rows that Page Down moves by; asked when the key is pressed, since measuring while drawing lays the page out twice. */
  pageRows: () => number
}

export type Grid = ReturnType<typeof useGrid>

/** Which cell is active, which is being edited, and what the keys do. */
export function useGrid(input: GridInput) {
  const { list, columns, drafts, selection, onSelection, reveal } = input
  const id = useId()
  const t = useT()
  const format = useFormat()
  const [active, setActive] = useState<CellPlace | null>(null)
  const [editing, setEditing] = useState<(CellPlace & { typed?: string }) | null>(null)
  const anchor = useRef<number | null>(null)

  const go = (row: number, column: number) => {
    const place = { row: clamp(row, list.count), column: clamp(column, columns.length) }
    setActive(place)
    reveal(place.row, place.column)
    return place
  }
  const mayEdit = (column: number) => {
    const field = columns[column]?.field
    return drafts.editable && field !== undefined && !field.readOnly
  }
  const edit = (place: CellPlace, typed?: string) => {
    if (!mayEdit(place.column) || !list.at(place.row)) return
    setActive(place)
    setEditing(typed === undefined ? place : { ...place, typed })
  }
  const endEdit = (grid: HTMLElement | null, move?: CellPlace) => {
    setEditing(null)
    grid?.focus({ preventScroll: true })
    if (move) go(move.row, move.column)
  }
  const select = (row: number, selected: boolean, range: boolean) => {
    const start = range && anchor.current !== null ? anchor.current : row
    const ids = []
    for (let at = Math.min(start, row); at <= Math.max(start, row); at += 1) {
      const record = list.at(at)
      if (record) ids.push(record.id)
    }
    anchor.current = row
    onSelection?.(withSelected(selection, ids, selected))
  }
  const open = (row: number) => {
    const record = list.at(row)
    if (record) input.onOpen?.(record, row)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    const at = active ?? { row: 0, column: 0 }
    const move = moveOf(event, at, {
      rows: list.count,
      columns: columns.length,
      page: input.pageRows(),
      rtl: format.direction === 'rtl',
    })
    if (move) {
      const place = go(move.row, move.column)
      if (event.shiftKey && place.row !== at.row && onSelection) {
        anchor.current ??= at.row
        const record = list.at(place.row)
        const first = list.at(at.row)
        onSelection(withSelected(selection, [record?.id ?? '', first?.id ?? ''].filter(Boolean), true))
      }
    } else if (event.key === 'Enter') {
      if (at.column === 0 || !mayEdit(at.column)) open(at.row)
      else edit(at)
    } else if (event.key === 'F2') edit(at)
    else if (event.key === ' ' && onSelection) {
      const record = list.at(at.row)
      if (record) select(at.row, !isSelected(selection, record.id), event.shiftKey)
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && onSelection)
      onSelection(everythingSelected)
    else if (event.key === 'Escape' && (selection.mode === 'all' || selection.ids.size > 0))
      onSelection?.(nothingSelected)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!active || editing || event.target !== event.currentTarget) return
    event.preventDefault()
    const cells = readCells(event.clipboardData.getData('text/plain'))
    void fillCells({ cells, from: active, grid: { ...input, locale: format.locale, t } }).then(
      ({ filled, refused }) => {
        if (refused > 0) notify({ message: t('ui.table.pasteRefused', { count: refused }), tone: 'red' })
        else if (filled > 1) notify({ message: t('ui.table.pasted', { count: filled }) })
      },
    )
  }
  const onFocus = (event: FocusEvent) => {
    if (event.target === event.currentTarget && !active && list.count > 0) setActive({ row: 0, column: 0 })
  }
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setActive(null)
  }
  const cellId = ({ row, column }: CellPlace) => `${id}-${row}-${column}`
  return {
    active,
    editing,
    setActive,
    edit,
    endEdit,
    mayEdit,
    select,
    open,
    onKeyDown,
    onPaste,
    onFocus,
    onBlur,
    cellId,
  }
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1))
}

type Extent = { rows: number; columns: number; page: number; rtl: boolean }

/** Where a key leads from a cell, or null for keys that do not move. */
function moveOf(
  event: KeyboardEvent,
  { row, column }: CellPlace,
  { rows, columns, page, rtl }: Extent,
): CellPlace | null {
  const ahead = rtl ? -1 : 1
  const wide = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowRight':
      return { row, column: column + ahead }
    case 'ArrowLeft':
      return { row, column: column - ahead }
    case 'PageDown':
      return { row: row + page, column }
    case 'PageUp':
      return { row: row - page, column }
    case 'Home':
      return wide ? { row: 0, column: 0 } : { row, column: 0 }
    case 'End':
      return wide ? { row: rows - 1, column: columns - 1 } : { row, column: columns - 1 }
    default:
      return null
  }
}
