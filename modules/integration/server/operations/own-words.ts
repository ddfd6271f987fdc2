import type { Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { RemoteObject, RemoteValue, RemoteValues } from '../connectors/port.ts'
import type { Claimed } from './claiming.ts'
import { standsAs } from './values-there.ts'

/** How many of our own writes may lie between what was believed to stand there and what does. */
const farthest = 50

type Written = { set: RemoteValues; expected: RemoteValues }
type Standing = { operation: Claimed; object: RemoteObject; theirs: RemoteValues }

/**
 * What an operation should have expected: our copy is behind for as long as the log over there is, and then an operation
 * expects what an earlier one of ours has replaced. Where nobody but us has been there in between, that is no conflict: answers the
 * operation with what stands there as its expectation. Null where somebody else's word stands there, or what was expected.
 */
export async function expectingOurs(
  db: Db,
  { operation, object, theirs }: Standing,
): Promise<Claimed | null> {
  const written = await rows<Written>(
    db,
    `select set, expected from integration.operation
     where object_id = $1 and key = $2 and id < $3 and state = 'confirmed' order by id desc limit ${farthest}`,
    [operation.objectId, operation.key, operation.id],
  )
  const kinds = new Map(object.fields.map(({ name, kind }) => [name, kind]))
  const expected: Record<string, RemoteValue> = {}
  for (const [name, value] of Object.entries(operation.expected)) {
    const same = (a: RemoteValue | undefined, b: RemoteValue) => standsAs(kinds.get(name), a, b)
    if (!isOurs(written, { name, stands: theirs[name] ?? null, believed: value, same })) return null
    expected[name] = theirs[name] ?? null
  }
  if (JSON.stringify(expected) === JSON.stringify(operation.expected)) return null
  const { customerId, id, attempts } = operation
  const held = await run(
    db,
    `update integration.operation set expected = $4 where customer_id = $1 and id = $2 and state = 'sent' and attempts = $3`,
    [customerId, id, attempts, JSON.stringify(expected)],
  )
  // Another worker may have taken it, or its echo may have come.
  return held === 1 ? { ...operation, expected } : null
}

type Believing = {
  name: string
  stands: RemoteValue
  believed: RemoteValue
  same: (a: RemoteValue | undefined, b: RemoteValue) => boolean
}

/** Goes back from what stands there, one write of ours after the other, until what was believed. */
function isOurs(written: readonly Written[], { name, stands, believed, same }: Believing): boolean {
  let value = stands
  if (same(value, believed)) return true
  for (const { set, expected } of written) {
    if (!(name in set)) continue
    if (!same(value, set[name] ?? null)) return false
    value = expected[name] ?? null
    if (same(value, believed)) return true
  }
  return false
}
