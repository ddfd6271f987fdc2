import { Link } from '@tanstack/react-router'
import { useT } from '../../../../platform/i18n/react.ts'
import { DayCard } from './DayCards.tsx'
import styles from './home.module.css'
import { MentionLine } from './MentionLine.tsx'
import type { MyDay } from './use-my-day.ts'

/** Notes that name me and that I have not read. */
export function MentionsCard({ mentions }: { mentions: MyDay['mentions'] }) {
  const t = useT()
  const items = mentions.data?.items ?? []
  if (mentions.data && items.length === 0) return null
  return (
    <DayCard
      title={t('customers.inbox.mentions')}
      asked={mentions}
      aside={
        <Link to="/inbox" className={styles.all}>
          {t('customers.inbox.open')}
        </Link>
      }
    >
      <ul>
        {items.slice(0, 4).map(mention => (
          <MentionLine key={mention.id} mention={mention} />
        ))}
      </ul>
    </DayCard>
  )
}
