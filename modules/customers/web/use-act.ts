import type { Endpoint } from '../../../platform/contract/endpoint.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { type Act, useActOn } from '../../../ui/shell/use-act.ts'
import { customersContract } from '../contract.ts'

/** What a customer's page, the lists and the start page have read; any act may change it. */
export const reads: readonly Endpoint[] = [
  customersContract.page,
  customersContract.timeline,
  customersContract.changes,
  customersContract.list,
  customersContract.tasks,
  customersContract.count,
  customersContract.groups,
  customersContract.tags,
  customersContract.myDay,
  customersContract.mentions,
  historyContract.ofRecord,
]

/** Writes through the API, says so with Undo, and reads again what the screens show. */
export const useAct = (): Act => useActOn(reads)
