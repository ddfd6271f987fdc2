import type { Endpoint } from '../../../platform/contract/endpoint.ts'
import { type Act, useActOn } from '../../../ui/shell/use-act.ts'
import { customersContract } from '../../customers/contract.ts'
import { dealContract, dealReadings, salesContract } from '../contract.ts'

/** What the screens of sales have read; any act may change it. */
export const reads: readonly Endpoint[] = [
  salesContract.opportunities,
  salesContract.countOpportunities,
  salesContract.getOpportunity,
  dealContract.opportunityPage,
  dealReadings.customerDeals,
  dealReadings.opportunityChanges,
  salesContract.board,
  salesContract.boardCards,
  customersContract.page,
  customersContract.timeline,
]

/** Writes through the API, says so with Undo, and reads again what the screens show. */
export const useAct = (): Act => useActOn(reads)
