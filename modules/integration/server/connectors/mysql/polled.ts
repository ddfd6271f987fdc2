import { stampText, tomorrow } from '../polling/columns.ts'
import type { Pace } from '../polling/pace.ts'
import { assertAsked, followTables, placeOfTables, type Tables } from '../polling/tables.ts'
import { printOf } from '../polling/wholes.ts'
import type { Follow, Portion, Position, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { factsOf, hasReadableLog } from './facts.ts'
import { readAll, readKeys, readKeysOnly, readSince, tableOf } from './reading.ts'
import { assertShape } from './shape.ts'
import { quoted, textOf, valueOf } from './values.ts'

export type Polled = { client: Client; pace: Pace; overlap: number }

/** From where the objects are asked for their changes, where the log cannot be read. */
export function pollPlace(
  { client, overlap }: Polled,
  { objects, server }: { objects: readonly RemoteObject[]; server: string },
  signal: AbortSignal,
): Promise<Position> {
  return placeOfTables({ tables: tablesOf(client), overlap, server: { server } }, objects, signal)
}

/** Following by asking. */
export async function* followByPolls(
  { client, pace, overlap }: Polled,
  follow: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const facts = await factsOf(client, signal)
  const server = { server: facts.server }
  assertAsked(follow.from, { server, hasReadableLog: hasReadableLog(facts) })
  for (const object of follow.objects) await assertShape(client, object, signal)
  yield* followTables({ tables: tablesOf(client), overlap, server, pace }, follow, signal)
}

function tablesOf(client: Client): Tables {
  return {
    read: (asked, signal) => readKeys(client, asked, signal),
    readAll: (asked, signal) => readAll(client, asked, signal),
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
