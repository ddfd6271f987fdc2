import { Switch } from '@mantine/core'
import { Lock, UsersRound } from 'lucide-react'
import { useCall } from '../../../../../platform/contract/hooks.ts'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { leadContract } from '../../../contract.ts'
import styles from '../leads.module.css'

const dayMs = 86_400_000

type WhoWillSeeProps = { keep: boolean | null; onKeep: (keep: boolean) => void }

/** Who will see what is being captured, and from which day on; where the firm allows it, the choice. */
export function WhoWillSee({ keep, onKeep }: WhoWillSeeProps) {
  const t = useT()
  const format = useFormat()
  const { data: policy } = useCall(leadContract.leadPolicy, {}, { staleTime: 60_000 })
  if (!policy) return null
  const kept = policy.privateFirst && (keep ?? true)
  const { shareAfterDays, announceDays, shadowAfterDays } = policy
  const due = shareAfterDays === null ? null : Date.now() + Math.max(shareAfterDays, announceDays) * dayMs
  const Icon = kept ? Lock : UsersRound
  return (
    <div className={styles.will}>
      <Icon size={15} strokeWidth={1.9} aria-hidden />
      {kept ? (
        <p>
          <b>{t('sales.leads.seen.private')}</b>{' '}
          {due === null
            ? t('sales.leads.seen.never')
            : t('sales.leads.seen.due', { date: format.date(new Date(due)), count: announceDays })}{' '}
          {shadowAfterDays === 0 && <small>{t('sales.leads.seen.shadow')}</small>}
        </p>
      ) : (
        <p>{t('sales.leads.seen.open')}</p>
      )}
      {policy.privateFirst && (
        <Switch
          label={t('sales.leads.capture.keep')}
          checked={kept}
          onChange={event => onKeep(event.currentTarget.checked)}
        />
      )}
    </div>
  )
}
