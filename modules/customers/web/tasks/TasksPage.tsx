import { useMemo } from 'react'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { Problem } from '../../../../platform/contract/client.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { RecordBrowser } from '../../../../ui/views/RecordBrowser.tsx'
import { useOpenedWith } from '../../../../ui/views/use-opened-with.ts'
import { customersContract } from '../../contract.ts'
import { taskViews } from '../list/built-in-views.ts'
import { useViews } from '../../../../ui/views/use-views.ts'
import { WithReferences } from '../references.tsx'
import { useAct } from '../use-act.ts'
import { CompleteCell } from './CompleteCell.tsx'
import { DueCell } from './DueCell.tsx'
import { taskOfRecord } from './task-acts.ts'
import { useAppointments } from './use-appointments.ts'
import { TaskPanel } from './TaskPanel.tsx'

const cells = {
  dueAt: (record: RecordRow) => <DueCell task={taskOfRecord(record)} />,
  completedAt: (record: RecordRow) => <CompleteCell task={taskOfRecord(record)} />,
}

const changed = [customersContract.tasks, customersContract.appointments]

/** All tasks: mine, late ones, everybody's; as table, board by priority or calendar, where my meetings stand with them. */
export default function TasksPage() {
  const t = useT()
  const may = useMay()
  const entity = useEntity('task')
  const fixed = useMemo(() => taskViews(t), [t])
  const views = useViews('task', fixed)
  const edit = useTaskEdit()
  useLive(['task', 'timeline-entry', 'batch'], { invalidates: changed })
  useOpenedWith('mine', '/tasks')
  return (
    <WithReferences>
      <RecordBrowser
        entity={entity}
        source={customersContract.tasks}
        pathOf={record => `/customers/${taskOfRecord(record).customerId}`}
        views={views}
        panel={record => <TaskPanel key={record.id} record={record} onEdit={edit} />}
        cells={cells}
        useAlso={useAppointments}
        {...(may('customers.write') ? { onEdit: edit } : {})}
      />
    </WithReferences>
  )
}

/** Saves one field of a task; the customer cannot be changed. */
function useTaskEdit(): (record: RecordRow, field: Field, value: unknown) => Promise<unknown> {
  const t = useT()
  const act = useAct()
  return async (record, field, value) => {
    if (field.key === 'customer') throw new Problem(400, { code: 'customers.task-stays' })
    const task = taskOfRecord(record)
    const answer = await act(
      customersContract.changeTask,
      {
        params: { id: task.customerId, childId: task.id },
        body: { [field.key]: value },
        ifMatch: task.version,
      },
      t('customers.done.taskChanged'),
    )
    if (!answer) throw new Problem(0, {})
    return answer.data
  }
}
