import { PauseCircle } from 'lucide-react'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { Sentence } from '../../../../../ui/theme/parts.tsx'
import type { Lead } from '../lead.ts'

/** Why a lead was put aside, and when it comes back. */
export function AsideSentence({ lead: { state, disqualifiedWhy, recycleOn } }: { lead: Lead }) {
  const t = useT()
  const format = useFormat()
  if (state !== 'disqualified') return null
  return (
    <Sentence icon={<PauseCircle size={17} strokeWidth={1.75} aria-hidden />} tone="neutral">
      {t('sales.leads.aside.said', { why: disqualifiedWhy ?? '' })}{' '}
      {recycleOn && <b>{t('sales.leads.aside.until', { date: format.date(recycleOn) })}</b>}
    </Sentence>
  )
}
