import { useT } from '../../../../platform/i18n/react.ts'
import { useMay } from '../../../../ui/shell/session.tsx'
import { Card } from '../../../../ui/theme/parts.tsx'
import type { CustomerPage } from '../../contract.ts'
import { taskOfPage } from '../tasks/task-acts.ts'
import { TaskLine } from '../tasks/TaskLine.tsx'
import { AddButton, Nothing } from './card-parts.tsx'

/** Open tasks for a customer. */
export function Tasks({ page, onPlan }: { page: CustomerPage; onPlan: () => void }) {
  const t = useT()
  const may = useMay()
  const title = t('entity.task.$title')
  return (
    <Card
      title={title}
      aria-label={title}
      aside={may('customers.write') && <AddButton label={t('customers.task.add')} onClick={onPlan} />}
    >
      {page.tasks.length === 0 ? (
        <Nothing>{t('customers.task.none')}</Nothing>
      ) : (
        <ul>
          {page.tasks.map(task => (
            <TaskLine key={task.id} task={taskOfPage(task)} />
          ))}
        </ul>
      )}
    </Card>
  )
}
