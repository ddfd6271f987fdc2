import { Button } from '@mantine/core'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import styles from './import.module.css'

type ProgressProps = {
  label: string
  done: number
  /** null while the size is not known. */
  total: number | null
  /** ISO instant at which it started; gives the estimate of what is left. */
  startedAt?: string
  onStop?: () => void
}

/** How far a long work is, and a way to stop it. */
export function Progress({ label, done, total, startedAt, onStop }: ProgressProps) {
  const t = useT()
  const format = useFormat()
  const share = total ? Math.min(1, done / total) : null
  const left = startedAt && share ? secondsLeft(startedAt, share) : null
  const unit = left !== null && left >= 90 ? 'minute' : 'second'
  const time =
    left === null
      ? ''
      : format.number(unit === 'minute' ? left / 60 : left, {
          style: 'unit',
          unit,
          unitDisplay: 'long',
          maximumFractionDigits: 0,
        })
  return (
    <div className={styles.progress}>
      <div className={styles.progressHead}>
        <b>{label}</b>
        <span>
          {total === null
            ? format.number(done)
            : t('ui.import.progress', { done: format.number(done), total: format.number(total) })}
          {left !== null && left > 1 && share !== null && share < 1 && ` · ${t('ui.import.left', { time })}`}
        </span>
        {onStop && <Button onClick={onStop}>{t('ui.import.stop')}</Button>}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        data-unknown={share === null || undefined}
      >
        <span style={{ width: `${(share ?? 0.3) * 100}%` }} />
      </div>
    </div>
  )
}

function secondsLeft(startedAt: string, share: number): number {
  const passed = (Date.now() - new Date(startedAt).getTime()) / 1000
  return (passed / share) * (1 - share)
}
