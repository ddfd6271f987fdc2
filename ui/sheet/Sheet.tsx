import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import { useRef } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { readCells } from '../field/parse.ts'
import { notify } from '../shell/toasts.ts'
import { SheetCell } from './SheetCell.tsx'
import { pasted, type SheetColumn } from './sheet.ts'
import styles from './Sheet.module.css'

/** What a cell of its own drawing needs: its name for the ear, and where keys find it. */
export type CellProps = { label: string; 'data-at': string; onFocus?: () => void }

export type SheetProps<Row> = {
  label: string
  columns: readonly SheetColumn<Row>[]
  rows: readonly Row[]
  idOf: (row: Row) => string
  /** What a row is called for the ear, beside the title of the column. */
  nameOf: (row: Row, at: number) => string
  /** Hears the rows that were changed, by their place. Without it nothing can be typed. */
  onChange?: (changed: ReadonlyMap<number, Row>) => void
  /** A new row at the end, by Enter in the last one or by a paste that is longer. */
  blank?: () => Row
  /** Changes places with the one above (-1) or below (1). */
  onMove?: (at: number, step: -1 | 1) => void
  onRemove?: (at: number) => void
  /** Cells of their own drawing, by the key of the column. */
  cells?: Readonly<Record<string, (row: Row, at: number, props: CellProps) => ReactNode>>
  /** Below the rows: a line to add with, sums. */
  foot?: ReactNode
}

/**
 * A few hundred rows that are typed into as in a spreadsheet: arrows and Enter go from cell to cell, a block can be pasted, Alt with
 * an arrow moves a row. Each cell is a field of its own, so that a thumb and a screen reader can use it too; on a phone a row is a card.
 */
