import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { targetContract as api } from '../../contract.ts'
import { periodNow } from '../periods/periods.ts'
import styles from './targets.module.css'

/** On the start page: how far this month's target is; nothing for who has none. */
export function NumbersCard() {
  const t = useT()
  const format = useFormat()
  const asked = useCall(
    api.myNumbers,
    { query: { period: periodNow('month', new Date()) } },
    { staleTime: 60_000 },
  )
  const numbers = asked.data
  if (!numbers || numbers.target === null || numbers.attainment === null) return null
  const { attainment, left, currency, commission, period } = numbers
  const title = t('sales.targets.numbers')
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        <Link to={'/sales/numbers' as never} className={styles.more}>
          {t('sales.targets.open')}
        </Link>
      }
    >
      <p>
        <b>{format.number(attainment, { style: 'percent', maximumFractionDigits: 0 })}</b>{' '}
        {t('sales.targets.ofTarget', { amount: format.money(numbers.target, currency) })}
      </p>
      <span className={styles.bar} aria-hidden>
        <i style={{ inlineSize: `${Math.min(100, attainment * 100)}%` }} />
      </span>
      <p className={styles.aside}>
        {[
          left !== null && left > 0 && t('sales.targets.leftWords', { amount: format.money(left, currency) }),
          t('sales.targets.daysLeft', { count: period.daysLeft }),
          commission !== null &&
            t('sales.targets.commissionWords', { amount: format.money(commission, currency) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Card>
  )
}
