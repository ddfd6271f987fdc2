import type { Announcements, DragEndEvent } from '@dnd-kit/core'
import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import type { EntityDescriptor, Tone } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { titleOf } from '../field/record.ts'
import { totalText, useExactTotal } from '../table/use-exact-total.ts'
import type { ListQuery, ListSource } from '../table/use-record-list.ts'
import { useRecordList } from '../table/use-record-list.ts'
import { Badge, Bones, TextLink } from '../theme/parts.tsx'
import styles from './Board.module.css'
import { columnCoordinates } from './column-coordinates.ts'

/** One column: the records with one value of the board's field. */
export type BoardColumn = {
  /** null: records without value. */
  value: string | null
  label: string
  tone?: Tone
  /** Where its records come from. */
  source: ListSource
  query: ListQuery
  /** What the column adds up to. */
  sum?: ReactNode
}

export type BoardProps = {
  entity: EntityDescriptor
  columns: readonly BoardColumn[]
  /** An endpoint that answers `{ total }`, for columns too long to be counted with their first page. */
  count?: Endpoint | undefined
  /** The content of a card below its title. */
  card: (record: RecordRow) => ReactNode
  /** Saves the new value; the card moves at once and goes back when the promise fails. Without it nothing can be moved. */
  onMove?: (record: RecordRow, value: string | null) => Promise<unknown>
  onOpen?: (record: RecordRow) => void
}

type Moved = ReadonlyMap<string, { record: RecordRow; to: string | null }>

/** The records of an entity as cards in columns; moved by mouse, finger or keyboard. */
export function Board({ entity, columns, count, card, onMove, onOpen }: BoardProps) {
  const t = useT()
  const [lifted, setLifted] = useState<RecordRow | null>(null)
  const [moved, setMoved] = useState<Moved>(new Map())
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnCoordinates }),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    setLifted(null)
    const { record, from } = active.data.current as { record: RecordRow; from: string | null }
    const to = (over?.data.current as { value: string | null } | undefined)?.value
    if (to === undefined || to === from || !onMove) return
    setMoved(before => new Map(before).set(record.id, { record, to }))
    const settle = () => setMoved(before => new Map([...before].filter(([id]) => id !== record.id)))
    onMove(record, to).then(settle, settle)
  }
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setLifted((active.data.current as { record: RecordRow }).record)}
      onDragEnd={drop}
      onDragCancel={() => setLifted(null)}
      accessibility={{
        screenReaderInstructions: { draggable: t('ui.board.pickUp') },
        announcements: announce(entity, columns, t),
      }}
    >
      <div className={styles.board} tabIndex={0} role="group" aria-label={t('ui.views.board')}>
        {columns.map(column => (
          <Column
            key={column.value ?? ''}
            entity={entity}
            column={column}
            count={count}
            moved={moved}
            card={card}
            movable={onMove !== undefined}
            {...(onOpen ? { onOpen } : {})}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {lifted && (
          <div className={styles.card} data-lifted>
            <CardContent entity={entity} record={lifted} card={card} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

type ColumnProps = Pick<BoardProps, 'entity' | 'count' | 'card' | 'onOpen'> & {
  column: BoardColumn
  moved: Moved
  movable: boolean
}

function Column({ entity, column, count, moved, card, movable, onOpen }: ColumnProps) {
  const t = useT()
  const format = useFormat()
  const { setNodeRef, isOver } = useDroppable({
    id: `column-${column.value ?? ''}`,
    data: { value: column.value, label: column.label },
  })
  const [shown, setShown] = useState(50)
  const list = useExactTotal(useRecordList(column.source, column.query), count, column.query)
  const read = Array.from({ length: Math.min(shown, list.count) }, (_, at) => list.at(at)).filter(
    record => record !== undefined,
  )
  const arrived = [...moved.values()]
    .filter(({ to, record }) => to === column.value && !read.some(other => other.id === record.id))
    .map(({ record }) => record)
  const records = [
    ...arrived,
    ...read.filter(record => (moved.get(record.id)?.to ?? column.value) === column.value),
  ]
  const more = () => {
    setShown(shown + 50)
    list.look(0, shown + 50)
  }
  return (
    <section className={styles.column} aria-label={column.label}>
      <header className={styles.head}>
        <Badge tone={column.tone ?? 'neutral'}>{column.label}</Badge>
        {list.total !== null && <span>{totalText(list, format)}</span>}
        <span className={styles.sum}>{column.sum}</span>
      </header>
      <div ref={setNodeRef} className={styles.cards} data-over={isOver || undefined} tabIndex={-1}>
        {list.state === 'loading' && <Bones lines={4} />}
        {records.map(record => (
          <Card
            key={record.id}
            entity={entity}
            record={record}
            from={column.value}
            card={card}
            movable={movable}
            {...(onOpen ? { onOpen } : {})}
          />
        ))}
        {list.state === 'empty' && records.length === 0 && (
          <p className={styles.none}>{t('ui.board.none')}</p>
        )}
        {list.count > shown && <TextLink onClick={more}>{t('ui.board.more')}</TextLink>}
      </div>
    </section>
  )
}

type CardProps = Pick<BoardProps, 'entity' | 'card' | 'onOpen'> & {
  record: RecordRow
  from: string | null
  movable: boolean
}

function Card({ entity, record, from, card, movable, onOpen }: CardProps) {
  const t = useT()
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: record.id,
    data: { record, from },
    disabled: !movable,
  })
  return (
    <div
      ref={setNodeRef}
      className={styles.card}
      data-gone={isDragging || undefined}
      {...attributes}
      {...listeners}
      aria-label={t('ui.board.card', { name: titleOf(record, entity) })}
      onClick={() => onOpen?.(record)}
      onKeyDown={event => {
        listeners?.['onKeyDown']?.(event)
        if (event.key === 'Enter' && !event.defaultPrevented) onOpen?.(record)
      }}
    >
      <CardContent entity={entity} record={record} card={card} />
    </div>
  )
}

function CardContent({ entity, record, card }: Pick<CardProps, 'entity' | 'record' | 'card'>) {
  return (
    <>
      <p className={styles.title}>
        <bdi>{titleOf(record, entity)}</bdi>
      </p>
      <div className={styles.facts}>{card(record)}</div>
    </>
  )
}

function announce(
  entity: EntityDescriptor,
  columns: readonly BoardColumn[],
  t: ReturnType<typeof useT>,
): Announcements {
  const name = (data: unknown) => titleOf((data as { record: RecordRow }).record, entity)
  const column = (data: unknown) =>
    columns.find(other => other.value === (data as { value: string | null }).value)?.label ?? ''
  return {
    onDragStart: ({ active }) => t('ui.board.lifted', { name: name(active.data.current) }),
    onDragOver: ({ active, over }) =>
      over ? t('ui.board.over', { name: name(active.data.current), column: column(over.data.current) }) : '',
    onDragEnd: ({ active, over }) =>
      over
        ? t('ui.board.dropped', { name: name(active.data.current), column: column(over.data.current) })
        : t('ui.board.cancelled', { name: name(active.data.current) }),
    onDragCancel: ({ active }) => t('ui.board.cancelled', { name: name(active.data.current) }),
  }
}
