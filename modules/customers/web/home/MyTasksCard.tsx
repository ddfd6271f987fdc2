import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { Card, EmptyState, Label, TextLink } from '../../../../ui/theme/parts.tsx'
import type { OpenTask } from '../tasks/task-acts.ts'
import { TaskLine } from '../tasks/TaskLine.tsx'
import { groupTasks } from './group-tasks.ts'
import styles from './home.module.css'
import { MorningMail } from './MorningMail.tsx'
import type { MyDay } from './use-my-day.ts'

/** My open tasks: the late ones first, then today, then what comes. */
export function MyTasksCard({ tasks }: { tasks: MyDay['tasks'] }) {
  const t = useT()
  const title = t('customers.day.myTasks')
  return (
    <Card
      title={title}
      aria-label={title}
      aside={
        <Link to="/tasks" search={{ view: 'mine' } as never} className={styles.all}>
          {t('customers.day.allTasks')}
        </Link>
      }
    >
      {tasks.isSuccess ? <TaskGroupsList records={tasks.data.items} /> : <Reading of={tasks} lines={8} />}
      <footer className={styles.foot}>
        <MorningMail />
      </footer>
    </Card>
  )
}

function TaskGroupsList({ records }: { records: Parameters<typeof groupTasks>[0] }) {
  const t = useT()
  const format = useFormat()
  const groups = groupTasks(records, { now: new Date(), timeZone: format.timeZone })
  const named = (['late', 'today', 'later', 'someday'] as const).filter(name => groups[name].length > 0)
  if (named.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={20} aria-hidden />} title={t('customers.day.noTasks')}>
        {t('customers.day.noTasksHint')}
      </EmptyState>
    )
  }
  return (
    <div className={styles.groups}>
      {named.map(name => (
        <TaskGroup key={name} name={name} tasks={groups[name]} />
      ))}
    </div>
  )
}

const shownAtFirst = { late: 12, today: 20, later: 6, someday: 4 }

function TaskGroup({ name, tasks }: { name: keyof typeof shownAtFirst; tasks: readonly OpenTask[] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? tasks : tasks.slice(0, shownAtFirst[name])
  return (
    <section data-group={name}>
      <h3>
        <Label>{t(`customers.day.group.${name}`)}</Label> <small>{tasks.length}</small>
      </h3>
      <ul>
        {shown.map(task => (
          <TaskLine key={task.id} task={task} showCustomer />
        ))}
      </ul>
      {tasks.length > shown.length && (
        <TextLink onClick={() => setAll(true)}>
          {t('customers.day.moreTasks', { count: tasks.length - shown.length })}
        </TextLink>
      )}
    </section>
  )
}
