import { DndContext, PointerSensor, useDraggable, useDroppable, useSensor, useSensors } from '@dnd-kit/core'
import { VisuallyHidden } from '@mantine/core'
import { GripVertical } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import styles from './settings.module.css'
import { useOrder } from './use-order.ts'

type Named = { id: string; name: string }

type OrderedListProps<P extends Named> = {
  label: string
  parts: readonly P[]
  onOrder: (ids: string[]) => Promise<unknown>
  /** What stands in the line of one, behind the handle. */
  line: (part: P) => ReactNode
}

/** Things in an order that a person makes: a handle is dragged, or moved by the arrow keys. */
export function OrderedList<P extends Named>({ label, parts, onOrder, line }: OrderedListProps<P>) {
  const t = useT()
  const [said, setSaid] = useState('')
  const { shown, put } = useOrder(parts, onOrder)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const move = (id: string, to: number) => {
    const from = shown.findIndex(part => part.id === id)
    if (from < 0 || to < 0 || to >= shown.length || to === from) return
    const ids = shown.map(part => part.id)
    ids.splice(to, 0, ...ids.splice(from, 1))
    put(ids)
    const name = shown[from]?.name ?? ''
    setSaid(t('sales.settings.movedTo', { name, place: to + 1, count: ids.length }))
  }
  return (
    <DndContext
      sensors={sensors}
      accessibility={{ announcements: silent }}
      onDragEnd={({ active, over }) =>
        over &&
        move(
          String(active.id),
          shown.findIndex(part => part.id === over.id),
        )
      }
    >
      <ol className={styles.lines} aria-label={label}>
        {shown.map((part, at) => (
          <Line key={part.id} part={part} alone={shown.length === 1} onStep={by => move(part.id, at + by)}>
            {line(part)}
          </Line>
        ))}
      </ol>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </DndContext>
  )
}

/** What was done is said by the list itself, by keys and by hand alike. */
const nothing = () => undefined
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing }

type LineProps = { part: Named; alone: boolean; onStep: (by: number) => void; children: ReactNode }

function Line({ part, alone, onStep, children }: LineProps) {
  const t = useT()
  const dragged = useDraggable({ id: part.id, disabled: alone })
  const dropped = useDroppable({ id: part.id })
  const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    onStep(by)
  }
  const y = dragged.transform?.y
  return (
    <li
      ref={dropped.setNodeRef}
      className={styles.line}
      data-over={(dropped.isOver && !dragged.isDragging) || undefined}
      data-lifted={dragged.isDragging || undefined}
      style={y === undefined ? {} : { transform: `translateY(${y}px)` }}
    >
      <button
        type="button"
        ref={dragged.setNodeRef}
        className={styles.grip}
        disabled={alone}
        aria-label={t('sales.settings.move', { name: part.name })}
        onKeyDown={onKeyDown}
        {...(dragged.listeners?.['onPointerDown']
          ? { onPointerDown: dragged.listeners['onPointerDown'] as () => void }
          : {})}
      >
        <GripVertical size={15} aria-hidden />
      </button>
      {children}
    </li>
  )
}
