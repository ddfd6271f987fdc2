import type { LookupFunction } from 'node:net'
import { LogicalReplicationService, type Pgoutput } from 'pg-logical-replication'
import { CallFailed, failed } from '../failures.ts'
import { gathering } from '../gathered.ts'
import type { Follow, Portion, RemoteRecord, Settings } from '../port.ts'
import { addressOf } from './client.ts'
import { type Incomplete, TextOutput, transactions } from './log-messages.ts'
import { lsnOf, lsnText } from './lsn.ts'
import { readKeys } from './reading.ts'
import { assertPlace, type Place } from './slot.ts'

type Following = { place: Place; settings: Settings; mark: string; lookup: LookupFunction | undefined }

/**
 * Changes as the log tells them, by whole transactions. What was given is acknowledged when the next portion is asked for,
 * never before: until then it comes again after a crash. Idle times are told by portions without changes, so that the place moves on
 * and their log can be cleaned.
 */
export async function* followLog(
  { place, settings, mark, lookup }: Following,
  { objects, from }: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  await assertPlace(place, from, signal)
  const log = new LogicalReplicationService(
    { ...addressOf(settings, lookup) },
    // Its own clock would acknowledge what has arrived, stored or not.
    { acknowledge: { auto: false, timeoutSeconds: 0 }, flowControl: { enabled: true } },
  )
  const plugin = new TextOutput({ protoVersion: 1, publicationNames: [place.name], messages: true })
  const line = gathering()
  const messages = transactions(objects, mark)
  const positionAt = (lsn: string) => ({ lsn, system: from.system })
  log.on('error', error => line.close(failed('unreachable', error)))
  let handled = 0
  log.on('data', async (_lsn: string, message: Pgoutput.Message) => {
    try {
      const ended = messages.take(message)
      if (!ended) return
      const { changes, lsn } = ended.portion
      const whole = await completed(place, changes, { incomplete: ended.incomplete, signal })
      await line.give({ changes: whole, position: positionAt(lsn) })
    } catch (error) {
      line.close(failed('unreachable', error))
    } finally {
      handled++
    }
  })
  let told = lsnOf(String(from.lsn))
  log.on('heartbeat', (lsn, _at, wantsAnswer) => {
    // It overtakes what waits to be handled: its place would lie behind changes that were not given.
    if (messages.isOpen() || handled < plugin.arrived() || (!wantsAnswer && lsnOf(lsn) <= told)) return
    told = lsnOf(lsn)
    void line.give({ changes: [], position: positionAt(lsn) })
  })
  log.subscribe(plugin, place.name, String(from.lsn)).then(
    () => line.close(new CallFailed('unreachable', 'The other server has ended the connection.')),
    error => line.close(failed('unreachable', error)),
  )
  const giveUp = () => line.end()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    if (signal.aborted) return
    for await (const portion of line.taken()) {
      yield portion
      await log.acknowledge(justBefore(String(portion.position.lsn)))
    }
  } finally {
    signal.removeEventListener('abort', giveUp)
    line.end()
    await log.destroy().catch(() => {})
  }
}

/** The library reports one more than it is told, and PostgreSQL, when it is stopped, waits for the exact place. */
function justBefore(lsn: string): string {
  return lsnText(lsnOf(lsn) - 1n)
}

/** Reads what the log has left out; a record that is gone meanwhile is told by a later transaction. */
async function completed(
  { client }: Place,
  changes: Portion['changes'],
  { incomplete, signal }: { incomplete: readonly Incomplete[]; signal: AbortSignal },
): Promise<Portion['changes']> {
  if (incomplete.length === 0) return changes
  const records = new Map<Incomplete['change'], RemoteRecord | undefined>()
  for (const object of new Set(incomplete.map(each => each.object))) {
    const asked = incomplete.filter(each => each.object === object)
    const found = await readKeys(client, { object, keys: asked.map(({ change }) => change.key) }, signal)
    for (const { change } of asked)
      records.set(
        change,
        found.find(record => record.key === change.key),
      )
  }
  return changes.flatMap(change => {
    if (!records.has(change)) return change
    const record = records.get(change)
    return record ? { ...change, after: record.values } : []
  })
}
