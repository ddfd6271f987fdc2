import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReplyOf } from '../../../platform/contract/endpoint.ts'
import { useCall } from '../../../platform/contract/hooks.ts'
import type { Tone } from '../../../platform/entities/descriptor.ts'
import { transferContract } from '../../../platform/transfer/contract.ts'

export type Import = ReplyOf<typeof transferContract.import>
export type Preview = ReplyOf<typeof transferContract.previewImport>
export type Refusals = ReplyOf<typeof transferContract.refusals>

const underWay: readonly Import['state'][] = ['waiting', 'checking', 'running', 'undoing']

/** Whether the server is working on it. */
export function isUnderWay({ state }: Pick<Import, 'state'>): boolean {
  return underWay.includes(state)
}

/** Whether what it wrote can be taken back. */
export function isUndoable({ state, dryRun, created, changed, related }: Import): boolean {
  return ['done', 'cancelled', 'failed'].includes(state) && !dryRun && created + changed + related > 0
}

export const toneOfState: Record<Import['state'], Tone> = {
  draft: 'neutral',
  waiting: 'blue',
  checking: 'blue',
  checked: 'neutral',
  running: 'blue',
  done: 'accent',
  cancelled: 'amber',
  failed: 'red',
  undoing: 'blue',
  undone: 'neutral',
}

/** How often a work under way is asked for, milliseconds; its progress is no event, since it changes several times a second. */
const askEvery = 700

/** One import, asked for again while the server works on it. */
export function useImport(id: string | undefined) {
  const [asking, setAsking] = useState(true)
  const found = useCall(
    transferContract.import,
    { params: { id: id ?? '' } },
    { enabled: id !== undefined, refetchInterval: asking ? askEvery : false },
  )
  const wanted = found.data ? isUnderWay(found.data) : found.error === null
  if (wanted !== asking) setAsking(wanted)
  useReadAgainWhenDone(found.data)
  return found
}

/** An import changes so much at once that it tells of no single record: when it ends, everything on screen is old. */
function useReadAgainWhenDone(item: Import | undefined): void {
  const client = useQueryClient()
  const before = useRef(false)
  const working = item !== undefined && isUnderWay(item)
  useEffect(() => {
    if (before.current && !working) void client.invalidateQueries()
    before.current = working
  }, [client, working])
}
