import { randomInt } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import ZongJi, { type AnyBinlogEvent, type TableMapEvent } from '@vlasky/zongji'
import { CallFailed } from '../failures.ts'
import type { RemoteObject, Settings } from '../port.ts'
import { kindOfError, numberOf, optionsOf } from './client.ts'

/** An event of the log, and the place behind the last transaction that was whole when it came. */
export type Told = { event: AnyBinlogEvent; gtid: string }

type From = {
  settings: Settings
  lookup: LookupFunction | undefined
  gtid: string
  objects: readonly RemoteObject[]
  hidden: HiddenTypes
}

/** Types by table and column that the log writes down as mere bytes: addresses and UUIDs of MariaDB. */
export type HiddenTypes = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The server says that it is alive when it has nothing to say; silence for six times as long is a connection that is none. */
const heartbeat = 5000
const longestSilence = 6 * heartbeat
/** Events that wait to be taken; then the server waits. */
const mostWaiting = 1000

/**
 * Events of the log behind a place, for ever, in their order; ends when the signal is aborted. Throws `position-lost` where the server
 * does not have that place any more.
 */
export async function* logEvents(
  { settings, lookup, gtid, objects, hidden }: From,
  signal: AbortSignal,
): AsyncGenerator<Told> {
  const log = new ZongJi(optionsOf(settings, lookup))
  let waiting: Told[] = []
  let paused = false
  let failure = null as CallFailed | null
  let wake = () => {}
  const fail = (error: CallFailed) => {
    failure ??= error
    wake()
  }
  const silence = setTimeout(() => {
    if (paused) silence.refresh()
    else fail(new CallFailed('unreachable', 'The other server has fallen silent.'))
  }, longestSilence)
  const giveUp = () => wake()
  signal.addEventListener('abort', giveUp, { once: true })
  log.on('error', error => fail(failureOf(error)))
  log.on('binlog', event => {
    silence.refresh()
    if (event.getEventName() === 'tablemap') reveal(event as TableMapEvent, hidden)
    waiting.push({ event, gtid: log.gtidSet ?? gtid })
    if (waiting.length >= mostWaiting && !paused) {
      paused = true
      log.connection?.pause()
    }
    wake()
  })
  // 'ready' comes also where the place is lost: only what comes after it is believed.
  start(log, gtid, objects)
  try {
    while (!signal.aborted) {
      if (waiting.length > 0) {
        const some = waiting
        waiting = []
        for (const each of some) {
          if (signal.aborted) return
          yield each
        }
        if (paused) {
          paused = false
          log.connection?.resume()
        }
      } else if (failure) throw failure
      else
        await new Promise<void>(resolve => {
          wake = resolve
        })
    }
  } finally {
    clearTimeout(silence)
    signal.removeEventListener('abort', giveUp)
    await stopped(log)
  }
}

function start(log: ZongJi, gtid: string, objects: readonly RemoteObject[]): void {
  const tables: Record<string, string[]> = {}
  for (const { space, name } of objects) (tables[space] ??= []).push(name)
  log.start({
    gtidSet: gtid,
    // Among the readers of a server a number is there once: of two with the same the older is thrown out.
    serverId: randomInt(2 ** 30, 2 ** 31),
    requestAnnotateRows: true,
    includeSchema: tables,
  })
  // Both connections are asked in order, so this is before the log begins. In billionths of a second.
  const period = heartbeat * 1_000_000
  log.connection?.query(
    `set @master_heartbeat_period = ${period}, @source_heartbeat_period = ${period}`,
    () => {},
  )
  // It is only asked at the beginning, and would be closed for its silence.
  log.ctrlConnection?.query('set wait_timeout = 2147483', () => {})
}

/** Says of which type the columns are, before their rows are read, which is when the next event is. */
function reveal({ tableMap, tableId, tableName }: TableMapEvent, hidden: HiddenTypes): void {
  const types = hidden.get(tableName)
  if (!types) return
  for (const column of tableMap[tableId]?.columnSchemas ?? [])
    column.COLUMN_TYPE = types.get(column.COLUMN_NAME) ?? column.COLUMN_TYPE
}

function stopped(log: ZongJi): Promise<void> {
  return new Promise(resolve => {
    log.once('stopped', resolve)
    log.stop()
  })
}

function failureOf(error: Error): CallFailed {
  const made = (kind: CallFailed['kind']) => new CallFailed(kind, error.message, { cause: error })
  const known = kindOfError(error)
  if (known) return made(known === 'no-answer' ? 'unreachable' : known)
  // Also for a reader that was thrown out by one of the same number, which has lost nothing.
  if (numberOf(error) === 1236)
    return made(/same server_?(uu)?id/i.test(error.message) ? 'unreachable' : 'position-lost')
  if (error.message.startsWith('Insufficient permissions to access')) return made('changed-shape')
  // What breaks the way has a code; what cannot be read has none.
  return made('code' in error ? 'unreachable' : 'broken-answer')
}
