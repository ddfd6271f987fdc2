import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useT } from '../../platform/i18n/react.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import type { RecordRow } from '../field/record.ts'
import { countOf, isEmpty, titleOf, valueOf } from '../field/record.ts'
import { Bones } from '../theme/parts.tsx'
import { columnsToDraw } from './columns.ts'
import type { RecordTableProps } from './RecordTable.tsx'
import styles from './RecordCards.module.css'
import { isSelected, nothingSelected, withSelected } from './selection.ts'

const cardHeight = 76

/** The same list on a phone: one card for each record. */
export function RecordCards(props: RecordTableProps) {
  const { entity, list } = props
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: list.state === 'loading' ? 12 : list.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan: 6,
  })
  const seen = rows.getVirtualItems()
  const [from, to] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0]
  const { look } = list
  useEffect(() => look(from, to), [look, from, to])
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role="region"
      aria-label={countOf(entity, list.total ?? 0, t)}
    >
      <ul style={{ height: rows.getTotalSize() }} className={styles.list}>
        {seen.map(item => (
          <li
            key={item.index}
            className={styles.item}
            style={{ transform: `translateY(${item.start}px)`, height: cardHeight }}
          >
            <RecordCard
              {...props}
              record={list.state === 'loading' ? undefined : list.at(item.index)}
              index={item.index}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

type CardProps = RecordTableProps & { record: RecordRow | undefined; index: number }

function RecordCard({
  entity,
  columns,
  record,
  index,
  onOpen,
  hrefOf,
  cells,
  rowEnd,
  selection = nothingSelected,
  onSelection,
}: CardProps) {
  const t = useT()
  const drawn = useMemo(() => columnsToDraw(entity, columns).slice(1), [entity, columns])
  if (!record)
    return (
      <div className={styles.bones}>
        <Bones lines={2} />
      </div>
    )
  const filled = drawn.filter(({ field }) => !isEmpty(valueOf(record, field)))
  const badges = filled.filter(({ field }) => field.kind === 'choice').slice(0, 2)
  const facts = filled.filter(column => !badges.includes(column)).slice(0, 3)
  const selected = isSelected(selection, record.id)
  return (
    <article className={styles.card} data-selected={selected || undefined}>
      {onSelection && (
        <Checkbox
          className={styles.check}
          checked={selected}
          aria-label={t('ui.table.selectRow', { name: titleOf(record, entity) })}
          onChange={() => onSelection(withSelected(selection, [record.id], !selected))}
        />
      )}
      <a
        className={styles.main}
        href={hrefOf?.(record) ?? '#'}
        onClick={event => {
          if (!onOpen) return
          event.preventDefault()
          onOpen(record, index)
        }}
      >
        <span className={styles.line}>
          <strong>
            <bdi>{titleOf(record, entity)}</bdi>
          </strong>
          {badges.map(
            ({ field }) =>
              cells?.[field.key]?.(record) ?? (
                <FieldValue key={field.key} entity={entity} field={field} record={record} />
              ),
          )}
        </span>
        <span className={styles.facts}>
          {facts.map(({ field }) => (
            <span key={field.key}>
              {cells?.[field.key]?.(record) ?? <FieldValue entity={entity} field={field} record={record} />}
            </span>
          ))}
        </span>
      </a>
      {rowEnd?.(record)}
    </article>
  )
}
