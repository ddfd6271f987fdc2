import { call } from '../../../../platform/contract/client.ts'
import type { RecordRow } from '../../../../ui/field/record.ts'
import { customersContract } from '../../contract.ts'
import { taskOfRecord } from './task-acts.ts'

/** A task as it is now: among those of its customer, since a task has no address of its own. */
export async function readTask(known: RecordRow, signal?: AbortSignal): Promise<RecordRow> {
  const { customerId } = taskOfRecord(known)
  const filter = JSON.stringify({ field: 'customer', op: 'eq', value: customerId })
  const { items } = await call(
    customersContract.tasks,
    { query: { filter, limit: 200, sort: '-createdAt' } },
    signal,
  )
  return items.find(item => item.id === known.id) ?? known
}
