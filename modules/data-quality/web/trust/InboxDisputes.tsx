import { useEffect, useState } from 'react'
import { useT } from '../../../../platform/i18n/react.ts'
import { wordsOf } from '../../../../ui/shell/undo.ts'
import { Card, ErrorState } from '../../../../ui/theme/parts.tsx'
import type { Dispute } from '../../contract/disputes.ts'
import { OpenDisputeLine, SettledDisputeLine } from './DisputeLine.tsx'
import { SettleDialog } from './SettleDialog.tsx'
import styles from './trust.module.css'
import { useMyDisputes } from './use-disputes.ts'

/** The inbox: disputes that I have to decide, the most urgent first, and what became of mine. */
export function InboxDisputes({ tell }: { tell: (name: string, waiting: number) => void }) {
  const t = useT()
  const { forMe, toRead } = useMyDisputes()
  const waiting = (forMe.data?.items.length ?? 0) + (toRead.data?.items.length ?? 0)
  useEffect(() => tell('data-quality.disputes', waiting), [tell, waiting])
  if (forMe.error)
    return <ErrorState message={wordsOf(forMe.error, t)} onRetry={() => void forMe.refetch()} />
  const settled = toRead.data?.items ?? []
  return (
    <>
      <DisputesForMe disputes={forMe.data?.items ?? []} />
      {settled.length > 0 && (
        <Card title={t('data-quality.trust.settledTitle')} aria-label={t('data-quality.trust.settledTitle')}>
          <ul className={styles.disputes}>
            {settled.map(dispute => (
              <SettledDisputeLine key={dispute.id} dispute={dispute} />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

/** My day: the same disputes, where there are any. */
export function DayDisputes() {
  const { forMe } = useMyDisputes()
  return <DisputesForMe disputes={forMe.data?.items.slice(0, 4) ?? []} />
}

function DisputesForMe({ disputes }: { disputes: readonly Dispute[] }) {
  const t = useT()
  const [open, setOpen] = useState<Dispute | null>(null)
  if (disputes.length === 0 && !open) return null
  const title = t('data-quality.trust.forMeTitle')
  return (
    <Card title={title} aria-label={title}>
      <ul className={styles.disputes}>
        {disputes.map(dispute => (
          <OpenDisputeLine key={dispute.id} dispute={dispute} onOpen={() => setOpen(dispute)} />
        ))}
      </ul>
      {open && <SettleDialog dispute={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}
