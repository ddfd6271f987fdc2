import { Inbox } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { Page } from '../../../../ui/shell/Page.tsx'
import { SlotOutlet } from '../../../../ui/shell/slots.tsx'
import { useShortcut } from '../../../../ui/shell/shortcuts.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Bones, Card, EmptyState, ErrorState } from '../../../../ui/theme/parts.tsx'
import { customersContract } from '../../contract.ts'
import { inboxCards } from '../slots.ts'
import styles from './home.module.css'
import { MentionLine, useReadMention } from './MentionLine.tsx'

const changed = [customersContract.mentions]

/** Everything that waits for my eyes: notes that name me. */
export default function InboxPage() {
  const t = useT()
  const mentions = useCall(customersContract.mentions)
  const read = useReadMention()
  useLive(['user', 'timeline-entry', 'batch'], { invalidates: changed })
  const items = mentions.data?.items ?? []
  const [others, setOthers] = useState<Readonly<Record<string, number>>>({})
  const tell = useCallback(
    (name: string, count: number) =>
      setOthers(known => (known[name] === count ? known : { ...known, [name]: count })),
    [],
  )
  const waiting = items.length + Object.values(others).reduce((sum, count) => sum + count, 0)
  const first = items[0]
  useShortcut(
    first ? { keys: 'e', label: t('customers.inbox.readFirst'), run: () => void read(first) } : null,
  )
  return (
    <Page title={t('customers.inbox.title')} count={mentions.data ? waiting : null}>
      <div className={styles.inbox}>
        {mentions.isPending && (
          <Card>
            <Bones lines={6} />
          </Card>
        )}
        {mentions.error && (
          <ErrorState message={wordsOf(mentions.error, t)} onRetry={() => void mentions.refetch()} />
        )}
        {mentions.data && waiting === 0 && (
          <EmptyState icon={<Inbox size={20} aria-hidden />} title={t('customers.inbox.empty')}>
            {t('customers.inbox.emptyHint')}
          </EmptyState>
        )}
        <SlotOutlet of={inboxCards} props={{ tell }} />
        {items.length > 0 && (
          <Card aria-label={t('customers.inbox.mentions')}>
            <ul>
              {items.map(mention => (
                <MentionLine key={mention.id} mention={mention} />
              ))}
            </ul>
          </Card>
        )}
      </div>
    </Page>
  )
}