export function Sheet<Row>(props: SheetProps<Row>) {
  const { label, columns, rows, idOf, foot } = props
  const t = useT()
  const body = useRef<HTMLTableSectionElement>(null)
  const keys = useSheetKeys(props, body)
  const acts = props.onRemove !== undefined || props.onMove !== undefined
  return (
    <div className={styles.scroll}>
      <table className={styles.sheet} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, head, align, wide }) => (
              <th key={key} scope="col" data-align={align} data-wide={wide}>
                {head}
              </th>
            ))}
            {acts && (
              <th>
                <span className="visually-hidden">{t('ui.sheet.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={keys.onKeyDown} onPaste={keys.onPaste}>
          {rows.map((row, at) => (
            <SheetRow key={idOf(row)} {...props} row={row} at={at} />
          ))}
        </tbody>
        {foot}
      </table>
    </div>
  )
}

function SheetRow<Row>(props: SheetProps<Row> & { row: Row; at: number }) {
  const { columns, row, at, nameOf, onChange, cells, onMove, onRemove, rows } = props
  const t = useT()
  const name = nameOf(row, at)
  return (
    <tr>
      {columns.map((column, place) => {
        const own = cells?.[column.key]
        const cell: CellProps = { label: `${column.head}, ${name}`, 'data-at': `${at}-${place}` }
        return (
          <td key={column.key} data-head={column.head} data-align={column.align} data-wide={column.wide}>
            {own && onChange ? (
              own(row, at, cell)
            ) : (
              <SheetCell
                {...cell}
                column={column}
                row={row}
                onRow={onChange && column.read ? changed => onChange(new Map([[at, changed]])) : undefined}
              />
            )}
          </td>
        )
      })}
      {(onMove ?? onRemove) && (
        <td className={styles.acts}>
          {onMove && (
            <>
              <RowAct
                label={t('ui.sheet.up', { row: name })}
                disabled={at === 0}
                onAct={() => onMove(at, -1)}
                icon={<ArrowUp size={14} aria-hidden />}
              />
              <RowAct
                label={t('ui.sheet.down', { row: name })}
                disabled={at === rows.length - 1}
                onAct={() => onMove(at, 1)}
                icon={<ArrowDown size={14} aria-hidden />}
              />
            </>
          )}
          {onRemove && (
            <RowAct
              label={t('ui.sheet.remove', { row: name })}
              onAct={() => onRemove(at)}
              icon={<X size={14} aria-hidden />}
            />
          )}
        </td>
      )}
    </tr>
  )
}

type RowActProps = { label: string; disabled?: boolean; onAct: () => void; icon: ReactNode }

function RowAct({ label, disabled, onAct, icon }: RowActProps) {
  return (
    <button type="button" aria-label={label} title={label} disabled={disabled} onClick={onAct}>
      {icon}
    </button>
  )
}

type Place = { row: number; column: number }

/** What keys and the clipboard do in a sheet. */
function useSheetKeys<Row>(props: SheetProps<Row>, body: React.RefObject<HTMLElement | null>) {
  const { columns, rows, onChange, blank, onMove, onRemove } = props
  const t = useT()
  const format = useFormat()
  const cellAt = ({ row, column }: Place) =>
    body.current?.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`)
  const go = (to: Place) => cellAt(to)?.focus()
  /** After the next drawing, when the row stands in its new place. */
  const goSoon = (to: Place) => requestAnimationFrame(() => go(to))
  const sideways = (from: Place, step: number) => {
    for (let column = from.column + step; column >= 0 && column < columns.length; column += step)
      if (cellAt({ row: from.row, column })) return go({ row: from.row, column })
  }
  const add = () => {
    if (!blank || !onChange) return
    onChange(new Map([[rows.length, blank()]]))
    goSoon({ row: rows.length, column: 0 })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = placeOf(event.target)
    if (!at || event.nativeEvent.isComposing || event.defaultPrevented) return
    if ((event.target as HTMLElement).getAttribute('aria-expanded') === 'true') return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    const across = acrossOf(event, format.direction === 'rtl')
    if (event.altKey && step !== 0 && onMove) {
      const to = at.row + step
      if (to >= 0 && to < rows.length) {
        onMove(at.row, step as -1 | 1)
        goSoon({ ...at, row: to })
      }
    } else if (step !== 0) go({ ...at, row: at.row + step })
    else if (event.key === 'Enter') {
      if (at.row < rows.length - 1) go({ ...at, row: at.row + 1 })
      else add()
    } else if (removes(event) && onRemove) {
      onRemove(at.row)
      goSoon({ ...at, row: Math.max(0, Math.min(at.row, rows.length - 2)) })
    } else if (across !== 0) sideways(at, across)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const from = placeOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (!from || !onChange || !/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    const { changed, refused } = pasted({
      cells: readCells(text),
      from,
      rows,
      columns,
      ...(blank ? { blank } : {}),
    })
    if (changed.size > 0)
      onChange(changed)
      // The cell one stands in shows what is pasted only when it is left.
    ;(event.target as HTMLElement).blur()
    if (refused > 0) notify({ message: t('ui.table.pasteRefused', { count: refused }), tone: 'red' })
    else notify({ message: t('ui.sheet.pasted', { count: changed.size }) })
    goSoon(from)
  }
  return { onKeyDown, onPaste }
}

function placeOf(target: EventTarget): Place | null {
  const at = (target as HTMLElement).dataset?.['at']?.split('-').map(Number)
  return at ? { row: at[0] ?? 0, column: at[1] ?? 0 } : null
}

/** Whether an arrow leaves the cell sideways: from its end, or where the whole of it is chosen. */
function acrossOf(event: KeyboardEvent<HTMLElement>, rtl: boolean): -1 | 0 | 1 {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return 0
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return 0
  const { selectionStart, selectionEnd, value } = event.target as HTMLInputElement
  const ahead = (event.key === 'ArrowRight') !== rtl
  // A list to choose from has no place in its text.
  if (typeof selectionStart !== 'number') return ahead ? 1 : -1
  const whole = selectionStart === 0 && selectionEnd === value.length
  if (!whole && selectionStart !== selectionEnd) return 0
  if (ahead) return whole || selectionEnd === value.length ? 1 : 0
  return whole || selectionStart === 0 ? -1 : 0
}

/** Removing a row by keys: only where its cell is chosen as a whole, so that nobody loses a line while deleting a word. */
function removes(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'Backspace' && event.key !== 'Delete') return false
  if (!event.ctrlKey && !event.metaKey) return false
  const { selectionStart, selectionEnd, value } = event.target as HTMLInputElement
  return typeof selectionStart !== 'number' || (selectionStart === 0 && selectionEnd === value.length)
}
