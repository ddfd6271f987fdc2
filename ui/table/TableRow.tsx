import type { MouseEvent } from 'react'
import { memo } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import type { RecordRow } from '../field/record.ts'
import { titleOf } from '../field/record.ts'
import { Bone } from '../theme/parts.tsx'
import type { Column } from './columns.ts'
import { CellEditor } from './CellEditor.tsx'
import { checkWidth } from './columns.ts'
import type { TableParts } from './RecordTable.tsx'
import styles from './RecordTable.module.css'
import type { Selection } from './selection.ts'
import { isSelected } from './selection.ts'
import type { Drafts } from './use-drafts.ts'
import type { Grid } from './use-grid.ts'

export type RowProps = TableParts & {
  columns: readonly Column[]
  shownColumns: readonly number[]
  spaceBefore: number
  width: number
  drafts: Drafts
  grid: Grid
  selection: Selection
  index: number
  top: number
  height: number
  record: RecordRow | undefined
}

/** One record as a line of the table; bones while it is being read. */
export function TableRow(props: RowProps) {
  const {
    record: stored,
    drafts,
    columns,
    shownColumns,
    spaceBefore,
    index,
    selection,
    onSelection,
    grid,
  } = props
  const record = stored && drafts.over(stored)
  const selected = record !== undefined && isSelected(selection, record.id)
  const [title] = columns
  const onClick = (event: MouseEvent) => {
    if (!record || isControl(event.target)) return
    if (event.shiftKey && onSelection) return grid.select(index, true, true)
    if (opensPage(event)) return window.open(props.hrefOf?.(record), '_blank', 'noopener')
    props.onOpen?.(record, index)
  }
  return (
    <div
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={onSelection ? selected : undefined}
      data-open={(record && props.openId === record.id) || undefined}
      style={{ transform: `translateY(${props.top}px)`, height: props.height, width: props.width }}
      onClick={onClick}
      onAuxClick={event => event.button === 1 && onClick(event)}
    >
      <div className={styles.lead} role="presentation">
        {onSelection ? (
          <RowCheck {...props} record={record} selected={selected} />
        ) : (
          <span style={{ width: 20 }} />
        )}
        {title && <Cell {...props} record={record} column={title} at={0} />}
      </div>
      <span style={{ width: spaceBefore }} />
      {shownColumns.map(at => {
        const column = columns[at]
        return column && <Cell key={column.field.key} {...props} record={record} column={column} at={at} />
      })}
      {record && props.rowEnd && (
        <span className={styles.rowEnd} role="gridcell" aria-colindex={columns.length + 2}>
          {props.rowEnd(record)}
        </span>
      )}
    </div>
  )
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input, label, [data-editor]') !== null
}

function opensPage(event: MouseEvent): boolean {
  return event.button === 1 || event.ctrlKey || event.metaKey
}

function RowCheck({ entity, record, selected, grid, index }: RowProps & { selected: boolean }) {
  const t = useT()
  if (!record) return <span style={{ width: checkWidth }} />
  return (
    <span className={styles.check} style={{ width: checkWidth }} role="gridcell" aria-colindex={1}>
      <input
        type="checkbox"
        checked={selected}
        tabIndex={-1}
        aria-label={t('ui.table.selectRow', { name: titleOf(record, entity) })}
        onChange={() => {}}
        onClick={event => grid.select(index, !selected, event.shiftKey)}
      />
    </span>
  )
}

type CellProps = RowProps & { column: Column; at: number }

function Cell(props: CellProps) {
  const { column, at, index, record, grid, cells } = props
  const place = { row: index, column: at }
  const active = grid.active?.row === index && grid.active.column === at
  const editing = grid.editing?.row === index && grid.editing.column === at
  const own = cells?.[column.field.key]
  return (
    <div
      id={grid.cellId(place)}
      className={styles.cell}
      role="gridcell"
      aria-colindex={at + 2}
      aria-readonly={!grid.mayEdit(at) || undefined}
      data-align={column.align}
      data-active={active || undefined}
      data-title={at === 0 || undefined}
      style={{ width: column.width }}
      onDoubleClick={() => grid.edit(place)}
      onPointerDown={() => grid.setActive(place)}
    >
      {editing && record ? (
        <CellEditor {...props} record={record} place={place} />
      ) : !record ? (
        <Bone width={`${[62, 78, 48, 70][(index + at) % 4]}%`} />
      ) : at === 0 ? (
        <TitleCell record={record} href={props.hrefOf?.(record)}>
          {own ? own(record) : <bdi>{titleOf(record, props.entity)}</bdi>}
        </TitleCell>
      ) : own ? (
        own(record)
      ) : (
        <PlainValue entity={props.entity} field={column.field} record={record} />
      )}
    </div>
  )
}

const PlainValue = memo(FieldValue)

function TitleCell({
  record,
  href,
  children,
}: {
  record: RecordRow
  href: string | undefined
  children: React.ReactNode
}) {
  if (!href) return <strong key={record.id}>{children}</strong>
  const onClick = (event: MouseEvent) => {
    // The row's own click opens the side panel; with Ctrl or the middle button the browser opens the page.
    if (opensPage(event)) event.stopPropagation()
    else event.preventDefault()
  }
  return (
    <a
      href={href}
      dir="auto"
      tabIndex={-1}
      className={styles.titleLink}
      onClick={onClick}
      onAuxClick={event => event.stopPropagation()}
    >
      {children}
    </a>
  )
}
