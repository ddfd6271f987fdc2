import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useT } from '../../../../../platform/i18n/react.ts'
import { wordsOf } from '../../../../../ui/shell/undo.ts'
import { Card, ErrorState } from '../../../../../ui/theme/parts.tsx'
import { NoticeList } from './NoticeList.tsx'
import { useNotices } from './use-notices.ts'

/** The inbox: what happened to my leads that I have not seen. */
export function InboxNotices({ tell }: { tell: (name: string, waiting: number) => void }) {
  const t = useT()
  const { asked, fresh, see } = useNotices()
  useEffect(() => tell('sales.leads', fresh.length), [tell, fresh.length])
  if (asked.error)
    return <ErrorState message={wordsOf(asked.error, t)} onRetry={() => void asked.refetch()} />
  if (fresh.length === 0) return null
  const title = t('sales.leads.notices.title')
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        <Button size="compact-sm" onClick={see}>
          {t('sales.leads.notices.see')}
        </Button>
      }
    >
      <NoticeList notices={fresh} />
    </Card>
  )
}
