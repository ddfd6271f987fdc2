import { useT } from '../../../../platform/i18n/react.ts'
import { Avatar, Card } from '../../../../ui/theme/parts.tsx'
import type { CustomerPage } from '../../contract.ts'
import styles from './related.module.css'

/** Records that were merged into this one; what belongs to them is shown here too. */
export function Family({ page }: { page: CustomerPage }) {
  const t = useT()
  if (page.family.length === 0) return null
  const title = t('customers.family.title', { count: page.family.length })
  return (
    <Card title={title} aria-label={title}>
      <ul>
        {page.family.map(member => (
          <li key={member.id} className={styles.line}>
            <Avatar name={member.name} id={member.id} size="small" />
            <p className={styles.name}>
              <bdi>{member.name}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
