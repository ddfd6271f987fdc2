import type { ReplyOf } from '../../../../../platform/contract/endpoint.ts'
import { useCall, useMutate } from '../../../../../platform/contract/hooks.ts'
import { useLive } from '../../../../../ui/shell/live.ts'
import { useMay } from '../../../../../ui/shell/session.tsx'
import { quoteContract as api } from '../../../contract.ts'

export type Notice = ReplyOf<typeof api.quoteNotices>['items'][number]
export type WaitingApproval = ReplyOf<typeof api.waitingApprovals>['items'][number]

const told = [api.quoteNotices]
const both = [api.quoteNotices, api.waitingApprovals]

/** What happened to my quotes that I have not seen, and what waits for my approval. */
export function useQuoteNotices() {
  const may = useMay()
  const asked = useCall(api.quoteNotices, {}, { staleTime: 60_000, enabled: may('sales.read') })
  const waiting = useCall(api.waitingApprovals, {}, { staleTime: 60_000, enabled: may('sales.approve') })
  const seeing = useMutate(api.seeQuoteNotices, { invalidates: told })
  useLive(['quote', 'batch'], { invalidates: both })
  const fresh = asked.data?.items.filter(({ seenAt }) => seenAt === null) ?? []
  return { asked, fresh, waiting: waiting.data?.items ?? [], see: () => seeing.mutate({}) }
}

/** How much about quotes waits, for the number beside the inbox. */
export function useQuotesWaiting(): number {
  const { fresh, waiting } = useQuoteNotices()
  return fresh.length + waiting.length
}
