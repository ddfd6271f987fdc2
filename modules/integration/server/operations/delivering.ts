import { type CallFailed, tooLate } from '../connectors/failures.ts'
import { type Left, settlesIn, shorter, within } from '../calls/term.ts'
import type { Connection, RemoteRecord, RemoteValues } from '../connectors/port.ts'
import type { OpenSystem } from '../systems/opened.ts'
import { limitsOf } from '../systems/system.ts'
import type { Claimed } from './claiming.ts'

/** What came of sending one operation. */
export type Outcome =
  | { is: 'confirmed'; by: 'answer' | 'reading'; record: RemoteRecord | null }
  | { is: 'conflict'; theirs: RemoteValues | null }
  | { is: 'failed'; reason: string; said: string | null }
  /** Nothing was sent: it is tried again. */
  | { is: 'back'; reason: string; said: string; held: boolean }
  /**
   * It was sent and nobody knows: whoever takes it next reads the record first, `restless` milliseconds from now at the earliest, since it
   * may still be at work there until then.
   */
  | { is: 'unknown'; said: string; restless: number }

/** When an operation is given up that could not be brought there, although the system was asked again and again. */
export type Patience = { attempts: number; seconds: number }

export const usualPatience: Patience = { attempts: 20, seconds: 7 * 24 * 3600 }

/** How one operation is brought there: both throw `CallFailed`. */
export type Way = {
  /** What is there of it; null where nothing is. */
  look: (connection: Connection, signal: AbortSignal) => Promise<Outcome | null>
  /** Sends it once; `left` is its term. */
  send: (connection: Connection, call: { left: Left; signal: AbortSignal }) => Promise<Outcome>
}

/** `left`: of the time within which this process may do it; then another one may take the operation. */
export type Delivering = { way: Way; patience: Patience; left: Left }

/**
 * Brings one operation there. What is not known to have been sent for nothing is looked for before it is sent again, so that nothing is
 * done twice and nothing that has arrived counts as lost.
 */
export async function deliver(
  open: OpenSystem,
  operation: Claimed,
  delivering: Delivering,
): Promise<Outcome> {
  if (operation.wasSent) {
    const found = await look(open, delivering)
    if (found) return atLast(found, operation, delivering)
  }
  // One call may be at work for as long as it is waited for, and never past the time of whoever has taken the operation.
  const left = shorter(delivering.left, within(limitsOf(open.system).timeout.write))
  try {
    return await send(open, { ...delivering, left })
  } catch (error) {
    const failure = error as CallFailed
    if (!isInDoubt(failure)) return notSent(failure, operation, delivering)
    const found = await look(open, delivering)
    return found && found.is !== 'unknown'
      ? found
      : atLast(stillOpen(failure, { open, left }), operation, delivering)
  }
}

function send(open: OpenSystem, { way, left }: Delivering): Promise<Outcome> {
  return open.guard.call({ purpose: 'write' }, async signal => {
    const connection = await open.connection()
    // A process that stood still for a while (a machine that slept) must not go on as if nobody had taken its place.
    if (left() <= 0) throw tooLate()
    return way.send(connection, { left, signal })
  })
}

async function look(open: OpenSystem, { way }: Delivering): Promise<Outcome | null> {
  try {
    return await open.guard.call({ purpose: 'background' }, async signal =>
      way.look(await open.connection(), signal),
    )
  } catch (error) {
    return { is: 'unknown', said: (error as Error).message, restless: 0 }
  }
}

function isInDoubt({ kind }: CallFailed): boolean {
  return kind === 'no-answer' || kind === 'broken-answer'
}

/** It has not happened so far, but a statement that was sent may still happen: what stands there counts when that is over. */
function stillOpen({ message }: CallFailed, { open, left }: { open: OpenSystem; left: Left }): Outcome {
  const restless = Math.max(0, left()) + settlesIn(limitsOf(open.system))
  return { is: 'unknown', said: message, restless }
}

/** Failures after which asking again will hardly be better, as long as nobody does something there. */
const onPurpose: ReadonlySet<string> = new Set(['denied', 'changed-shape'])

function ageOf({ wantedAt }: Claimed): number {
  return (Date.now() - wantedAt.getTime()) / 1000
}

/** What nobody knows for too long waits for a person; should it come back in the stream of changes, it is confirmed all the same. */
function atLast(outcome: Outcome, operation: Claimed, { patience }: Delivering): Outcome {
  return outcome.is === 'unknown' && ageOf(operation) > patience.seconds
    ? { is: 'failed', reason: 'gave-up', said: outcome.said }
    : outcome
}

function notSent({ kind, message }: CallFailed, operation: Claimed, { patience }: Delivering): Outcome {
  const tired = onPurpose.has(kind) && operation.attempts >= patience.attempts
  if (tired || ageOf(operation) > patience.seconds) return { is: 'failed', reason: 'gave-up', said: message }
  return { is: 'back', reason: kind, said: message, held: kind === 'held-back' }
}
