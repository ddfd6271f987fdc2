import type { LookupFunction } from 'node:net'
import type { QueryEvent } from '@vlasky/zongji'
import { CallFailed } from '../failures.ts'
import { gathered } from '../gathered.ts'
import type { Follow, Portion, Position, RemoteObject, Settings } from '../port.ts'
import type { Client } from './client.ts'
import { factsOf, hasReadableLog } from './facts.ts'
import { transactions } from './log-events.ts'
import { type HiddenTypes, logEvents } from './log-stream.ts'
import { assertShape } from './shape.ts'
import { effectOn } from './statements.ts'

export type Following = {
  client: Client
  settings: Settings
  mark: string
  lookup: LookupFunction | undefined
}

/** Where others work and what we follow stands still, the place is told so often, so that it does not fall out of the log. */
const idle = 10_000

/**
 * The place in the log up to which everything is visible to who reads from now on. MariaDB writes a transaction into its log before it
 * can be seen: one that is just being written would be neither read nor told (measured with three writers at work: a change was missing
 * at 20 of 60 places taken by `@@gtid_binlog_pos` alone, at none of 60 taken so).
 */
export async function logPlace(client: Client, isMariaDb: boolean, signal: AbortSignal): Promise<string> {
  return client.inTransaction(async send => {
    const [[plain = ''] = []] = (
      await send(`select ${isMariaDb ? '@@gtid_binlog_pos' : '@@global.gtid_executed'}`)
    ).rows
    if (!isMariaDb) return String(plain).replaceAll(/\s/g, '')
    await send('start transaction with consistent snapshot')
    const { rows } = await send(`show status like 'binlog_snapshot_%'`)
    const status = new Map(rows.map(([name, value]) => [String(name).toLowerCase(), String(value)]))
    const [file, at] = [status.get('binlog_snapshot_file'), status.get('binlog_snapshot_position')]
    if (!file || !at) return String(plain)
    const [[exact] = []] = (await send('select binlog_gtid_pos(?, cast(? as unsigned))', [file, at])).rows
    return String(exact ?? plain)
  }, signal)
}

/**
 * Changes as the log tells them, by whole transactions unless one is very large; what was given and not stored is told again from the stored place. Ends
 * without an error when the signal is aborted.
 */
export async function* followLog(
  following: Following,
  asked: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  try {
    yield* gathered(until => portions(following, asked, until), signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

async function* portions(
  { client, settings, mark, lookup }: Following,
  { objects, from }: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  await assertPlace(client, { objects, from }, signal)
  const messages = transactions(objects, mark)
  const positionAt = (gtid: string): Position => ({ gtid, server: from.server })
  let whole = String(from.gtid)
  let told = { gtid: whole, at: Date.now() }
  const hidden = await hiddenTypes(client, signal)
  for await (const { event, gtid } of logEvents({ settings, lookup, gtid: whole, objects, hidden }, signal)) {
    const name = event.getEventName()
    if (name === 'query') await assertStill(client, { objects, event: event as QueryEvent }, signal)
    const gathered = messages.take(event)
    if (gathered?.ended || !messages.isOpen()) whole = gtid
    const changes = gathered?.changes ?? []
    const isTime = name === 'heartbeat' || Date.now() - told.at > idle
    if (changes.length === 0 && (messages.isOpen() || !isTime || whole === told.gtid)) continue
    told = { gtid: whole, at: Date.now() }
    yield { changes, position: positionAt(whole) }
  }
}

async function hiddenTypes(client: Client, signal: AbortSignal): Promise<HiddenTypes> {
  const { rows } = await client.ask(
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = database() and data_type in ('uuid', 'inet4', 'inet6')`,
    [],
    signal,
  )
  const tables = Map.groupBy(rows, ([table]) => String(table))
  return new Map(
    [...tables].map(([table, columns]) => [
      table,
      new Map(columns.map(([, name, type]) => [String(name), String(type)])),
    ]),
  )
}

/** Throws where the log cannot be followed from there at all; whether the place is still in it, the server says when it is asked. */
async function assertPlace(client: Client, { objects, from }: Follow, signal: AbortSignal): Promise<void> {
  const facts = await factsOf(client, signal)
  if (facts.server !== from.server)
    throw new CallFailed(
      'position-lost',
      'It is another database server than before, or one that was set up anew.',
    )
  if (!hasReadableLog(facts))
    throw new CallFailed(
      'position-lost',
      'Its log was readable before and is not any more; testing the connection says why.',
    )
  for (const object of objects) await assertShape(client, object, signal)
}

/** Throws where a statement has changed a followed table so that what the log says of it is not all. */
async function assertStill(
  client: Client,
  { objects, event }: { objects: readonly RemoteObject[]; event: QueryEvent },
  signal: AbortSignal,
): Promise<void> {
  for (const object of objects) {
    const effect = effectOn(object, event)
    if (effect !== null) await assertShape(client, object, signal)
    if (effect === 'rows')
      throw new CallFailed(
        'position-lost',
        `The table ${object.name} was changed as a whole (emptied, replaced or restored); what stands there now has to be read anew.`,
      )
  }
}
