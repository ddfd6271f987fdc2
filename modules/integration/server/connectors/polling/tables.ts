import { CallFailed } from '../failures.ts'
import type { Connection, Follow, Portion, Position, ReadAll, RemoteObject } from '../port.ts'
import { changeOf } from './changes.ts'
import { earlierStamp, isAhead } from './columns.ts'
import type { Pace } from './pace.ts'
import { type Mark, marked, poll } from './polling.ts'
import { byStamps, type StampedSource, stampNow } from './stamps.ts'
import { asWhole } from './wholes.ts'

/** A database whose log cannot be read: tables with a column for a stamp are asked by it, the others compared as a whole. */
export type Tables = Pick<StampedSource, 'newest' | 'stamped' | 'keys'> & {
  read: Connection['read']
  readAll: (asked: ReadAll, signal: AbortSignal) => ReturnType<Connection['readAll']>
}

type Asking = { tables: Tables; overlap: number }

/** From where the tables are asked for their changes: behind their newest stamps, where they have any. `server` names the server. */
export async function placeOfTables(
  { tables, overlap, server }: Asking & { server: Position },
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const marks: Record<string, Mark> = {}
  const stamping = { source: stampsOf(tables), overlap }
  for (const object of objects)
    marks[object.name] = object.stamp === undefined ? null : await stampNow(stamping, object, signal)
  return marked(marks, server)
}

/** What the server is now: its name, and whether its log can be read. */
export type ServerNow = { server: Position; hasReadableLog: boolean }

/** Throws `position-lost` where it is another server than the position is of, or where it can be followed by its log now. */
export function assertAsked(from: Position, { server, hasReadableLog }: ServerNow): void {
  // Only from the log is it known what was ours; and it does not burden them.
  if (hasReadableLog)
    throw new CallFailed(
      'position-lost',
      'Its log can be read now; to be followed by it, everything is read once more.',
    )
  if (Object.entries(server).some(([name, value]) => from[name] !== value))
    throw new CallFailed(
      'position-lost',
      'It is another database server than before, or one that was set up anew.',
    )
}

/** Follows tables by asking. */
export async function* followTables(
  { tables, overlap, server, pace }: Asking & { server: Position; pace: Pace },
  follow: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const stamping = { source: stampsOf(tables), overlap }
  const wholes = {
    read: tables.read,
    all: (object: RemoteObject, until: AbortSignal) =>
      tables.readAll({ object, after: null, chunk: 500 }, until),
  }
  const asked = follow.objects.map(object =>
    object.stamp === undefined ? asWhole(wholes, object, follow) : byStamps(stamping, object, follow),
  )
  yield* poll({ asked, pace, more: server }, signal)
}

function stampsOf({ newest, stamped, keys, read }: Tables): StampedSource {
  return {
    newest,
    stamped,
    keys,
    changes: async (object, wanted, signal) =>
      (await read({ object, keys: wanted }, signal)).map(record => changeOf(object, record)),
    earlier: earlierStamp,
    isAhead,
  }
}
