import { CallFailed } from '../connectors/failures.ts'
import type { RemoteObject, RemoteRecord, RemoteValues } from '../connectors/port.ts'
import type { OpenSystem } from '../systems/opened.ts'
import type { Claimed } from './claiming.ts'
import { standsAs } from './values-there.ts'

/** What came of sending one operation. */
export type Outcome =
  | { is: 'confirmed'; by: 'answer' | 'reading'; record: RemoteRecord | null }
  | { is: 'conflict'; theirs: RemoteValues | null }
  | { is: 'failed'; reason: string; said: string | null }
  /** Nothing was sent: it is tried again. */
  | { is: 'back'; reason: string; said: string; held: boolean }
  /** It was sent and nobody knows: whoever takes it next reads the record first. */
  | { is: 'unknown'; said: string }

/** When an operation is given up that could not be brought there, although the system was asked again and again. */
export type Patience = { attempts: number; seconds: number }

export const usualPatience: Patience = { attempts: 20, seconds: 7 * 24 * 3600 }

export type Delivering = { object: RemoteObject; patience: Patience }

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
  try {
    return await write(open, operation, object)
  } catch (error) {
    const failure = error as CallFailed
    if (failure.kind === 'no-answer' || failure.kind === 'broken-answer') {
      const found = await readBack(open, operation, object)
      return found === 'as-before'
        ? notSent(failure, operation, delivering)
        : atLast(found, operation, delivering)
    }
    return notSent(failure, operation, delivering)
  }
}

async function write(open: OpenSystem, operation: Claimed, object: RemoteObject): Promise<Outcome> {
  const { id, key, set, expected, baseStamp } = operation
  const result = await open.guard.call({ purpose: 'write' }, async signal => {
    const connection = await open.connection()
    if (!connection.write) return null
    return connection.write({ operation: id, object, key, set, expected, version: baseStamp }, signal)
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
    return { is: 'unknown', said: (error as Error).message }
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
