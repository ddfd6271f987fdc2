import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { ReactNode } from 'react'
import { useEffect, useMemo, useRef } from 'react'
import type { EntityDescriptor, Field, Sort } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { countOf } from '../field/record.ts'
import { usePreferences } from '../shell/preferences.ts'
import { wordsOf } from '../shell/undo.ts'
import { EmptyState, ErrorState } from '../theme/parts.tsx'
import type { ColumnState } from './columns.ts'
import { checkWidth, columnsToDraw } from './columns.ts'
import { RecordCards } from './RecordCards.tsx'
import styles from './RecordTable.module.css'
import type { Selection } from './selection.ts'
import { nothingSelected } from './selection.ts'
import { TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'
import { useDrafts } from './use-drafts.ts'
import { useGrid } from './use-grid.ts'
import type { RecordList } from './use-record-list.ts'

export type RecordTableProps = {
  entity: EntityDescriptor
  list: RecordList
  columns: readonly ColumnState[]
  onColumns: (columns: readonly ColumnState[]) => void
  sort: readonly Sort[]
  onSort: (sort: readonly Sort[]) => void
  selection?: Selection
  onSelection?: (selection: Selection) => void
  /** A click on a row, or Enter on its title. */
  onOpen?: (record: RecordRow, index: number) => void
  /** Address of the record's page, for Ctrl-click and the middle button. */
  hrefOf?: (record: RecordRow) => string
  /** Saves one value. The table shows it at once and takes it back when the promise fails. */
  onEdit?: (record: RecordRow, field: Field, value: unknown) => Promise<unknown>
  /** Own drawing of single columns, by field key. */
  cells?: Readonly<Record<string, (record: RecordRow) => ReactNode>>
  /** At the end of every row: a tile. */
  rowEnd?: (record: RecordRow) => ReactNode
  /** The record whose side panel is open. */
  openId?: string | null
  /** Whether a filter narrows the list; it changes the words of the empty table. */
  narrowed?: boolean
  /** Shown instead of the standard empty state. */
  empty?: ReactNode
}

/** What the parts of the table get; they take columns ready to be drawn instead of their state. */
export type TableParts = Omit<RecordTableProps, 'columns'>

/** The table of an entity: any number of records, edited in place, sorted and selected by mouse or keyboard. */
export function RecordTable(props: RecordTableProps) {
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const { list } = props
  if (list.state === 'failed') return <TableFailed list={list} />
  if (list.state === 'empty') return <TableEmpty {...props} />
  return narrow ? <RecordCards {...props} /> : <Grid {...props} />
}

function Grid(props: RecordTableProps) {
  const { entity, list, selection = nothingSelected } = props
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const { ref: sizeRef, width: room } = useElementSize()
  const { density } = usePreferences()
  const { direction } = useFormat()
  const rowHeight = density === 'compact' ? 30 : 38
  const columns = useMemo(() => columnsToDraw(entity, props.columns), [entity, props.columns])
  const drafts = useDrafts(props.onEdit)
  const rows = useVirtualizer({
    count: list.state === 'loading' ? 24 : list.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollPaddingStart: 36,
    paddingStart: 36,
  })
  const [title, ...others] = columns
  const lead = (props.onSelection ? checkWidth : 20) + (title?.width ?? 0)
  const across = useVirtualizer({
    horizontal: true,
    isRtl: direction === 'rtl',
    count: others.length,
    getScrollElement: () => scroller.current,
    estimateSize: at => others[at]?.width ?? 0,
    paddingStart: lead,
    scrollPaddingStart: lead,
    overscan: 2,
  })
  useEffect(() => rows.measure(), [rows, rowHeight])
  useEffect(() => across.measure(), [across, columns])
  const seen = rows.getVirtualItems()
  const [from, to] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0]
  const { look } = list
  useEffect(() => look(from, to), [look, from, to])
  const grid = useGrid({
    ...props,
    columns,
    drafts,
    selection,
    reveal: (row, column) => {
      rows.scrollToIndex(row)
      if (column > 0) across.scrollToIndex(column - 1)
    },
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
  })
  const width = Math.max(room, across.getTotalSize() + (props.rowEnd ? 44 : 0))
  const shownColumns = across.getVirtualItems().map(item => item.index + 1)
  const spaceBefore = (across.getVirtualItems()[0]?.start ?? lead) - lead
  const shared = { columns, shownColumns, spaceBefore, width, drafts, grid }
  return (
    <div ref={sizeRef} className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={countOf(entity, list.total ?? 0, t)}
        aria-rowcount={list.totalIsExact && list.total !== null ? list.total + 1 : -1}
        aria-colcount={columns.length + (props.rowEnd ? 2 : 1)}
        aria-multiselectable={props.onSelection !== undefined}
        aria-busy={list.state === 'loading' || list.stale}
        aria-activedescendant={grid.active ? grid.cellId(grid.active) : undefined}
        tabIndex={0}
        data-stale={list.stale || undefined}
        onKeyDown={grid.onKeyDown}
        onPaste={grid.onPaste}
        onFocus={grid.onFocus}
        onBlur={grid.onBlur}
      >
        <TableHead {...props} {...shared} selection={selection} />
        <div className={styles.body} role="rowgroup" style={{ height: rows.getTotalSize() - 36, width }}>
          {seen.map(item => (
            <TableRow
              key={item.index}
              {...props}
              {...shared}
              selection={selection}
              index={item.index}
              top={item.start - 36}
              height={rowHeight}
              record={list.state === 'loading' ? undefined : list.at(item.index)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function TableFailed({ list }: { list: RecordList }) {
  const t = useT()
  return (
    <div className={styles.state}>
      <ErrorState message={wordsOf(list.problem, t)} onRetry={list.retry} />
    </div>
  )
}

function TableEmpty({ narrowed, empty }: RecordTableProps) {
  const t = useT()
  const words = narrowed ? 'nothingMatches' : 'empty'
  const standard = <EmptyState title={t(`ui.table.${words}`)}>{t(`ui.table.${words}Hint`)}</EmptyState>
  return <div className={styles.state}>{(!narrowed && empty) || standard}</div>
}
