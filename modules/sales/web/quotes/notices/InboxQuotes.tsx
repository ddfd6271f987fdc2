import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { wordsOf } from '../../../../../ui/shell/undo.ts'
import { Card, ErrorState } from '../../../../../ui/theme/parts.tsx'
import { ApprovalLine, NoticeLine } from './QuoteLines.tsx'
import styles from './notices.module.css'
import { useQuoteNotices } from './use-notices.ts'

/** The inbox: what waits for my approval, and what happened to my quotes that I have not seen. */
export function InboxQuotes({ tell }: { tell: (name: string, waiting: number) => void }) {
  const t = useT()
  const { asked, fresh, waiting, see } = useQuoteNotices()
  const count = fresh.length + waiting.length
  useEffect(() => tell('sales.quotes', count), [tell, count])
  if (asked.error)
    return <ErrorState message={wordsOf(asked.error, t)} onRetry={() => void asked.refetch()} />
  const title = t('sales.quoteNotices.title')
  return (
    <>
      <Approvals />
      {fresh.length > 0 && (
        <Card
          title={title}
          aria-label={title}
          aside={
            <Button size="compact-sm" onClick={see}>
              {t('sales.quoteNotices.see')}
            </Button>
          }
        >
          <ul className={styles.lines}>
            {fresh.map(notice => (
              <NoticeLine key={notice.id} notice={notice} />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

/** Discounts that wait for my approval, the oldest first; nothing where there are none. Stands on the start page too. */
export function Approvals() {
  const t = useT()
  const { waiting } = useQuoteNotices()
  if (waiting.length === 0) return null
  const title = t('sales.quoteNotices.waiting')
  return (
    <Card title={title} aria-label={title}>
      <ul className={styles.lines}>
        {waiting.map(approval => (
          <ApprovalLine key={approval.id} approval={approval} />
        ))}
      </ul>
    </Card>
  )
}
