import { Button } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import { Pin } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '../../platform/entities/descriptor.ts'
import { useFormat, useT } from '../../platform/i18n/react.ts'
import { Bone, Bones, EmptyState, ErrorState, Label } from '../theme/parts.tsx'
import { groupEntries } from './group-entries.ts'
import styles from './Timeline.module.css'

/** Something that happened, or will. */
export type TimelineEntry = {
  id: string
  kind: string
  /** ISO instant. One in the future is listed under “Coming”. */
  at: string
  icon: LucideIcon
  tone?: Tone
  /** One line: who did what. */
  title: ReactNode
  /** What was said or changed; framed below. */
  detail?: ReactNode
  /** Beside the time: where it comes from. */
  aside?: ReactNode
  pinned?: boolean
  /** Buttons that appear when the entry is pointed at or has the focus. */
  acts?: ReactNode
}

export type TimelineProps = {
  entries: readonly TimelineEntry[]
  /** Kinds that can be filtered for; `all` is added. */
  kinds?: readonly { id: string; label: string; count?: number }[]
  /** The kind that is shown; null for all. */
  kind?: string | null
  onKind?: (kind: string | null) => void
  /** The place to write, above everything. */
  composer?: ReactNode
  older?: { more: boolean; loading: boolean; onMore: () => void }
  state?: 'ready' | 'loading' | { problem: string; retry: () => void }
  empty?: ReactNode
}

/** What happened, newest first, by day; what is planned stands on top. */
export function Timeline({
  entries,
  kinds = [],
  kind = null,
  onKind,
  composer,
  older,
  state = 'ready',
  empty,
}: TimelineProps) {
  const t = useT()
  const format = useFormat()
  const groups = groupEntries(entries, { format, t, now: new Date() })
  return (
    <section className={styles.timeline}>
      {composer}
      {kinds.length > 0 && onKind && <Kinds kinds={kinds} kind={kind} onKind={onKind} />}
      {state === 'loading' && <TimelineBones />}
      {typeof state === 'object' && <ErrorState message={state.problem} onRetry={state.retry} />}
      {state === 'ready' &&
        entries.length === 0 &&
        (empty ?? <EmptyState title={t('ui.timeline.empty')}>{t('ui.timeline.emptyHint')}</EmptyState>)}
      {groups.map(group => (
        <div key={group.title}>
          <h2 className={styles.day}>
            <Label>{group.title}</Label>
          </h2>
          <ol>
            {group.entries.map(entry => (
              <Entry key={entry.id} entry={entry} time={group.timeOf(entry.at)} />
            ))}
          </ol>
        </div>
      ))}
      {older?.more && (
        <Button variant="subtle" color="gray" loading={older.loading} onClick={older.onMore}>
          {t('ui.timeline.older')}
        </Button>
      )}
    </section>
  )
}

function Kinds({
  kinds,
  kind,
  onKind,
}: Required<Pick<TimelineProps, 'kinds' | 'onKind'>> & { kind: string | null }) {
  const t = useT()
  const format = useFormat()
  const all = [{ id: null, label: t('ui.timeline.all'), count: undefined }, ...kinds]
  return (
    <div className={styles.kinds} role="group" aria-label={t('ui.timeline.filters')}>
      {all.map(({ id, label, count }) => (
        <button key={id ?? ''} type="button" aria-pressed={kind === id} onClick={() => onKind(id)}>
          {label}
          {count !== undefined && ` ${format.number(count)}`}
        </button>
      ))}
    </div>
  )
}

function Entry({ entry, time }: { entry: TimelineEntry; time: string }) {
  const t = useT()
  const format = useFormat()
  const Icon = entry.icon
  return (
    <li className={styles.entry}>
      <span className={styles.icon} data-tone={entry.tone ?? 'neutral'}>
        <Icon size={14} strokeWidth={1.9} aria-hidden />
      </span>
      <div className={styles.content}>
        <div className={styles.line}>
          <p className={styles.title}>{entry.title}</p>
          {entry.acts && <span className={styles.acts}>{entry.acts}</span>}
          {entry.pinned && <Pin size={12} className={styles.pin} aria-label={t('ui.timeline.pinned')} />}
          <span className={styles.time}>
            {entry.aside && (
              <>
                <bdi>{entry.aside}</bdi>,{' '}
              </>
            )}
            <time dateTime={entry.at} title={format.dateTime(entry.at)}>
              {time}
            </time>
          </span>
        </div>
        {entry.detail && <div className={styles.detail}>{entry.detail}</div>}
      </div>
    </li>
  )
}

function TimelineBones() {
  return (
    <div className={styles.bones} aria-hidden>
      {[0, 1, 2].map(at => (
        <div key={at}>
          <Bone width={26} height={26} />
          <Bones lines={2} />
        </div>
      ))}
    </div>
  )
}
