import { Lock as LockIcon } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { type Asked, Reading } from '../../../../ui/shell/Reading.tsx'
import type { Forecast, ForecastLock } from '../../contract.ts'
import { Amount } from './Amount.tsx'
import styles from './forecast.module.css'

type LockProps = { asked: Asked & { data?: ForecastLock | undefined }; forecast: Forecast }

/** What was won and promised when the period was locked, and how far that is from today; or why it is not locked. */
export function Lock({ asked, forecast }: LockProps) {
  const t = useT()
  const format = useFormat()
  if (asked.error) return <Reading of={asked} lines={1} />
  if (!asked.data) return null
  const { state, lock, period } = asked.data
  if (!lock)
    return (
      <p className={styles.lock}>
        <LockIcon size={13} aria-hidden />
        <span>{t(`sales.forecast.state.${state}`, { day: format.date(period.from, 'long') })}</span>
      </p>
    )
  const then = lock.won.amount + lock.commit.amount
  const difference = forecast.won.amount + forecast.commit.amount - then
  return (
    <p className={styles.lock}>
      <LockIcon size={13} aria-hidden />
      <span>
        {t('sales.forecast.lockedOn', { day: format.date(lock.at, 'medium') })}{' '}
        <strong>
          <Amount minor={then} currency={lock.currency} />
        </strong>{' '}
        {t('sales.forecast.lockedWords')}
        {lock.currency === forecast.currency && (
          <>
            {' · '}
            {t('sales.forecast.since')}{' '}
            <strong data-way={difference < 0 ? 'down' : difference > 0 ? 'up' : 'same'}>
              <Amount minor={difference} currency={lock.currency} signed />
            </strong>
          </>
        )}
      </span>
    </p>
  )
}
