import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ArrowUpRight, Check, RotateCcw, Trash2 } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { FieldList } from '../../../../ui/record/FieldList.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { customersContract } from '../../contract.ts'
import { taskOfRecord, useTaskActs } from './task-acts.ts'
import styles from './TaskLine.module.css'
import { readTask } from './read-task.ts'

type TaskPanelProps = {
  record: RecordRow
  onEdit: (record: RecordRow, field: Field, value: unknown) => Promise<unknown>
}

/** A task beside the list: all it says, and what can be done with it. */
export function TaskPanel({ record: listed, onEdit }: TaskPanelProps) {
  const t = useT()
  const may = useMay()
  const entity = useEntity('task')
  const { complete, reopen, remove } = useTaskActs()
  const latest = useQuery({
    queryKey: [customersContract.tasks.name, 'one', listed.id],
    queryFn: ({ signal }) => readTask(listed, signal),
    initialData: listed,
  })
  const record = latest.data
  const task = taskOfRecord(record)
  const writes = may('customers.write')
  return (
    <div className={styles.panel}>
      <div className={styles.panelActs}>
        {writes &&
          (task.completedAt ? (
            <Button leftSection={<RotateCcw size={14} aria-hidden />} onClick={() => void reopen(task)}>
              {t('customers.task.reopen')}
            </Button>
          ) : (
            <Button
              variant="filled"
              leftSection={<Check size={14} aria-hidden />}
              onClick={() => void complete(task)}
            >
              {t('customers.task.complete')}
            </Button>
          ))}
        <Button
          component={Link}
          to={`/customers/${task.customerId}`}
          leftSection={<ArrowUpRight size={14} aria-hidden />}
        >
          {t('customers.task.toCustomer')}
        </Button>
        {writes && (
          <Button leftSection={<Trash2 size={14} aria-hidden />} onClick={() => void remove(task)}>
            {t('ui.delete')}
          </Button>
        )}
      </div>
      <FieldList
        entity={entity}
        record={record}
        fields={['title', 'customer', 'body', 'dueAt', 'assignee', 'priority', 'completedAt', 'createdAt']}
        {...(writes
          ? {
              onEdit: async (field: Field, value: unknown) => {
                await onEdit(record, field, value)
                await latest.refetch()
              },
            }
          : {})}
      />
    </div>
  )
}
