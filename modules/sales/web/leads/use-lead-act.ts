import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { type Act, useActOn } from '../../../../ui/shell/use-act.ts'
import { leadContract } from '../../contract.ts'
import { reads } from '../use-act.ts'

/** What the screens of leads have read; a conversion changes those of opportunities and customers too. */
export const leadReads: readonly Endpoint[] = [
  leadContract.leads,
  leadContract.countLeads,
  leadContract.leadPage,
  leadContract.leadNotices,
  historyContract.ofRecord,
  ...reads,
]

/** Writes through the API, says so with Undo, and reads again what the screens show. */
export const useLeadAct = (): Act => useActOn(leadReads)
