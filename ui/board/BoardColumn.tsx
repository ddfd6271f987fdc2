import { useDroppable } from '@dnd-kit/core'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useState } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import type { RecordRow } from '../field/record.ts'
import { Badge, Bones, TextLink } from '../theme/parts.tsx'
import type { BoardColumn, BoardProps, ColumnCards, Moved } from './Board.tsx'
import styles from './Board.module.css'
import { BoardCard } from './BoardCard.tsx'

type ColumnProps = Pick<BoardProps, 'entity' | 'card' | 'onOpen' | 'onKey' | 'onMove' | 'openId'> & {
  column: BoardColumn
  moved: Moved
  /** The card of this column that is being carried. */
  liftedId: string | null
}

/** One column with its head; only the cards in sight are drawn. */
export function Column(props: ColumnProps) {
  const { column, moved } = props
  const { value, label, useCards } = column
  const t = useT()
  const { setNodeRef, isOver } = useDroppable({ id: `column-${value ?? ''}`, data: { value, label } })
  const cards = useCards()
  const records = shownIn(value, cards.records, moved)
  // As state: the cards are drawn before the place they scroll in is known, and once more when it is.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const place = useCallback(
    (element: HTMLDivElement | null) => {
      setScroller(element)
      setNodeRef(element)
    },
    [setNodeRef],
  )
  return (
    <section className={styles.column} aria-label={label}>
      <header className={styles.head}>
        <Badge tone={column.tone ?? 'neutral'}>{label}</Badge>
        {cards.total !== null && <span>{cards.total}</span>}
        <span className={styles.sum}>{column.sum}</span>
        {column.note && <p className={styles.note}>{column.note}</p>}
      </header>
      <div ref={place} className={styles.cards} data-over={isOver || undefined} tabIndex={-1}>
        {cards.state === 'loading' && <Bones lines={4} />}
        <Cards {...props} records={records} cards={cards} scroller={scroller} />
        {cards.state === 'ready' && records.length === 0 && (
          <p className={styles.none}>{t('ui.board.none')}</p>
        )}
        {typeof cards.state === 'object' && (
          <p className={styles.none} role="alert">
            {cards.state.problem} <TextLink onClick={cards.state.retry}>{t('ui.error.retry')}</TextLink>
          </p>
        )}
      </div>
    </section>
  )
}

type CardsProps = ColumnProps & {
  records: readonly RecordRow[]
  cards: ColumnCards
  scroller: HTMLDivElement | null
}

/** Cards of unlike heights: each is measured once it stands there. */
function Cards({ records, cards, scroller, column, liftedId, ...props }: CardsProps) {
  const lifted = liftedId === null ? -1 : records.findIndex(({ id }) => id === liftedId)
  const drawn = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller,
    estimateSize: () => 92,
    gap: 8,
    overscan: 5,
    getItemKey: at => records[at]?.id ?? at,
    // A card that is carried stays where it was, or the browser would end the touch that carries it.
    rangeExtractor: range => withLifted(range, lifted),
  })
  const seen = drawn.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  const { more } = cards
  useEffect(() => {
    if (more && last >= records.length - 8) more()
  }, [more, last, records.length])
  return (
    <div className={styles.all} style={{ height: drawn.getTotalSize() }}>
      {seen.map(({ index, start, key }) => {
        const record = records[index]
        return (
          record && (
            <div
              key={key}
              ref={drawn.measureElement}
              data-index={index}
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <BoardCard
                entity={props.entity}
                card={props.card}
                record={record}
                from={column.value}
                movable={props.onMove !== undefined}
                open={record.id === props.openId}
                {...(props.onOpen ? { onOpen: props.onOpen } : {})}
                {...(props.onKey ? { onKey: props.onKey } : {})}
              />
            </div>
          )
        )
      })}
    </div>
  )
}

function withLifted(range: Range, lifted: number): number[] {
  const plain = defaultRangeExtractor(range)
  return lifted < 0 || plain.includes(lifted) ? plain : [...plain, lifted].toSorted((a, b) => a - b)
}

/** What was read, without what was carried away and with what was dropped here. */
function shownIn(value: string | null, read: readonly RecordRow[], moved: Moved): readonly RecordRow[] {
  if (moved.size === 0) return read
  const arrived = [...moved.values()]
    .filter(({ to, record }) => to === value && !read.some(other => other.id === record.id))
    .map(({ record }) => record)
  return [...arrived, ...read.filter(record => (moved.get(record.id)?.to ?? value) === value)]
}
