import { CallFailed } from '../failures.ts'
import { type Polled, type Polling, poll, type Reached, reachedNow } from '../polling.ts'
import type { Follow, Portion, Position, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { factsOf, hasReadableLog } from './facts.ts'
import { readKeys, readKeysOnly, readSince, tableOf } from './reading.ts'
import { assertShape } from './shape.ts'
import { quoted, valueOf } from './values.ts'

/** A transaction that writes a stamp and is open for longer than this is missed. */
const overlap = 120_000

/** From where a poll of the objects starts. */
export async function reachedOf(
  client: Client,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Polling['from']> {
  const reached: Record<string, Reached> = {}
  for (const object of objects) {
    const stamp = await newestStamp(client, object, signal)
    reached[object.name] = await reachedNow(polledOf(client, object), stamp, signal)
  }
  return reached
}

/** As the table itself has it: its clock may be any zone's. */
async function newestStamp(
  client: Client,
  object: RemoteObject,
  signal: AbortSignal,
): Promise<string | null> {
  if (!object.stamp) return null
  const { rows, columns } = await client.ask(
    `select max(${quoted(object.stamp)}) from ${tableOf(object)}`,
    [],
    signal,
  )
  const newest = valueOf({ kind: 'moment', type: columns[0]?.columnType ?? 0 }, rows[0]?.[0] ?? null)
  return newest === null ? null : String(newest)
}

/** Following by asking, where the log cannot be read. */
export async function* followByPolls(
  { client, beats }: { client: Client; beats: Polling['beats'] },
  { objects, from }: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const facts = await factsOf(client, signal)
  const { server } = facts
  // Only from the log is it known what was ours; and it does not burden them.
  if (hasReadableLog(facts))
    throw new CallFailed(
      'position-lost',
      'Its log can be read now; to be followed by it, everything is read once more.',
    )
  if (server !== from.server)
    throw new CallFailed(
      'position-lost',
      'It is another database server than before, or one that was set up anew.',
    )
  for (const object of objects) await assertShape(client, object, signal)
  const polled = objects.map(object => polledOf(client, object))
  const positionOf = (reached: Polling['from']): Position => ({ reached, server })
  yield* poll({ polled, from: from.reached as Polling['from'], positionOf, beats }, signal)
}

function polledOf(client: Client, object: RemoteObject): Polled {
  return {
    object,
    since: (stamp, signal) => readSince(client, { object, stamp }, signal),
    keys: signal => readKeysOnly(client, object, signal),
    read: (keys, signal) => readKeys(client, { object, keys }, signal),
    earlier: stamp => new Date(Date.parse(stamp.endsWith('Z') ? stamp : `${stamp}Z`) - overlap).toISOString(),
  }
}
