import type { DragEndEvent, DragStartEvent } from '@dnd-kit/core'
import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { EntityDescriptor, Tone } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { announce } from './announce.ts'
import styles from './Board.module.css'
import { CardContent } from './BoardCard.tsx'
import { Column } from './BoardColumn.tsx'
import { BoardTargets } from './BoardTargets.tsx'
import { placeUnder } from './collision.ts'
import { columnCoordinates } from './column-coordinates.ts'

/** The cards of a column, as far as they have been read. */
export type ColumnCards = {
  records: readonly RecordRow[]
  /** How many there are, in words; null where that is not known yet. */
  total: string | null
  state: 'loading' | 'ready' | { problem: string; retry: () => void }
  /** Reads further ones; undefined where there are none. */
  more: (() => void) | undefined
}

/** One column: the records with one value of the board's field. */
export type BoardColumn = {
  /** null: records without value. */
  value: string | null
  label: string
  tone?: Tone
  /** Where its cards come from; a hook. */
  useCards: () => ColumnCards
  /** What the column adds up to. */
  sum?: ReactNode
  /** A quiet line below the head: what has to be known of the sum. */
  note?: ReactNode
}

/** A place at the foot of the board that a card can be dropped on besides the columns. */
export type BoardTarget = { value: string; label: string; icon?: ReactNode; tone?: Tone }

export type BoardProps = {
  entity: EntityDescriptor
  columns: readonly BoardColumn[]
  targets?: readonly BoardTarget[]
  /** The content of a card below its title. */
  card: (record: RecordRow) => ReactNode
  /** Saves the new value; the card moves at once and goes back when the promise fails. Without it nothing can be moved. */
  onMove?: (record: RecordRow, value: string | null) => Promise<unknown>
  onOpen?: (record: RecordRow) => void
  /** Hears a key that is pressed on a card and says whether it meant something. */
  onKey?: (record: RecordRow, key: string) => boolean
  /** Whose card is open beside the board. */
  openId?: string | null
}

/** A card that is carried, and where it comes from. */
export type Lifted = { record: RecordRow; from: string | null }
export type Moved = ReadonlyMap<string, { record: RecordRow; to: string | null }>

/** The records of an entity as cards in columns; moved by mouse, finger or keyboard. */
export function Board(props: BoardProps) {
  const { entity, columns, targets = [], card, onMove } = props
  const t = useT()
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const { moved, move } = useMoves(onMove)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls; one that rests carries.
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnCoordinates }),
  )
  const lift = ({ active }: DragStartEvent) => setLifted(active.data.current as Lifted)
  const drop = ({ over }: DragEndEvent) => {
    setLifted(null)
    const to = (over?.data.current as { value: string | null } | undefined)?.value
    if (lifted && to !== undefined && to !== lifted.from) move(lifted.record, to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={placeUnder}
      onDragStart={lift}
      onDragEnd={drop}
      onDragCancel={() => setLifted(null)}
      accessibility={{
        screenReaderInstructions: { draggable: t('ui.board.pickUp') },
        announcements: announce(entity, t),
      }}
    >
      <div className={styles.frame} data-lifting={lifted ? true : undefined}>
        <div className={styles.board} tabIndex={0} role="group" aria-label={t('ui.views.board')}>
          {columns.map(column => (
            <Column
              key={column.value ?? ''}
              {...props}
              column={column}
              moved={moved}
              liftedId={lifted?.from === column.value ? lifted.record.id : null}
            />
          ))}
        </div>
        {targets.length > 0 && <BoardTargets targets={targets} shown={lifted !== null} />}
      </div>
      <DragOverlay dropAnimation={null}>
        {lifted && (
          <div className={styles.card} data-lifted>
            <CardContent entity={entity} record={lifted.record} card={card} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

/** Cards that were dropped elsewhere and are not saved yet: they stand there until their columns are read again. */
function useMoves(onMove: BoardProps['onMove']) {
  const [moved, setMoved] = useState<Moved>(new Map())
  const move = (record: RecordRow, to: string | null) => {
    if (!onMove) return
    setMoved(before => new Map(before).set(record.id, { record, to }))
    const settle = () => setMoved(before => new Map([...before].filter(([id]) => id !== record.id)))
    onMove(record, to).then(settle, settle)
  }
  return { moved, move }
}
