import { dayOf } from '../../../../platform/i18n/index.ts'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Bone } from '../../../../ui/theme/parts.tsx'
import { groupTasks } from './group-tasks.ts'
import type { MyDay } from './use-my-day.ts'

/** The day in a sentence: what is late, what is due, whom one meets next. */
export function Summary({ day }: { day: MyDay }) {
  const t = useT()
  const format = useFormat()
  if (day.tasks.isPending || day.day.isPending) return <Bone width={320} />
  const groups = groupTasks(day.tasks.data?.items ?? [], { now: new Date(), timeZone: format.timeZone })
  const today = dayOf(new Date(), format.timeZone)
  const next = day.day.data?.appointments.find(({ at }) => dayOf(at, format.timeZone) === today)
  const sentences = [
    groups.late.length > 0 && t('customers.day.summary.late', { count: groups.late.length }),
    groups.today.length > 0 && t('customers.day.summary.today', { count: groups.today.length }),
    groups.late.length + groups.today.length === 0 && t('customers.day.summary.nothingDue'),
    next && t('customers.day.summary.meeting', { time: format.time(next.at), customer: next.customerName }),
    (day.mentions.data?.items.length ?? 0) > 0 &&
      t('customers.day.summary.mentions', { count: day.mentions.data?.items.length ?? 0 }),
  ].filter(Boolean)
  return <p>{sentences.join(' ')}</p>
}
