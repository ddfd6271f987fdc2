import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Facts } from '../../../../ui/theme/Facts.tsx'
import type { Forecast, ForecastLock } from '../../contract.ts'
import { Meant } from '../pictures/Rows.tsx'
import { Amount, shortMoney } from './Amount.tsx'
import styles from './forecast.module.css'

type FromHistoryProps = { forecast: Forecast; lock: ForecastLock | undefined }

/** What history lets expect, as a range with what is won in it. */
export function FromHistory({ forecast, lock }: FromHistoryProps) {
  const t = useT()
  const format = useFormat()
  const { history, currency, won, commit, period } = forecast
  const title = t('sales.forecast.history.title')
  if (!history)
    return (
      <section className={styles.unknown} aria-label={title}>
        <Facts>
          {t(period.daysLeft === 0 ? 'sales.forecast.history.over' : 'sales.forecast.history.none')}
        </Facts>
      </section>
    )
  const { low, expected, high, ofOpen, ofNew } = history
  const then = lock?.lock?.currency === currency ? lock.lock.history : null
  const promised = won.amount + commit.amount
  const most = Math.max(high, promised, then?.expected ?? 0, 1) * 1.06
  const at = (amount: number) => `${(Math.max(0, amount) / most) * 100}%`
  const short = (minor: number) => shortMoney(format, { minor, currency })
  const label = t('sales.forecast.history.label', {
    low: format.money(Math.round(low), currency),
    expected: format.money(Math.round(expected), currency),
    high: format.money(Math.round(high), currency),
    won: format.money(Math.round(won.amount), currency),
  })
  const known = [
    { of: 'won', text: t('sales.forecast.history.won', { amount: short(won.amount) }) },
    { of: 'promised', text: t('sales.forecast.history.promised', { amount: short(promised) }) },
    { of: 'span', text: t('sales.forecast.history.span', { low: short(low), high: short(high) }) },
  ]
  return (
    <section className={styles.history} aria-label={title}>
      <div>
        <h3>
          <Meant means={t('sales.forecast.means.history')}>{title}</Meant>
        </h3>
        <p className={styles.big}>
          <Amount minor={expected} currency={currency} />
        </p>
        <Facts>
          {then && lock?.lock && (
            <span>
              {t('sales.forecast.on', {
                day: format.dateParts(lock.lock.at, { day: 'numeric', month: 'short' }),
              })}{' '}
              <Amount minor={then.expected} currency={currency} />
            </span>
          )}
        </Facts>
      </div>
      <div>
        <div className={styles.range} role="img" aria-label={label}>
          <i data-part="won" style={{ width: at(won.amount) }} />
          <i data-part="span" style={{ insetInlineStart: at(low), width: at(high - low) }} />
          <b data-part="promised" style={{ insetInlineStart: at(promised) }} />
          <b data-part="expected" style={{ insetInlineStart: at(expected) }} />
        </div>
        <ul className={styles.legend}>
          {known.map(({ of, text }) => (
            <li key={of}>
              <i data-part={of} aria-hidden />
              {text}
            </li>
          ))}
        </ul>
        <Facts>
          <span>
            {t('sales.forecast.history.parts', {
              won: short(won.amount),
              open: short(ofOpen),
              fresh: short(ofNew),
            })}
          </span>
          <span>{t('sales.forecast.history.learnt', { when: format.relative(history.learntAt) })}</span>
        </Facts>
      </div>
    </section>
  )
}
