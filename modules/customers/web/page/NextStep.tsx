import { Button, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { Lightbulb } from 'lucide-react'
import { useFormat, useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Sentence } from '../../../../ui/theme/parts.tsx'
import type { CustomerPage } from '../../contract.ts'
import { type OpenTask, taskOfPage, useTaskActs } from '../tasks/task-acts.ts'
import { DuePicker } from '../tasks/DuePicker.tsx'

/** The next open task in a sentence, or that there is none. */
export function NextStep({ page, onPlan }: { page: CustomerPage; onPlan: () => void }) {
  const t = useT()
  const may = useMay()
  const first = page.tasks[0]
  const icon = <Lightbulb size={16} aria-hidden />
  if (first) return <NextTask task={taskOfPage(first)} icon={icon} />
  return (
    <Sentence
      tone="neutral"
      icon={icon}
      acts={may('customers.write') && <Button onClick={onPlan}>{t('customers.nextStep.plan')}</Button>}
    >
      <b>{t('customers.nextStep.none')}</b> {t('customers.nextStep.noneHint')}
    </Sentence>
  )
}

function NextTask({ task, icon }: { task: OpenTask; icon: ReactNode }) {
  const t = useT()
  const may = useMay()
  const format = useFormat()
  const { complete, postpone } = useTaskActs()
  const late = task.dueAt !== null && new Date(task.dueAt) < new Date()
  const words = [
    task.dueAt &&
      t(late ? 'customers.nextStep.late' : 'customers.nextStep.due', {
        when: format.relative(task.dueAt),
        date: format.dateTime(task.dueAt),
      }),
    task.assigneeName && t('customers.nextStep.who', { name: task.assigneeName }),
  ].filter(Boolean)
  return (
    <Sentence
      tone={late ? 'amber' : 'accent'}
      icon={icon}
      acts={
        may('customers.write') && (
          <>
            <Button onClick={() => void complete(task)}>{t('customers.task.complete')}</Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button>{t('customers.task.postpone')}</Button>
              </Menu.Target>
              <DuePicker onPick={dueAt => void postpone(task, dueAt)} />
            </Menu>
          </>
        )
      }
    >
      <b dir="auto">{task.title}</b> {words.join(' · ')}
    </Sentence>
  )
}
