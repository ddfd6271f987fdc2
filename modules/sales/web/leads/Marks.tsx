import {
  BadgeCheck,
  CircleDot,
  type LucideIcon,
  Lock,
  PauseCircle,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react'
import type { Tone } from '../../../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Badge } from '../../../../ui/theme/parts.tsx'
import type { Lead, LeadState } from './lead.ts'
import styles from './leads.module.css'

const states: Record<LeadState, { icon: LucideIcon; tone: Tone }> = {
  new: { icon: CircleDot, tone: 'blue' },
  qualified: { icon: BadgeCheck, tone: 'accent' },
  disqualified: { icon: PauseCircle, tone: 'neutral' },
  converted: { icon: UserRoundCheck, tone: 'violet' },
}

/** How a lead stands, in a word and a sign. */
export function StateMark({ lead }: { lead: Pick<Lead, 'state'> }) {
  const t = useT()
  const { icon: Icon, tone } = states[lead.state]
  return (
    <Badge tone={tone}>
      <Icon size={12} strokeWidth={2} aria-hidden className={styles.sign ?? ''} />
      {t(`entity.lead.state.${lead.state}`)}
    </Badge>
  )
}

/** Who sees a lead: its owner only, or others too, and since when. */
export function SeenMark({ lead, day = false }: { lead: Pick<Lead, 'sharedAt'>; day?: boolean }) {
  const t = useT()
  const format = useFormat()
  const Icon = lead.sharedAt ? UsersRound : Lock
  return (
    <span className={styles.seenMark} data-private={!lead.sharedAt || undefined}>
      <Icon size={13} strokeWidth={1.9} aria-hidden />
      <span>{t(lead.sharedAt ? 'sales.leads.mark.shared' : 'sales.leads.mark.private')}</span>
      {day && lead.sharedAt && <small>{format.date(lead.sharedAt)}</small>}
    </span>
  )
}
