import { useCall } from '../../../platform/contract/hooks.ts'
import { useLive } from '../../../ui/shell/live.ts'
import { matchingContract } from '../contract.ts'

const stale = [matchingContract.progress]

/** How many pairs wait for a decision; the number beside the menu entry. */
export function useWaiting(): number | undefined {
  const progress = useCall(matchingContract.progress, {}, { staleTime: 60_000 })
  useLive(['match-decision'], { invalidates: stale })
  return progress.data?.pairs
}
