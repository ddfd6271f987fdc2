import { CallFailed } from '../failures.ts'
import { changeOf } from '../polling/changes.ts'
import { earlierStamp, isAhead, stampText, tomorrow } from '../polling/columns.ts'
import type { Pace } from '../polling/pace.ts'
import { type Mark, marked, poll } from '../polling/polling.ts'
import { byStamps, type StampedSource, stampNow } from '../polling/stamps.ts'
import { asWhole, printOf } from '../polling/wholes.ts'
import type { Follow, Portion, Position, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { factsOf, hasReadableLog } from './facts.ts'
import { readAll, readKeys, readKeysOnly, readSince, tableOf } from './reading.ts'
import { assertShape } from './shape.ts'
import { quoted, textOf, valueOf } from './values.ts'

export type Polled = { client: Client; pace: Pace; overlap: number }

/** From where the objects are asked for their changes: behind their newest stamps, where they have any. */
export async function pollPlace(
  { client, overlap }: Omit<Polled, 'pace'>,
  { objects, server }: { objects: readonly RemoteObject[]; server: string },
  signal: AbortSignal,
): Promise<Position> {
  const marks: Record<string, Mark> = {}
  const stamping = { source: stampsOf(client), overlap }
  for (const object of objects)
    marks[object.name] = object.stamp === undefined ? null : await stampNow(stamping, object, signal)
  return marked(marks, { server })
}

/** Following by asking, where the log cannot be read: by the table's stamp, or as a whole where it has none. */
export async function* followByPolls(
  { client, pace, overlap }: Polled,
  follow: Follow,
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
  if (server !== follow.from.server)
    throw new CallFailed(
      'position-lost',
      'It is another database server than before, or one that was set up anew.',
    )
  for (const object of follow.objects) await assertShape(client, object, signal)
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
  yield* poll({ asked, pace, more: { server } }, signal)
}

function stampsOf(client: Client): StampedSource {
  return {
    newest: (object, signal) => newestStamp(client, object, signal),
    async *stamped(object, after, signal) {
      for await (const records of readSince(client, { object, after }, signal))
        yield records.map(({ key, values }) => ({
          key,
          stamp: stampText(values[object.stamp as string] ?? null),
          // Most of its stamps are of whole seconds.
          print: printOf(values),
        }))
    },
    keys: (object, signal) => readKeysOnly(client, object, signal),
    changes: async (object, keys, signal) =>
      (await readKeys(client, { object, keys }, signal)).map(record => changeOf(object, record)),
    earlier: earlierStamp,
    isAhead,
  }
}

/** As the table itself has it: its clock may be any zone's. */
async function newestStamp(client: Client, object: RemoteObject, signal: AbortSignal): Promise<string> {
  const column = quoted(object.stamp as string)
  const { rows, columns } = await client.ask(
    `select max(${column}) from ${tableOf(object)} where ${column} <= ?`,
    [textOf('moment', tomorrow())],
    signal,
  )
  return stampText(valueOf({ kind: 'moment', type: columns[0]?.columnType ?? 0 }, rows[0]?.[0] ?? null))
}
