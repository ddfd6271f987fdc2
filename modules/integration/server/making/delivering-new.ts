import { CallFailed } from '../connectors/failures.ts'
import type { RemoteObject } from '../connectors/port.ts'
import type { OpenSystem } from '../systems/opened.ts'
import type { Claimed, Make } from '../operations/claiming.ts'
import {
  assertInTime,
  atLast,
  type Delivering,
  isInDoubt,
  notSent,
  type Outcome,
  stillOpen,
  termOf,
} from '../operations/delivering.ts'
import type { Left } from '../calls/term.ts'

type Creating = Delivering & { make: Make }

/**
 * Makes one record there. What may have been sent is looked for by our id before it is sent again, and whoever makes it looks once more
 * behind a lock where the system has one: so nothing stands there twice.
 */
export async function deliverNew(open: OpenSystem, operation: Claimed, creating: Creating): Promise<Outcome> {
  if (operation.wasSent) {
    const found = await look(open, operation, creating)
    if (found !== 'not-there') return atLast(found, operation, creating)
  }
  const left = termOf(open, creating)
  try {
    return await create(open, operation, { ...creating, left })
  } catch (error) {
    const failure = error as CallFailed
    if (!isInDoubt(failure)) return notSent(failure, operation, creating)
    const found = await look(open, operation, creating)
    return found === 'not-there' || found.is === 'unknown'
      ? atLast(stillOpen(failure, { open, left }), operation, creating)
      : found
  }
}

async function create(
  open: OpenSystem,
  operation: Claimed,
  { object, make, left }: Creating & { left: Left },
): Promise<Outcome> {
  const { id, set } = operation
  const result = await open.guard.call({ purpose: 'write' }, async signal => {
    const connection = await open.connection()
    if (!connection.create) return null
    const { ours, lines } = make
    assertInTime(left)
    return connection.create({ operation: id, object, set, ours, lines }, signal)
  })
  if (result === null) return { is: 'failed', reason: 'cannot-be-made', said: null }
  switch (result.outcome) {
    case 'created':
      return { is: 'confirmed', by: 'answer', record: result.record }
    case 'there':
      return { is: 'confirmed', by: 'reading', record: result.record }
    case 'refused':
      return { is: 'failed', reason: 'refused', said: result.reason }
    default:
      return { is: 'failed', reason: `ours-${result.outcome}`, said: null }
  }
}

/** Whether it stands there, by our id. */
async function look(
  open: OpenSystem,
  { set }: Claimed,
  { object, make }: { object: RemoteObject; make: Make },
): Promise<Outcome | 'not-there'> {
  try {
    const found = await open.guard.call({ purpose: 'background' }, async signal => {
      const connection = await open.connection()
      if (!connection.find) throw new CallFailed('changed-shape', 'Nothing can be found there by our id.')
      return connection.find({ object, field: make.ours, value: set[make.ours] ?? null }, signal)
    })
    const [record, other] = found
    if (!record) return 'not-there'
    if (other) return { is: 'failed', reason: 'ours-several', said: null }
    return { is: 'confirmed', by: 'reading', record }
  } catch (error) {
    return { is: 'unknown', said: (error as Error).message, restless: 0 }
  }
}
