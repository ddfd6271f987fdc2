import { useCall } from '../../../../platform/contract/hooks.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { dataQualityContract } from '../../contract.ts'

const read = [dataQualityContract.disputes]

/** Disputes that wait for my decision, and ended ones of mine that I have not heard of. */
export function useMyDisputes() {
  useLive(['user', 'dispute', 'batch'], { invalidates: read })
  const settings = { staleTime: 60_000 }
  const forMe = useCall(dataQualityContract.disputes, { query: { which: 'for-me' } }, settings)
  const toRead = useCall(dataQualityContract.disputes, { query: { which: 'to-read' } }, settings)
  return { forMe, toRead }
}

/** How many of them there are. */
export function useDisputesWaiting(): number {
  const { forMe, toRead } = useMyDisputes()
  return (forMe.data?.items.length ?? 0) + (toRead.data?.items.length ?? 0)
}
