import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { keyOf } from '../../../../platform/contract/hooks.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import type { ListPage } from '../../../../ui/table/use-record-list.ts'
import { customersContract, type CustomerPage } from '../../contract.ts'
import { useAct } from '../use-act.ts'

/** A task as the screens need it, wherever it was read. */
export type OpenTask = {
  id: string
  version: number
  customerId: string
  customerName: string | null
  title: string
  body: string | null
  dueAt: string | null
  priority: string
  assigneeId: string | null
  assigneeName: string | null
  completedAt: string | null
}

type Referred = { id?: unknown; name?: unknown; title?: unknown } | null | undefined

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function common(task: Record<string, unknown>) {
  const assignee = task['assignee'] as Referred
  return {
    id: String(task['id']),
    version: Number(task['version']),
    title: String(task['title']),
    body: textOrNull(task['body']),
    dueAt: textOrNull(task['dueAt']),
    priority: textOrNull(task['priority']) ?? 'normal',
    assigneeId: textOrNull(assignee?.id),
    assigneeName: textOrNull(assignee?.name) ?? textOrNull(assignee?.title),
    completedAt: textOrNull(task['completedAt']),
  }
}

/** A task of a customer's page. */
export function taskOfPage(task: CustomerPage['tasks'][number]): OpenTask {
  return { ...common(task), customerId: String(task['customerId']), customerName: null }
}

/** A task of a list. */
export function taskOfRecord(record: RecordRow): OpenTask {
  const customer = record['customer'] as Referred
  return {
    ...common(record),
    customerId: textOrNull(customer?.id) ?? '',
    customerName: textOrNull(customer?.title),
  }
}

/** What is done with tasks everywhere: complete, open again, put off, remove. Done at once on screen, with Undo. */
export function useTaskActs() {
  const t = useT()
  const act = useAct()
  const client = useQueryClient()
  const params = (task: OpenTask) => ({ id: task.customerId, childId: task.id })
  return {
    complete: (task: OpenTask) => {
      showCompleted(client, task)
      return act(customersContract.completeTask, { params: params(task) }, t('customers.done.taskCompleted'))
    },
    reopen: (task: OpenTask) =>
      act(customersContract.reopenTask, { params: params(task) }, t('customers.done.taskReopened')),
    postpone: (task: OpenTask, dueAt: string | null) =>
      act(
        customersContract.changeTask,
        { params: params(task), body: { dueAt }, ifMatch: task.version },
        t('customers.done.taskMoved'),
      ),
    remove: (task: OpenTask) =>
      act(customersContract.removeTask, { params: params(task) }, t('customers.done.taskRemoved')),
  }
}

/** The task goes at the click; a refusal brings it back when the lists are read again. */
function showCompleted(client: QueryClient, task: OpenTask): void {
  const key = keyOf(customersContract.page, { params: { id: task.customerId } })
  client.setQueryData<CustomerPage>(
    key,
    page => page && { ...page, tasks: page.tasks.filter(other => other.id !== task.id) },
  )
  const completedAt = new Date().toISOString()
  client.setQueriesData<ListPage>({ queryKey: [customersContract.tasks.name] }, page =>
    page?.items
      ? { ...page, items: page.items.map(item => (item.id === task.id ? { ...item, completedAt } : item)) }
      : page,
  )
}
