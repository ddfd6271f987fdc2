import { Check, RotateCcw } from 'lucide-react'
import type { SyntheticEvent } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { type OpenTask, useTaskActs } from './task-acts.ts'
import styles from './TaskLine.module.css'

/** In the column “Done”: the button that completes an open task, or since when it is done. */
export function CompleteCell({ task }: { task: OpenTask }) {
  const t = useT()
  const may = useMay()
  const format = useFormat()
  const { complete, reopen } = useTaskActs()
  const writes = may('customers.write')
  const stop = (event: SyntheticEvent) => event.stopPropagation()
  if (task.completedAt) {
    return (
      <span className={styles.done}>
        {format.relative(task.completedAt)}
        {writes && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.reopen}
            aria-label={t('customers.task.reopenNamed', { title: task.title })}
            title={t('customers.task.reopen')}
            onClick={event => {
              stop(event)
              void reopen(task)
            }}
          >
            <RotateCcw size={13} aria-hidden />
          </button>
        )}
      </span>
    )
  }
  if (!writes) return null
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.complete}
      aria-label={t('customers.task.completeNamed', { title: task.title })}
      onClick={event => {
        stop(event)
        void complete(task)
      }}
      onDoubleClick={stop}
    >
      <Check size={13} strokeWidth={2.5} aria-hidden /> {t('customers.task.complete')}
    </button>
  )
}
