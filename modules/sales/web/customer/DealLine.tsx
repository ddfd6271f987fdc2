import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { CustomerDeal } from '../../contract.ts'
import { NextStepMark } from '../NextStepMark.tsx'
import { daysSince, opportunityOf, pathOf } from '../opportunity.ts'
import styles from './deals.module.css'

/** One deal of a customer: how much, where it is and since when, and what comes next; or how it ended. */
export function DealLine({ deal }: { deal: CustomerDeal }) {
  const t = useT()
  const format = useFormat()
  const { outcome, closedAt, stalledAfter, stage, amount, currency } = deal
  const days = daysSince(deal.stageSince, new Date())
  const age = t('sales.deal.customer.age', { count: days })
  const stalled = stalledAfter !== null && days > stalledAfter
  return (
    <li className={styles.deal}>
      <p className={styles.head}>
        <Link to={pathOf(deal)}>
          <bdi>{deal.name}</bdi>
        </Link>
        {amount !== null && <b>{format.money(amount, currency)}</b>}
      </p>
      {outcome ? (
        <p className={styles.aside}>
          {t(`entity.opportunity.outcome.${outcome}`)}
          {closedAt && <> · {format.date(closedAt)}</>}
        </p>
      ) : (
        <div className={styles.aside}>
          <span>
            <bdi>{stage.title}</bdi> · {stalled ? <Badge tone="amber">{age}</Badge> : age}
          </span>
          <NextStepMark opportunity={opportunityOf(deal)} />
        </div>
      )}
    </li>
  )
}
