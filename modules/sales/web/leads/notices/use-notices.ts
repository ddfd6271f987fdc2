import type { ReplyOf } from '../../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../../platform/contract/hooks.ts'
import { useMay } from '../../../../../ui/shell/session.tsx'
import { leadContract } from '../../../contract.ts'

export type Notice = ReplyOf<typeof leadContract.leadNotices>['items'][number]

const stale = [leadContract.leadNotices]

/** What happened to my leads, and how much of it I have not seen. */
export function useNotices() {
  const may = useMay()
  const asked = useCall(leadContract.leadNotices, {}, { staleTime: 60_000, enabled: may('sales.read') })
  const seeing = useMutate(leadContract.seeLeadNotices, { invalidates: stale })
  const items = asked.data?.items ?? []
  return { asked, items, fresh: items.filter(({ seenAt }) => seenAt === null), see: () => seeing.mutate({}) }
}

/** How many notices wait, for the number beside the inbox. */
export const useNoticesWaiting = (): number => useNotices().fresh.length
