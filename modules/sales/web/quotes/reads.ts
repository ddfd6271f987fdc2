import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { useActOn } from '../../../../ui/shell/use-act.ts'
import { dealContract, quoteContract } from '../../contract.ts'
import { reads as dealReads } from '../use-act.ts'

/** What the screens of quotes have read; any act may change it, and with it the deal. */
export const reads: readonly Endpoint[] = [
  quoteContract.quotePage,
  quoteContract.quotes,
  quoteContract.countQuotes,
  quoteContract.quotesOfOpportunity,
  quoteContract.waitingApprovals,
  dealContract.opportunityPage,
]

const all = [...reads, ...dealReads]

/** Writes through the API, says so with Undo, and reads again what the screens show. */
export const useQuoteAct = () => useActOn(all)
