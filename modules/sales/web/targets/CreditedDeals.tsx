import { Link } from '@tanstack/react-router'
import { isolated } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useSession } from '../../../../ui/shell/session.tsx'
import type { CreditedDeal } from '../../contract.ts'
import styles from './targets.module.css'

type CreditedDealsProps = { deals: readonly CreditedDeal[]; currency: string; open: boolean }

/** Deals with what is credited of each, why, and what it brought or would bring. */
export function CreditedDeals({ deals, currency, open }: CreditedDealsProps) {
  const t = useT()
  const format = useFormat()
  return (
    <ul className={styles.list}>
      {deals.map(deal => (
        <li key={deal.id} className={styles.line}>
          <div className={styles.words}>
            {deal.seen ? (
              <Link to="/opportunities/$id" params={{ id: deal.id }} className={styles.name}>
                <bdi>{deal.name}</bdi>
              </Link>
            ) : (
              <span className={styles.name}>{t('sales.forecast.changes.unseen')}</span>
            )}
            <p className={styles.aside}>
              <DealWords deal={deal} currency={currency} />
            </p>
          </div>
          <span className={styles.amount}>{format.money(deal.credited, currency)}</span>
          <span
            className={styles.brings}
            title={t(open ? 'sales.targets.wouldBring' : 'sales.targets.brought')}
          >
            <span className="visually-hidden">
              {t(open ? 'sales.targets.wouldBring' : 'sales.targets.brought')}{' '}
            </span>
            {deal.commission === null ? '–' : `+ ${format.money(deal.commission, currency)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Of whom, when, how likely, and of which whole it is a part. */
function DealWords({ deal, currency }: { deal: CreditedDeal; currency: string }) {
  const t = useT()
  const format = useFormat()
  const { user } = useSession()
  const { customer, on, chance, parts, amount } = deal
  const others = parts.filter(part => part.percent > 0)
  const mine = others.filter(part => part.user?.id === user.id)
  const split = others.length > mine.length || mine.length > 1
  const percent = mine.reduce((sum, part) => sum + part.percent, 0)
  const told = others
    .filter(part => part.why === 'passed-on')
    .map(part =>
      t(part.user?.id === user.id ? 'sales.targets.passedByMe' : 'sales.targets.passedBy', {
        name: isolated(part.user?.name ?? '–'),
        percent: part.percent,
        day: part.since ? format.date(part.since) : '–',
      }),
    )
  const words = [
    customer,
    on && format.date(on),
    chance !== null && format.number(chance, { style: 'percent', maximumFractionDigits: 0 }),
    split && t('sales.targets.partOf', { percent, amount: format.money(amount, currency) }),
    ...told,
  ].filter(word => typeof word === 'string')
  return <>{words.map(isolated).join(' · ')}</>
}
