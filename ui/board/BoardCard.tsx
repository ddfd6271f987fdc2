import { useDraggable } from '@dnd-kit/core'
import type { ReactNode } from 'react'
import type { EntityDescriptor } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { titleOf } from '../field/record.ts'
import type { BoardProps, Lifted } from './Board.tsx'
import styles from './Board.module.css'

type CardProps = Pick<BoardProps, 'entity' | 'card' | 'onOpen' | 'onKey'> & {
  record: RecordRow
  from: string | null
  movable: boolean
  open: boolean
}

/** One card. */
export function BoardCard(props: CardProps) {
  const { entity, record, from, card, movable, onOpen, onKey, open } = props
  const t = useT()
  const data: Lifted = { record, from }
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: record.id,
    data,
    disabled: !movable,
  })
  return (
    <div
      ref={setNodeRef}
      className={styles.card}
      data-gone={isDragging || undefined}
      data-open={open || undefined}
      {...attributes}
      {...listeners}
      aria-label={t('ui.board.card', { name: titleOf(record, entity) })}
      onClick={() => onOpen?.(record)}
      onKeyDown={event => {
        listeners?.['onKeyDown']?.(event)
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isDragging) return
        if (event.key === 'Enter') onOpen?.(record)
        else if (onKey?.(record, event.key)) event.preventDefault()
      }}
    >
      <CardContent entity={entity} record={record} card={card} />
    </div>
  )
}

type ContentProps = { entity: EntityDescriptor; record: RecordRow; card: (record: RecordRow) => ReactNode }

/** What a card says: its title, and below that what the board's page shows. */
export function CardContent({ entity, record, card }: ContentProps) {
  return (
    <>
      <p className={styles.title}>
        <bdi>{titleOf(record, entity)}</bdi>
      </p>
      <div className={styles.facts}>{card(record)}</div>
    </>
  )
}
