import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { customersContract } from '../../contract.ts'

export type Change = ReplyOf<typeof customersContract.changes>['items'][number]

/** What somebody did in one go, with everything it changed about this customer. */
export type HistoryAct = {
  batchId: string
  at: string
  actorId: string
  actorName: string
  channel: string
  label: string
  changes: Change[]
}

/**
 * Whether the act was about this customer. A bulk change, an import or the demo reaches far beyond the page; taking it
 * back from here would surprise, so that is done where such acts are listed.
 */
export function concernsOnlyHere({ channel, label }: Pick<HistoryAct, 'channel' | 'label'>): boolean {
  return (channel === 'screen' || channel === 'api') && !label.includes('.bulk-') && !label.endsWith('.demo')
}

/** Changes, newest first, put together by the act they belong to. */
export function actsOf(changes: readonly Change[]): HistoryAct[] {
  const acts = new Map<string, HistoryAct>()
  for (const change of changes) {
    const { batchId, at, actorId, actorName, channel, label } = change
    const known = acts.get(batchId) ?? { batchId, at, actorId, actorName, channel, label, changes: [] }
    known.changes.push(change)
    acts.set(batchId, known)
  }
  return [...acts.values()]
}

/** The records of a family, other than the one that shows for all, that an act changed. */
export function othersIn<R extends { id: string }>(
  { changes }: Pick<HistoryAct, 'changes'>,
  family: readonly R[],
): R[] {
  const touched = new Set(changes.map(({ rootId }) => rootId))
  return family.filter(({ id }) => touched.has(id))
}
