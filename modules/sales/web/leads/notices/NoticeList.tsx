import { Link } from '@tanstack/react-router'
import { CalendarClock, type LucideIcon, UsersRound, UserSearch } from 'lucide-react'
import { useFormat, useT } from '../../../../../platform/i18n/react.ts'
import { Badge } from '../../../../../ui/theme/parts.tsx'
import { leadPath } from '../lead.ts'
import styles from '../leads.module.css'
import type { Notice } from './use-notices.ts'

const icons: Record<Notice['kind'], LucideIcon> = {
  asked: UserSearch,
  'will-be-shared': CalendarClock,
  shared: UsersRound,
}

/** What happened to leads, newest first. */
export function NoticeList({ notices, onGo }: { notices: readonly Notice[]; onGo?: () => void }) {
  return (
    <ul className={styles.notices}>
      {notices.map(notice => (
        <NoticeLine key={notice.id} notice={notice} {...(onGo ? { onGo } : {})} />
      ))}
    </ul>
  )
}

function NoticeLine({ notice, onGo }: { notice: Notice; onGo?: () => void }) {
  const t = useT()
  const format = useFormat()
  const { kind, lead, leadId, byName, at, dueAt, seenAt } = notice
  const Icon = icons[kind]
  const date = dueAt ? format.date(dueAt) : ''
  return (
    <li>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      <div>
        {lead === null ? (
          <span className={styles.quiet}>{t('sales.leads.notices.lost')}</span>
        ) : (
          <Link to={leadPath({ id: leadId })} {...(onGo ? { onClick: onGo } : {})}>
            <bdi>{lead}</bdi>
          </Link>
        )}
        <p>{t(`sales.leads.notices.${kind}`, { who: byName ?? '', date })}</p>
      </div>
      <span className={styles.noticeEnd}>
        {seenAt === null && <Badge tone="blue">{t('sales.leads.notices.new')}</Badge>}
        <time dateTime={at} title={format.dateTime(at)}>
          {format.ago(at)}
        </time>
      </span>
    </li>
  )
}
