import { Link } from '@tanstack/react-router'
import { CalendarPlus, MessageSquarePlus } from 'lucide-react'
import { dayOf } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { IconButton, IconLink } from '../../../../ui/theme/IconButton.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { Facts } from '../../../../ui/theme/Facts.tsx'
import type { Visit } from '../../contract.ts'
import { openLog } from '../logging/log-store.ts'
import styles from './visits.module.css'

/** Somebody to visit: where, since when it is due, and the acts beside it. */
export function VisitLine({ visit, showOwner }: { visit: Visit; showOwner: boolean }) {
  const t = useT()
  const format = useFormat()
  const may = useMay()
  const { customer, tier, owner, coming, lastVisit, dueOn } = visit
  const today = dayOf(new Date(), format.timeZone)
  const late = Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000)
  const place = [customer.postcode, customer.city].filter(Boolean).join(' ')
  return (
    <li className={styles.line}>
      <Badge tone={tier === 'A' ? 'accent' : tier === 'B' ? 'blue' : 'neutral'}>{tier}</Badge>
      <div className={styles.words}>
        <Link to={`/customers/${customer.id}`} className={styles.name}>
          <bdi>{customer.name}</bdi>
        </Link>
        <Facts>
          {place && <bdi>{place}</bdi>}
          <span>
            {lastVisit
              ? t('sales.visits.last', { when: format.relative(lastVisit) })
              : t('sales.visits.never')}
          </span>
          {showOwner && owner?.name && <bdi>{owner.name}</bdi>}
        </Facts>
      </div>
      <p className={styles.when} data-late={(!coming && late > 0) || undefined}>
        {coming
          ? t('sales.visits.coming', { when: format.date(coming) })
          : late >= 0
            ? t('sales.visits.lateBy', { count: late })
            : t('sales.visits.dueOn', { when: format.date(dueOn) })}
      </p>
      {may('sales.write') && may('customers.write') && (
        <div className={styles.acts}>
          <IconLink
            to={`/customers/${customer.id}`}
            hash="visit"
            aria-label={t('sales.day.planNamed', { name: customer.name })}
            title={t('sales.visits.plan')}
          >
            <CalendarPlus size={15} aria-hidden />
          </IconLink>
          <IconButton
            aria-label={t('sales.day.logNamed', { name: customer.name })}
            title={t('sales.visits.log')}
            onClick={() => openLog({ customer: { id: customer.id, title: customer.name }, kind: 'visit' })}
          >
            <MessageSquarePlus size={15} aria-hidden />
          </IconButton>
        </div>
      )}
    </li>
  )
}
