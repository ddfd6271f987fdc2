import { useFormat } from '../../../../platform/i18n/react.ts'
import type { OpenTask } from './task-acts.ts'
import styles from './TaskLine.module.css'

/** When a task is due; in amber once the time has passed and nobody has done it. */
export function DueCell({ task }: { task: OpenTask }) {
  const format = useFormat()
  const { dueAt, completedAt } = task
  if (!dueAt) return null
  const late = completedAt === null && new Date(dueAt) < new Date()
  return (
    <time
      className={styles.due}
      dateTime={dueAt}
      title={format.dateTime(dueAt)}
      data-late={late || undefined}
    >
      {format.relative(dueAt)}
    </time>
  )
}
