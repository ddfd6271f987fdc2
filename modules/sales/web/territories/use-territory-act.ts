import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { type Act, useActOn } from '../../../../ui/shell/use-act.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dayContract, leaverContract, salesContract, territoryContract } from '../../contract.ts'

const reads: readonly Endpoint[] = [
  territoryContract.territories,
  territoryContract.previewTerritory,
  territoryContract.handOvers,
  territoryContract.holdout,
  leaverContract.leavers,
  customersContract.list,
  salesContract.board,
  salesContract.opportunities,
  dayContract.myDay,
]

/** Writes what concerns territories and hand-overs, with Undo. */
export const useTerritoryAct = (): Act => useActOn(reads)
