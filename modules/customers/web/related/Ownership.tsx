import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { hasText } from '../../../../platform/i18n/index.ts'
import { Avatar, Card } from '../../../../ui/theme/parts.tsx'
import type { CustomerPage } from '../../contract.ts'
import styles from './related.module.css'

/** Who looks after the customer, and who did before. */
export function Ownership({ page }: { page: CustomerPage }) {
  const t = useT()
  const format = useFormat()
  if (page.ownership.length === 0) return null
  const month = (at: string) => format.dateParts(at, { year: 'numeric', month: 'short' })
  const title = t('customers.ownership.title')
  return (
    <Card title={title} aria-label={title}>
      <ul>
        {page.ownership.map(period => {
          const name = period.userName ?? t('customers.ownership.unknown')
          const role = `customers.ownership.role.${period.role}`
          return (
            <li key={`${period.userId}-${period.from}`} className={styles.line}>
              <Avatar name={name} id={period.userId} />
              <div className={styles.words}>
                <p className={styles.name}>{name}</p>
                <p className={styles.aside}>{hasText(role) ? t(role) : period.role}</p>
              </div>
              <span className={styles.when}>
                {period.to
                  ? t('customers.tie.fromTo', { from: month(period.from), to: month(period.to) })
                  : t('customers.tie.since', { from: month(period.from) })}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
