import { Button } from '@mantine/core'
import { Lock, UsersRound } from 'lucide-react'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { useMay } from '../../../../../ui/shell/session.tsx'
import { Sentence } from '../../../../../ui/theme/parts.tsx'
import { type LeadPage, leadContract } from '../../../contract.ts'
import type { Lead } from '../lead.ts'
import { useLeadAct } from '../use-lead-act.ts'

type WhoSeesProps = { lead: Lead; sharing: LeadPage['sharing'] }

/** Who sees a lead, since when or until when, in a sentence. */
export function WhoSees({ lead, sharing }: WhoSeesProps) {
  const t = useT()
  const format = useFormat()
  if (sharing) return <OnlyMe lead={lead} sharing={sharing} />
  return (
    <Sentence icon={<UsersRound size={17} strokeWidth={1.75} aria-hidden />} tone="neutral">
      {t(`sales.leads.seen.since.${lead.sharedWhy ?? 'owner'}`, {
        date: lead.sharedAt ? format.date(lead.sharedAt) : '',
      })}{' '}
      {lead.capturedBy?.title && (
        <small>{t('sales.leads.seen.credit', { name: lead.capturedBy.title })}</small>
      )}
    </Sentence>
  )
}

function OnlyMe({ lead, sharing }: { lead: Lead; sharing: NonNullable<LeadPage['sharing']> }) {
  const t = useT()
  const may = useMay()
  const format = useFormat()
  const act = useLeadAct()
  const { dueAt, announcedAt, announceDays } = sharing
  const share = () =>
    void act(
      leadContract.shareLead,
      { params: { id: lead.id } },
      t('sales.leads.done.shared', { name: lead.name }),
    )
  const then = !dueAt
    ? t('sales.leads.seen.never')
    : announcedAt
      ? t('sales.leads.seen.announced', { date: format.date(dueAt), told: format.date(announcedAt) })
      : t('sales.leads.seen.due', { date: format.date(dueAt), count: announceDays })
  return (
    <Sentence
      icon={<Lock size={17} strokeWidth={1.75} aria-hidden />}
      tone={announcedAt ? 'amber' : 'accent'}
      acts={may('sales.write') && <Button onClick={share}>{t('sales.leads.share')}</Button>}
    >
      <b>{t('sales.leads.seen.private')}</b> {then}
    </Sentence>
  )
}
