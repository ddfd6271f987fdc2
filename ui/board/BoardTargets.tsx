import { useDroppable } from '@dnd-kit/core'
import type { BoardTarget } from './Board.tsx'
import styles from './Board.module.css'

/** Places below the columns that show themselves while a card is carried. */
export function BoardTargets({ targets, shown }: { targets: readonly BoardTarget[]; shown: boolean }) {
  return (
    <div className={styles.targets} data-shown={shown || undefined} aria-hidden={!shown}>
      {targets.map(target => (
        <Target key={target.value} target={target} />
      ))}
    </div>
  )
}

function Target({ target }: { target: BoardTarget }) {
  const { value, label, icon, tone = 'neutral' } = target
  const { setNodeRef, isOver } = useDroppable({ id: `target-${value}`, data: { value, label, target: true } })
  return (
    <div ref={setNodeRef} className={styles.target} data-tone={tone} data-over={isOver || undefined}>
      {icon}
      {label}
    </div>
  )
}
