import { useCall } from '../../../platform/contract/hooks.ts'
import { useLive } from '../../../ui/shell/live.ts'
import { customersContract } from '../contract.ts'

const read = [customersContract.mentions]
const others: (() => number)[] = []

/** Adds to the number beside the inbox. A module calls it once, when it is loaded, so that the order of hooks stays. */
export function countInInbox(useWaiting: () => number): void {
  others.push(useWaiting)
}

/** How many notes name me that I have not read, and what else waits in the inbox; the number beside it. */
export function useUnread(): number | undefined {
  const mentions = useCall(customersContract.mentions, {}, { staleTime: 60_000 })
  useLive(['user'], { invalidates: read })
  // Fixed since the modules were loaded.
  // oxlint-disable-next-line react-hooks/rules-of-hooks
  const waiting = others.map(useWaiting => useWaiting()).reduce((sum, count) => sum + count, 0)
  return mentions.data && mentions.data.items.length + waiting
}
