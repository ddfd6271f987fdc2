import type { ValueState } from '../../contract/records.ts'
import type { JoinedObject, Mode } from '../systems/system.ts'
import type { HeldSystem } from './held.ts'

/** A word from the system itself counts as live for so long: a page that is read again because it came does not ask again. */
export const justHeard = 3000

/** Seconds after which a value without a rule counts as old. */
const usualFreshness = 3600

/** How a whole object is asked for: as the most demanding of its fields; cached ones when the first of them is old. */
export function demandOf({ mapping }: Pick<JoinedObject, 'mapping'>): { mode: Mode; freshness: number } {
  const mode =
    (['live', 'cached', 'mirrored'] as const).find(each => mapping.some(rule => rule.mode === each)) ??
    'mirrored'
  const targets = mapping.filter(rule => rule.mode === mode).map(rule => rule.freshness)
  return { mode, freshness: targets.length > 0 ? Math.min(...targets) : usualFreshness }
}

/** What decides about the state of values of one object. */
export type Circumstances = {
  now: number
  /** When the stream of changes that covers it gave its last sign of life; null where it is not followed. */
  aliveAt: number | null
  /** Changes come by themselves, so that a living stream means that nothing has changed since. */
  byLog: boolean
  /** The stream does not get through at the moment. */
  failing: boolean
  /** Off, practised to be sick, or not answering. */
  held: 'off' | 'silent' | null
}

export function circumstancesOf(
  system: HeldSystem,
  { objectId, silent, now }: { objectId: string; silent: boolean; now: number },
): Circumstances {
  const { stream } = system
  const covered = stream?.covers.includes(objectId) ?? false
  return {
    now,
    aliveAt: covered && stream?.aliveAt ? Date.parse(stream.aliveAt) : null,
    byLog: stream?.byLog ?? false,
    failing: stream?.failedAt !== null && stream?.failedAt !== undefined,
    held: system.offSince || system.drillSince ? 'off' : silent ? 'silent' : null,
  }
}

/** As of when our copy is right: when it was heard, or later when its stream was still alive. */
export function asOf({ aliveAt }: Circumstances, seenAt: number): number {
  return Math.max(seenAt, aliveAt ?? 0)
}

/** Where a value stands that was last heard directly at `seenAt` (milliseconds); `freshness` in seconds. */
export function stateOf(
  around: Circumstances,
  { seenAt, freshness }: { seenAt: number; freshness: number },
): ValueState {
  const { now, aliveAt, byLog, failing, held } = around
  if (held === 'off') return 'unavailable'
  if (now - seenAt <= justHeard) return 'live'
  const age = now - asOf(around, seenAt)
  const young = age <= freshness * 1000
  if (byLog && aliveAt !== null && !failing && young) return 'live'
  if (held === 'silent' || (failing && !young)) return 'unavailable'
  return young ? 'fresh' : 'stale'
}

/** A stream that was heard of so lately, in milliseconds, gets through. */
const alive = 30_000

/** Whether changes come by the system's own log at this moment. */
export function isFollowed({ byLog, failing, aliveAt, now }: Circumstances): boolean {
  return byLog && !failing && aliveAt !== null && now - aliveAt <= alive
}
