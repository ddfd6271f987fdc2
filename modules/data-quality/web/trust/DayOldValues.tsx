import { Link } from '@tanstack/react-router'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Card } from '../../../../ui/theme/parts.tsx'
import { dataQualityContract } from '../../contract.ts'
import { OldValueLine } from './OldValueLine.tsx'
import styles from './trust.module.css'

const shown = 4

/** My day: values of my customers that nobody has confirmed for long; a click says that one is still right. */
export function DayOldValues() {
  const t = useT()
  const old = useCall(
    dataQualityContract.oldValues,
    { query: { owner: 'me', limit: 30 } },
    { staleTime: 300_000 },
  )
  const lines = (old.data?.items ?? []).flatMap(customer =>
    customer.values.map(value => ({ customer, value })),
  )
  if (lines.length === 0) return null
  const title = t(old.data?.next ? 'data-quality.trust.oldTitleMore' : 'data-quality.trust.oldTitle', {
    count: lines.length,
  })
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        lines.length > shown && (
          <Link to="/data-quality/old" className={styles.all}>
            {t('data-quality.trust.showAll')}
          </Link>
        )
      }
    >
      <ul>
        {lines.slice(0, shown).map(({ customer, value }) => (
          <OldValueLine
            key={`${customer.customerId} ${value.field} ${value.pointId}`}
            customerId={customer.customerId}
            value={value}
          >
            <Link to={`/customers/${customer.customerId}`}>
              <bdi>{customer.name}</bdi>
            </Link>{' '}
            ·{' '}
          </OldValueLine>
        ))}
      </ul>
    </Card>
  )
}
