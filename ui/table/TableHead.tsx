import { Checkbox } from '@mantine/core'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import { useRef, useState } from 'react'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { labelOf } from '../field/record.ts'
import type { Column } from './columns.ts'
import { checkWidth, moved, resized } from './columns.ts'
import type { TableParts } from './RecordTable.tsx'
import styles from './RecordTable.module.css'
import type { Selection } from './selection.ts'
import { everythingSelected, nothingSelected } from './selection.ts'
import { nextSort } from './sorting.ts'

export type HeadProps = TableParts & {
  columns: readonly Column[]
  shownColumns: readonly number[]
  spaceBefore: number
  width: number
  selection: Selection
}

/** The header line: sorting, order, width, select all. */
export function TableHead(props: HeadProps) {
  const { columns, shownColumns, spaceBefore, width, selection, onSelection } = props
  const t = useT()
  const [title] = columns
  const all = selection.mode === 'all' && selection.ids.size === 0
  const some = !all && (selection.mode === 'all' || selection.ids.size > 0)
  return (
    <div className={styles.head} role="row" aria-rowindex={1} style={{ width }}>
      <div className={styles.lead} role="presentation">
        {onSelection ? (
          <span className={styles.check} style={{ width: checkWidth }} role="columnheader" aria-colindex={1}>
            <Checkbox
              checked={all}
              indeterminate={some}
              aria-label={t('ui.table.selectAll')}
              tabIndex={-1}
              onChange={() => onSelection(all ? nothingSelected : everythingSelected)}
            />
          </span>
        ) : (
          <span style={{ width: 20 }} />
        )}
        {title && <HeadCell {...props} column={title} at={0} />}
      </div>
      <span style={{ width: spaceBefore }} />
      {shownColumns.map(at => {
        const column = columns[at]
        return column && <HeadCell key={column.field.key} {...props} column={column} at={at} />
      })}
    </div>
  )
}

type HeadCellProps = HeadProps & { column: Column; at: number }

function HeadCell(props: HeadCellProps) {
  const { entity, column, at, sort, onSort, columns, onColumns } = props
  const { field } = column
  const t = useT()
  const [over, setOver] = useState(false)
  const sorted = sort.find(part => part.field === field.key)
  const name = labelOf(entity, field, t)
  const order = at > 0
  const onClick = (event: MouseEvent) => field.sortable && onSort(nextSort(sort, field.key, event.shiftKey))
  const ariaSort = sorted ? (sorted.direction === 'asc' ? 'ascending' : 'descending') : undefined
  return (
    <div
      className={styles.headCell}
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={field.sortable ? (ariaSort ?? 'none') : undefined}
      data-align={column.align}
      data-over={over || undefined}
      style={{ width: column.width }}
      onDragOver={event => {
        if (!order || !event.dataTransfer.types.includes(columnType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false)
        onColumns(moved(props.columns.map(toState), event.dataTransfer.getData(columnType), field.key))
      }}
    >
      <button
        type="button"
        className={styles.headButton}
        tabIndex={-1}
        disabled={!field.sortable}
        draggable={order}
        onDragStart={event => event.dataTransfer.setData(columnType, field.key)}
        onClick={onClick}
        title={name}
      >
        <span>{name}</span>
        {sorted && (
          <SortMark direction={sorted.direction} place={sort.length > 1 ? sort.indexOf(sorted) + 1 : null} />
        )}
      </button>
      <Resizer
        name={name}
        width={column.width}
        onWidth={width => onColumns(resized(columns.map(toState), field.key, width))}
      />
    </div>
  )
}

const columnType = 'application/x-column'

function toState({ field, width }: Column) {
  return { key: field.key, width }
}

function SortMark({ direction, place }: { direction: 'asc' | 'desc'; place: number | null }) {
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <span className={styles.sortMark} aria-hidden>
      <Arrow size={12} />
      {place}
    </span>
  )
}

type ResizerProps = { name: string; width: number; onWidth: (width: number) => void }

function Resizer({ name, width, onWidth }: ResizerProps) {
  const t = useT()
  const { direction } = useFormat()
  const start = useRef<{ x: number; width: number } | null>(null)
  const sign = direction === 'rtl' ? -1 : 1
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) onWidth(start.current.width + sign * (event.clientX - start.current.x))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 16 * sign, ArrowLeft: -16 * sign }[event.key]
    if (step) onWidth(width + step)
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t('ui.table.resize', { column: name })}
      aria-valuenow={width}
      aria-valuemin={64}
      aria-valuemax={800}
      tabIndex={-1}
      className={styles.resizer}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={onKeyDown}
    />
  )
}
