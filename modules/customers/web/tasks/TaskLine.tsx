import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CalendarClock, Check } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay, useSession } from '../../../../ui/shell/session.tsx'
import { IconButton } from '../../../../ui/theme/IconButton.tsx'
import { Badge } from '../../../../ui/theme/parts.tsx'
import { DuePicker } from './DuePicker.tsx'
import { type OpenTask, useTaskActs } from './task-acts.ts'
import styles from './TaskLine.module.css'

/** One open task: a circle that completes it, what it says, when, whose; put off from the menu at its end. */
export function TaskLine({ task, showCustomer = false }: { task: OpenTask; showCustomer?: boolean }) {
  const t = useT()
  const may = useMay()
  const { complete, postpone } = useTaskActs()
  const writes = may('customers.write')
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={styles.circle}
        disabled={!writes}
        aria-label={t('customers.task.completeNamed', { title: task.title })}
        title={t('customers.task.complete')}
        onClick={() => void complete(task)}
      >
        <Check size={12} strokeWidth={2.5} aria-hidden />
      </button>
      <div className={styles.words}>
        <p className={styles.title}>
          <bdi>{task.title}</bdi>
          {task.priority === 'high' && (
            <>
              {' '}
              <Badge tone="amber">{t('entity.task.priority.high')}</Badge>
            </>
          )}
        </p>
        <p className={styles.aside}>
          {showCustomer && task.customerName && (
            <Link to={`/customers/${task.customerId}`} className={styles.customer}>
              <bdi>{task.customerName}</bdi>
            </Link>
          )}
          <DueWords task={task} apart={showCustomer && task.customerName !== null} />
        </p>
      </div>
      {writes && (
        <Menu position="bottom-end">
          <Menu.Target>
            <IconButton
              aria-label={t('customers.task.postponeNamed', { title: task.title })}
              title={t('customers.task.postpone')}
            >
              <CalendarClock size={15} aria-hidden />
            </IconButton>
          </Menu.Target>
          <DuePicker onPick={dueAt => void postpone(task, dueAt)} />
        </Menu>
      )}
    </li>
  )
}

/** When it is due, in amber when it is late, and whose it is unless it is mine. */
function DueWords({ task, apart }: { task: OpenTask; apart: boolean }) {
  const t = useT()
  const format = useFormat()
  const { user } = useSession()
  const { dueAt } = task
  const late = dueAt !== null && new Date(dueAt) < new Date()
  const others = task.assigneeName && task.assigneeId !== user.id ? task.assigneeName : null
  return (
    <>
      {apart && dueAt && ' · '}
      {dueAt && (
        <time dateTime={dueAt} title={format.dateTime(dueAt)} data-late={late || undefined}>
          {t(late ? 'customers.task.late' : 'customers.task.due', { when: format.relative(dueAt) })}
        </time>
      )}
      {others && (
        <>
          {(apart || dueAt) && ' · '}
          {others}
        </>
      )}
    </>
  )
}
