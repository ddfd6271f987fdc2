import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { NextStepMark } from '../NextStepMark.tsx'
import { daysSince, opportunityOf } from '../opportunity.ts'
import styles from '../sales.module.css'
import { stalledAfterKey } from './use-columns.tsx'

/** What a card of the board says: whose, how much, what comes next, how long it has been here. */
export function DealCard({ card }: { card: RecordRow }) {
  const t = useT()
  const format = useFormat()
  const deal = opportunityOf(card)
  const stalledAfter = card[stalledAfterKey]
  const days = daysSince(deal.stageSince, new Date())
  const words = t('sales.board.age', { count: days })
  const stalled = typeof stalledAfter === 'number' && days > stalledAfter
  return (
    <>
      <span className={styles.whose}>
        <bdi>{deal.customer?.title}</bdi>
      </span>
      {deal.amount !== null && <b className={styles.amount}>{format.money(deal.amount, deal.currency)}</b>}
      <NextStepMark opportunity={deal} />
      {stalled ? <Badge tone="amber">{words}</Badge> : <span>{words}</span>}
    </>
  )
}
