import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { type Act, useActOn } from '../../../../ui/shell/use-act.ts'
import { dataQualityContract as api } from '../../contract.ts'

/** What the screens of rules, board and cleaning read. */
export const qualityReads: readonly Endpoint[] = [
  api.rules,
  api.ruleHistory,
  api.board,
  api.debts,
  api.cleaning,
  api.proposals,
]

/** Writes through the API and reads again what the screens show. */
export const useQualityAct = (): Act => useActOn(qualityReads)
