import { Flag, MoveLeft, MoveRight } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Timeline, type TimelineProps } from '../../../../ui/timeline/Timeline.tsx'
import type { OpportunityPage } from '../../contract.ts'
import { daysSince } from '../opportunity.ts'

/** In which stages a deal was, how long, and how it ended; newest first. */
export function CourseCard({
  visits,
  closure,
  kinds,
  kind,
  onKind,
}: Pick<OpportunityPage, 'visits' | 'closure'> & Required<Pick<TimelineProps, 'kinds' | 'kind' | 'onKind'>>) {
  const t = useT()
  const format = useFormat()
  const entries = visits.toReversed().map(visit => ({
    id: visit.id,
    kind: 'stage',
    at: visit.enteredAt,
    icon: format.direction === 'rtl' ? MoveLeft : MoveRight,
    title: (
      <>
        <b>
          <bdi>{visit.stage.title}</bdi>
        </b>{' '}
        {t('sales.course.days', {
          count: daysSince(visit.enteredAt, visit.leftAt ? new Date(visit.leftAt) : new Date()),
        })}
      </>
    ),
    aside: visit.by.title ?? undefined,
  }))
  const end = closure && {
    id: 'closure',
    kind: 'closure',
    at: closure.at,
    icon: Flag,
    tone: closure.outcome === 'won' ? ('accent' as const) : ('neutral' as const),
    title: <b>{t(`entity.opportunity.outcome.${closure.outcome}`)}</b>,
    detail: format.list([closure.reason, closure.competitor, closure.note].filter(part => part !== null)),
    aside: closure.by.title ?? undefined,
  }
  return (
    <Timeline
      entries={end ? [end, ...entries] : entries}
      state="ready"
      kinds={kinds}
      kind={kind}
      onKind={onKind}
    />
  )
}
