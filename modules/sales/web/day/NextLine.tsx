import { Link } from '@tanstack/react-router'
import { Building2, Handshake, MessageSquareReply, MapPin, Sprout } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Facts } from '../../../../ui/theme/Facts.tsx'
import type { DayItem, Reason } from '../../contract.ts'
import styles from './day.module.css'
import { NextActs } from './NextActs.tsx'

const icons = { deal: Handshake, visit: MapPin, lead: Sprout }
const urgent: ReadonlySet<Reason['code']> = new Set(['reply-waiting', 'step-due', 'close-passed'])

/** One thing to do: what it is about, why in a sentence, and the act beside it. */
export function NextLine({ item }: { item: DayItem }) {
  const t = useT()
  const format = useFormat()
  const [first, ...others] = item.reasons
  const waits = first?.code === 'reply-waiting'
  const Icon = waits ? MessageSquareReply : (icons[item.kind] ?? Building2)
  const words = (reason: Reason) => t(`sales.day.reason.${reason.code}`, { count: reason.count })
  const { deal, customer } = item
  return (
    <li className={styles.line}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>
          <Link to={pathOf(item)}>
            <bdi>{item.title}</bdi>
          </Link>
          {deal?.amount !== null && deal?.amount !== undefined && (
            <span className={styles.amount}>{format.money(deal.amount, deal.currency)}</span>
          )}
          {item.tier && (
            <span className={styles.amount}>{t('sales.visits.tierOf', { tier: item.tier })}</span>
          )}
        </p>
        <Facts>
          {first && (
            <span className={styles.why} data-urgent={urgent.has(first.code) || undefined}>
              {words(first)}
              {first.code === 'step-due' && deal?.nextStep && (
                <>
                  {': '}
                  <bdi>{deal.nextStep}</bdi>
                </>
              )}
            </span>
          )}
          {item.kind !== 'visit' && customer && (
            <Link to={`/customers/${customer.id}`}>
              <bdi>{customer.name}</bdi>
            </Link>
          )}
          {item.kind === 'visit' && customer?.city && <bdi>{customer.city}</bdi>}
          {others.map(reason => (
            <span key={reason.code}>{words(reason)}</span>
          ))}
        </Facts>
      </div>
      <NextActs item={item} />
    </li>
  )
}

function pathOf({ kind, id }: DayItem): string {
  if (kind === 'deal') return `/opportunities/${id}`
  return kind === 'visit' ? `/customers/${id}` : `/leads/${id}`
}
