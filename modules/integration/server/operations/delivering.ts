import { type CallFailed, tooLate } from '../connectors/failures.ts'
import { type Left, settlesIn, shorter, within } from '../calls/term.ts'
import type { RemoteObject, RemoteRecord, RemoteValues } from '../connectors/port.ts'
import type { OpenSystem } from '../systems/opened.ts'
import { limitsOf } from '../systems/system.ts'
import type { Claimed } from './claiming.ts'
import { standsAs } from './values-there.ts'

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

/** `left`: of the time within which it may be done; then another process may take it. */
export type Delivering = { object: RemoteObject; patience: Patience; left: Left }

/**
 * Brings one operation there. What is not known to have been sent for nothing is read back before it is sent again, so that nothing is
 * written twice and nothing that has arrived counts as lost.
 */
export async function deliver(
  open: OpenSystem,
  operation: Claimed,
  delivering: Delivering,
): Promise<Outcome> {
  const { object } = delivering
  if (operation.wasSent) {
    const found = await readBack(open, operation, object)
    if (found !== 'as-before') return atLast(found, operation, delivering)
  }
  const left = termOf(open, delivering)
  try {
    return await write(open, operation, { object, left })
  } catch (error) {
    const failure = error as CallFailed
    if (!isInDoubt(failure)) return notSent(failure, operation, delivering)
    const found = await readBack(open, operation, object)
    return found === 'as-before' || found.is === 'unknown'
      ? atLast(stillOpen(failure, { open, left }), operation, delivering)
      : found
  }
}

async function write(
  open: OpenSystem,
  operation: Claimed,
  { object, left }: { object: RemoteObject; left: Left },
): Promise<Outcome> {
  const { id, key, set, expected, baseStamp } = operation
  const result = await open.guard.call({ purpose: 'write' }, async signal => {
    const connection = await open.connection()
    if (!connection.write) return null
    assertInTime(left)
    return connection.write({ operation: id, object, key, set, expected, version: baseStamp, left }, signal)
  })
  if (result === null) return { is: 'failed', reason: 'cannot-be-written', said: null }
  if (result.outcome === 'written') return { is: 'confirmed', by: 'answer', record: result.record }
  if (result.outcome === 'refused') return { is: 'failed', reason: 'refused', said: result.reason }
  return { is: 'conflict', theirs: result.theirs?.values ?? null }
}

/** Sent or not: what stands there now says it. */
async function readBack(
  open: OpenSystem,
  { key, set, expected }: Claimed,
  object: RemoteObject,
): Promise<Outcome | 'as-before'> {
  try {
    const [record] = await open.guard.call({ purpose: 'background' }, async signal =>
      (await open.connection()).read({ object, keys: [key] }, signal),
    )
    if (!record) return { is: 'conflict', theirs: null }
    if (stands(object, record.values, set)) return { is: 'confirmed', by: 'reading', record }
    if (stands(object, record.values, expected)) return 'as-before'
    return { is: 'conflict', theirs: record.values }
  } catch (error) {
    return { is: 'unknown', said: (error as Error).message, restless: 0 }
  }
}

/** One call may be at work for as long as it is waited for, and never past the time of whoever has taken the operation. */
export function termOf(open: OpenSystem, { left }: Delivering): Left {
  return shorter(left, within(limitsOf(open.system).timeout.write))
}

/** A process that stood still for a while (a machine that slept) must not go on as if nobody had taken its place. */
export function assertInTime(left: Left): void {
  if (left() <= 0) throw tooLate()
}

export function isInDoubt({ kind }: CallFailed): boolean {
  return kind === 'no-answer' || kind === 'broken-answer'
}

/** It has not happened so far, but a statement that was sent may still happen: what stands there counts when that is over. */
export function stillOpen(
  { message }: CallFailed,
  { open, left }: { open: OpenSystem; left: Left },
): Outcome {
  return {
    is: 'unknown',
    said: message,
    restless: Math.max(0, left()) + settlesIn(limitsOf(open.system)),
  }
}

function stands({ fields }: RemoteObject, there: RemoteValues, wanted: RemoteValues): boolean {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]))
  return Object.entries(wanted).every(([name, value]) => standsAs(kinds.get(name), there[name], value))
}

/** Failures after which asking again will hardly be better, as long as nobody does something there. */
const onPurpose: ReadonlySet<string> = new Set(['denied', 'changed-shape'])

function ageOf({ wantedAt }: Claimed): number {
  return (Date.now() - wantedAt.getTime()) / 1000
}

/** What nobody knows for too long waits for a person; should it come back in the stream of changes, it is confirmed all the same. */
export function atLast(outcome: Outcome, operation: Claimed, { patience }: Delivering): Outcome {
  return outcome.is === 'unknown' && ageOf(operation) > patience.seconds
    ? { is: 'failed', reason: 'gave-up', said: outcome.said }
    : outcome
}

export function notSent(
  { kind, message }: CallFailed,
  operation: Claimed,
  { patience }: Delivering,
): Outcome {
  const tired = onPurpose.has(kind) && operation.attempts >= patience.attempts
  if (tired || ageOf(operation) > patience.seconds) return { is: 'failed', reason: 'gave-up', said: message }
  return { is: 'back', reason: kind, said: message, held: kind === 'held-back' }
}
