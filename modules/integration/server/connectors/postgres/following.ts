import { LogicalReplicationService, type Pgoutput } from 'pg-logical-replication'
import { CallFailed, failed } from '../failures.ts'
import type { Follow, Portion, RemoteRecord, Settings } from '../port.ts'
import { addressOf } from './client.ts'
import { type Incomplete, TextOutput, transactions } from './log-messages.ts'
import { lsnOf, lsnText } from './lsn.ts'
import { readKeys } from './reading.ts'
import { assertPlace, type Place } from './slot.ts'

type Following = { place: Place; settings: Settings; mark: string }

/**
 * Changes as the log tells them, transaction by transaction. What was given is acknowledged when the next portion is asked for,
 * never before: until then it comes again after a crash. Idle times are told by portions without changes, so that the place moves on
 * and their log can be cleaned.
 */
export async function* followLog(
  { place, settings, mark }: Following,
  { objects, from }: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  await assertPlace(place, from, signal)
  const log = new LogicalReplicationService(
    { ...addressOf(settings) },
    // Its own clock would acknowledge what has arrived, stored or not.
    { acknowledge: { auto: false, timeoutSeconds: 0 }, flowControl: { enabled: true } },
  )
  const channel = handOver<Portion>()
  const messages = transactions(objects, mark)
  const positionAt = (lsn: string) => ({ lsn, system: from.system })
  log.on('error', error => channel.fail(failed('unreachable', error)))
  log.on('data', async (_lsn: string, message: Pgoutput.Message) => {
    try {
      const ended = messages.take(message)
      if (!ended) return
      const { changes, lsn } = ended.portion
      const whole = await completed(place, changes, { incomplete: ended.incomplete, signal })
      await channel.give({ changes: whole, position: positionAt(lsn) })
    } catch (error) {
      channel.fail(failed('unreachable', error))
    }
  })
  let told = lsnOf(String(from.lsn))
  log.on('heartbeat', (lsn, _at, wantsAnswer) => {
    if (messages.isOpen() || channel.isFull() || (!wantsAnswer && lsnOf(lsn) <= told)) return
    told = lsnOf(lsn)
    void channel.give({ changes: [], position: positionAt(lsn) })
  })
  const plugin = new TextOutput({ protoVersion: 1, publicationNames: [place.name], messages: true })
  log.subscribe(plugin, place.name, String(from.lsn)).then(
    () => channel.fail(new CallFailed('unreachable', 'The other server has ended the connection.')),
    error => channel.fail(failed('unreachable', error)),
  )
  const giveUp = () => channel.end()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    if (signal.aborted) return
    for await (const portion of channel.taken()) {
      yield portion
      await log.acknowledge(justBefore(String(portion.position.lsn)))
    }
  } finally {
    signal.removeEventListener('abort', giveUp)
    channel.end()
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

/** Hands one thing after the other from a giver to a taker; the giver waits until it is taken. */
function handOver<T>() {
  let full: { value: T; taken: () => void } | null = null
  let failure: unknown = null
  let ended = false
  let wake = () => {}
  return {
    isFull: () => full !== null,
    give: (value: T) =>
      new Promise<void>(resolve => {
        if (ended) return resolve()
        full = { value, taken: resolve }
        wake()
      }),
    fail: (error: unknown) => {
      failure ??= error
      wake()
    },
    end: () => {
      ended = true
      full?.taken()
      wake()
    },
    async *taken(): AsyncGenerator<T> {
      while (!ended) {
        if (full) {
          const { value, taken } = full
          full = null
          taken()
          yield value
        } else if (failure) throw failure
        else
          await new Promise<void>(resolve => {
            wake = resolve
          })
      }
    },
  }
}
