import { useCall } from '../../../platform/contract/hooks.ts'
import { useLive } from '../../../ui/shell/live.ts'
import { customersContract } from '../contract.ts'

const read = [customersContract.mentions]

/** How many notes name me that I have not read; the number beside the inbox. */
export function useUnread(): number | undefined {
  const mentions = useCall(customersContract.mentions, {}, { staleTime: 60_000 })
  useLive(['user'], { invalidates: read })
  return mentions.data?.items.length
}
