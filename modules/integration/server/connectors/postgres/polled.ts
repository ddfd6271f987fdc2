import { CallFailed } from '../failures.ts'
import { changeOf } from '../polling/changes.ts'
import { earlierStamp, isAhead, stampText, tomorrow } from '../polling/columns.ts'
import type { Pace } from '../polling/pace.ts'
import { type Mark, marked, poll } from '../polling/polling.ts'
import { byStamps, type StampedSource, stampNow } from '../polling/stamps.ts'
import { asWhole } from '../polling/wholes.ts'
import type { Follow, Portion, Position, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { hasReadableLog, logFacts, serverOf } from './facts.ts'
import { readAll, readKeys, readKeysOnly, stampedAfter, tableOf } from './reading.ts'
import { quoted, valueOf } from './values.ts'

export type Polled = { client: Client; pace: Pace; overlap: number }

/** From where the objects are asked for their changes: behind their newest stamps, where they have any. */
export async function pollPlace(
  { client, overlap }: Omit<Polled, 'pace'>,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const marks: Record<string, Mark> = {}
  const stamping = { source: stampsOf(client), overlap }
  for (const object of objects)
    marks[object.name] = object.stamp === undefined ? null : await stampNow(stamping, object, signal)
  return marked(marks, { system: await serverOf(client, signal) })
}

/** Following by asking, where the log cannot be read: by the table's stamp, or as a whole where it has none. */
export async function* followByPolls(
  { client, pace, overlap }: Polled,
  follow: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  // Only from the log is it known what was ours; and it does not burden them.
  if (hasReadableLog(await logFacts(client, follow.objects, signal)))
    throw new CallFailed(
      'position-lost',
      'Its log can be read now; to be followed by it, everything is read once more.',
    )
  const system = await serverOf(client, signal)
  if (system !== follow.from.system)
    throw new CallFailed(
      'position-lost',
      'It is another database server than before, or one that was set up anew.',
    )
  const stamping = { source: stampsOf(client), overlap }
  const wholes = {
    all: (object: RemoteObject, until: AbortSignal) =>
      readAll(client, { object, after: null, chunk: 500 }, until),
    read: (asked: { object: RemoteObject; keys: readonly string[] }, until: AbortSignal) =>
      readKeys(client, asked, until),
  }
  const asked = follow.objects.map(object =>
    object.stamp === undefined ? asWhole(wholes, object, follow) : byStamps(stamping, object, follow),
  )
  yield* poll({ asked, pace, more: { system } }, signal)
}

function stampsOf(client: Client): StampedSource {
  return {
    newest: (object, signal) => newestStamp(client, object, signal),
    stamped: (object, after, signal) => stampedAfter(client, { object, after }, signal),
    keys: (object, signal) => readKeysOnly(client, object, signal),
    changes: async (object, keys, signal) =>
      (await readKeys(client, { object, keys }, signal)).map(record => changeOf(object, record)),
    earlier: earlierStamp,
    isAhead,
  }
}

async function newestStamp(client: Client, object: RemoteObject, signal: AbortSignal): Promise<string> {
  const column = `t.${quoted(object.stamp as string)}`
  const [row] = await client.rows(
    `select max(${column})::text as newest from ${tableOf(object)} where ${column} <= $1`,
    [tomorrow()],
    signal,
  )
  return stampText(valueOf('moment', row?.newest ?? null))
}
