import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { type Act, useActOn } from '../../../../ui/shell/use-act.ts'
import { leadContract, quoteContract, rateContract, salesContract, settingsContract } from '../../contract.ts'
import { reads } from '../use-act.ts'

/** What the settings show, and what is shown elsewhere by them. */
const stale: readonly Endpoint[] = [
  settingsContract.salesSettings,
  rateContract.rates,
  leadContract.leadPolicy,
  quoteContract.quoteSettings,
  salesContract.choices,
  historyContract.ofRecord,
  ...reads,
]

/** Sets something and says so, with Undo. */
export const useSettingsAct = (): Act => useActOn(stale)
