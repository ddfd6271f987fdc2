import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { Avatar, Card } from '../../../../../ui/theme/parts.tsx'
import type { LeadPage } from '../../../contract.ts'
import { pathOf } from '../../opportunity.ts'
import type { Lead } from '../lead.ts'
import styles from '../leads.module.css'

/** The line or card as it was typed: nothing of it is lost. */
export function Typed({ text }: { text: string }) {
  const t = useT()
  return (
    <Card title={t('sales.leads.typed')} aria-label={t('sales.leads.typed')}>
      <p className={styles.typed} dir="auto">
        {text}
      </p>
    </Card>
  )
}

/** The customer and the opportunity that a lead became; nothing while it is one. */
export function Became({ lead: { customer, opportunity } }: { lead: Lead }) {
  const t = useT()
  if (!customer && !opportunity) return null
  return (
    <Card title={t('sales.leads.became.title')} aria-label={t('sales.leads.became.title')}>
      <dl className={styles.pairs}>
        {customer && (
          <div>
            <dt>{t('sales.leads.became.customer')}</dt>
            <dd>
              <Link to={`/customers/${customer.id}`}>
                <bdi>{customer.title}</bdi>
              </Link>
            </dd>
          </div>
        )}
        {opportunity && (
          <div>
            <dt>{t('sales.leads.became.opportunity')}</dt>
            <dd>
              <Link to={pathOf(opportunity)}>
                <bdi>{opportunity.title}</bdi>
              </Link>
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

type OpeningsProps = { openings: NonNullable<LeadPage['openings']>; shared: boolean }

/** For the owner of a lead: who else opened it. */
export function Openings({ openings, shared }: OpeningsProps) {
  const t = useT()
  const format = useFormat()
  const title = t('sales.leads.openings.title')
  return (
    <Card title={title} aria-label={title}>
      {openings.length === 0 && (
        <p className={styles.quiet}>
          {t(shared ? 'sales.leads.openings.none' : 'sales.leads.openings.private')}
        </p>
      )}
      <ul className={styles.openings}>
        {openings.map(({ userId, name, hour }) => (
          <li key={`${userId} ${hour}`}>
            <Avatar name={name} id={userId} size="small" />
            <bdi>{name}</bdi>
            <time dateTime={hour} title={format.dateTime(hour)}>
              {format.date(hour)}, {format.time(hour)}
            </time>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Who brought it, when and from where. */
export function Origin({ lead }: { lead: Lead }) {
  const t = useT()
  const format = useFormat()
  const title = t('sales.leads.origin.title')
  const lines = [
    ['by', lead.capturedBy?.title],
    ['at', lead.capturedAt && format.dateTime(lead.capturedAt)],
    ['source', lead.source],
  ].filter(([, value]) => value)
  return (
    <Card title={title} aria-label={title}>
      <dl className={styles.pairs}>
        {lines.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`sales.leads.origin.${key}`)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
