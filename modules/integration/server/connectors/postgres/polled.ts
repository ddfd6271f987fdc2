import { stampText, tomorrow } from '../polling/columns.ts'
import type { Pace } from '../polling/pace.ts'
import { assertAsked, followTables, placeOfTables, type Tables } from '../polling/tables.ts'
import type { Follow, Portion, Position, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { hasReadableLog, logFacts, serverOf } from './facts.ts'
import { readAll, readKeys, readKeysOnly, stampedAfter, tableOf } from './reading.ts'
import { quoted, valueOf } from './values.ts'

export type Polled = { client: Client; pace: Pace; overlap: number }

/** From where the objects are asked for their changes, where the log cannot be read. */
export async function pollPlace(
  { client, overlap }: Polled,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const server = { system: await serverOf(client, signal) }
  return placeOfTables({ tables: tablesOf(client), overlap, server }, objects, signal)
}

/** Following by asking. */
export async function* followByPolls(
  { client, pace, overlap }: Polled,
  follow: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const facts = await logFacts(client, follow.objects, signal)
  const server = { system: await serverOf(client, signal) }
  assertAsked(follow.from, { server, hasReadableLog: hasReadableLog(facts) })
  yield* followTables({ tables: tablesOf(client), overlap, server, pace }, follow, signal)
}

function tablesOf(client: Client): Tables {
  return {
    read: (asked, signal) => readKeys(client, asked, signal),
    readAll: (asked, signal) => readAll(client, asked, signal),
    newest: (object, signal) => newestStamp(client, object, signal),
    stamped: (object, after, signal) => stampedAfter(client, { object, after }, signal),
    keys: (object, signal) => readKeysOnly(client, object, signal),
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
