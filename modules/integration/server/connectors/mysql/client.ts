import type { LookupFunction } from 'node:net'
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  type FieldPacket,
  type QueryError,
} from 'mysql2'
import { connectThrough } from '../../../../../platform/outbound/connect.ts'
import { CallFailed, type FailureKind } from '../failures.ts'
import { longestSilence, type Settings } from '../port.ts'

/** How to reach the database, through `lookup`; `secure` = TLS, with a certificate that is checked or not. Dates and big numbers stay texts. */
export function optionsOf(settings: Settings, lookup?: LookupFunction): ConnectionOptions {
  const { secure } = settings
  const address = { host: String(settings.host), port: Number(settings.port ?? 3306) }
  return {
    ...address,
    stream: () => connectThrough(address, lookup).setKeepAlive(true),
    database: String(settings.database),
    user: String(settings.user),
    password: String(settings.password ?? ''),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    connectTimeout: 5000,
    maxPreparedStatements: 40,
    // Without `verifyIdentity` any certificate of a known authority would do, whoever's it is.
    ...(secure
      ? { ssl: { rejectUnauthorized: secure !== 'unchecked', verifyIdentity: secure !== 'unchecked' } }
      : {}),
  }
}

/**
 * Moments are in UTC; what does not fit into a column is refused instead of cut; a lock over there is not waited for longer than anybody
 * here waits; and a transaction that is left alone ends, where the server knows how (MariaDB; MySQL skips what stands in the comment).
 */
const sessionText = `set time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 10
  /*M!100300 , idle_transaction_timeout = ${longestSilence / 1000} */`

export type Bound = string | null
/** Rows as lists in the order of the columns; `matched` counts the rows that an update found. */
export type Answer = { rows: readonly unknown[][]; columns: readonly FieldPacket[]; matched: number }
export type Send = (text: string, values?: readonly Bound[]) => Promise<Answer>

/** A few connections; one on which a call was given up is thrown away, since what it does there is not known. */
export type Client = {
  ask: (text: string, values: readonly Bound[], signal: AbortSignal) => Promise<Answer>
  /** Runs statements of one transaction on one connection. What the server says no to is thrown as it says it (`isDeclined`). `lock`: nobody else who names it works meanwhile. */
  inTransaction: <T>(work: (send: Send) => Promise<T>, signal: AbortSignal, lock?: string) => Promise<T>
  close: () => Promise<void>
}

const mostIdle = 4
/** Routers forget a connection that is silent for long, and say so to nobody. */
const longestIdle = 60_000

export function clientOf(settings: Settings, lookup?: LookupFunction): Client {
  const idle: { connection: Connection; since: number }[] = []
  const broken = new WeakSet<Connection>()
  let closed = false

  const forget = (connection: Connection) => {
    broken.add(connection)
    const at = idle.findIndex(each => each.connection === connection)
    if (at >= 0) idle.splice(at, 1)
  }
  const taken = (): Connection | null => {
    for (let each = idle.pop(); each; each = idle.pop()) {
      if (Date.now() - each.since < longestIdle) return each.connection
      each.connection.destroy()
    }
    return null
  }
  const opened = async (connection: Connection): Promise<void> => {
    // Without a listener a connection that breaks while nobody asks would end the process.
    connection.on('error', () => forget(connection))
    connection.on('end', () => forget(connection))
    await sendOn(connection)(sessionText).catch(error => {
      throw connecting(error)
    })
  }
  const connected = async <T>(work: (send: Send) => Promise<T>, signal: AbortSignal): Promise<T> => {
    if (signal.aborted || closed)
      throw new CallFailed('unreachable', 'The call was given up before it was sent.')
    const kept = taken()
    const connection = kept ?? createConnection(optionsOf(settings, lookup))
    // Not `destroy`, which says goodbye first and leaves the one who waits without an answer.
    const giveUp = () => (connection as unknown as { stream: { destroy: () => void } }).stream.destroy()
    signal.addEventListener('abort', giveUp, { once: true })
    let usable = false
    try {
      if (!kept) await opened(connection)
      const answer = await work(sendOn(connection))
      usable = true
      return answer
    } catch (error) {
      usable = isDeclined(error)
      throw error
    } finally {
      signal.removeEventListener('abort', giveUp)
      const keep = usable && !closed && !signal.aborted && !broken.has(connection) && idle.length < mostIdle
      if (keep) idle.push({ connection, since: Date.now() })
      else connection.destroy()
    }
  }
  return {
    ask: (text, values, signal) =>
      connected(send => send(text, values), signal).catch(error => {
        throw isDeclined(error) ? new CallFailed('broken-answer', error.message, { cause: error }) : error
      }),
    inTransaction: (work, signal, lock) =>
      connected(async send => {
        if (lock) await locked(send, lock)
        await send('start transaction')
        try {
          const answer = await work(send)
          await send('commit')
          return answer
        } catch (error) {
          await send('rollback').catch(() => {})
          throw error
        } finally {
          // Kept, the connection would keep it too; one that is lost has given it back.
          if (lock) await send('select release_lock(?)', [lock]).catch(() => {})
        }
      }, signal),
    close: async () => {
      closed = true
      for (const { connection } of idle.splice(0)) connection.destroy()
    },
  }
}

async function locked(send: Send, name: string): Promise<void> {
  const { rows } = await send('select get_lock(?, 10)', [name])
  if (Number(rows[0]?.[0]) !== 1)
    throw new CallFailed('unreachable', 'Somebody else is at work on the same record there.')
}

/** Values are bound by the server, never put into the text: what a quote is there depends on its settings. */
function sendOn(connection: Connection): Send {
  return (text, values) =>
    new Promise<Answer>((resolve, reject) => {
      const answered = (error: QueryError | null, result: unknown, columns: FieldPacket[] | undefined) => {
        if (error) return reject(asking(error))
        const rows = Array.isArray(result) ? (result as unknown[][]) : []
        const matched = Array.isArray(result) ? 0 : (result as { affectedRows: number }).affectedRows
        resolve({ rows, columns: columns ?? [], matched })
      }
      const asked = { sql: text, rowsAsArray: true }
      if (values) connection.execute(asked, [...values], answered)
      else connection.query(asked, answered)
    })
}

/** Numbers of errors (MySQL and MariaDB): what they mean for a call. What is not here is a no to this one statement. */
const kindsOfNumber: readonly [readonly number[], FailureKind][] = [
  // No entry, blocked, no right, a password that has run out, a locked account, a server that only reads.
  [[1044, 1045, 1129, 1130, 1142, 1143, 1227, 1290, 1370, 1698, 1820, 1836, 1862, 3118, 4151], 'denied'],
  [[1049, 1054, 1109, 1146], 'changed-shape'],
  // Too many connections; a lock that was not given in time, a deadlock: nothing has happened there.
  [[1040, 1203, 1205, 1213, 1226], 'unreachable'],
  // It is being stopped, or somebody has ended our connection.
  [[1053, 1317, 1927], 'no-answer'],
]

/** What an error of the server means, or null where it is a no to one statement or no error of the server. */
export function kindOfError(error: unknown): FailureKind | null {
  const number = numberOf(error)
  return kindsOfNumber.find(([numbers]) => numbers.includes(number))?.[1] ?? null
}

/** The number of an error of the server; 0 for one of the way to it. */
export function numberOf(error: unknown): number {
  const { errno, sqlState } = (error ?? {}) as { errno?: unknown; sqlState?: unknown }
  // Errors of the system have (negative) numbers too.
  return typeof errno === 'number' && errno > 0 && sqlState !== undefined ? errno : 0
}

/** The server has understood and said no: it has not happened, and would not another time. */
export function isDeclined(error: unknown): error is Error {
  return !(error instanceof CallFailed) && numberOf(error) > 0
}

function connecting(error: unknown): CallFailed {
  const cause = error instanceof CallFailed ? (error.cause ?? error) : error
  const kind = kindOfError(cause)
  return new CallFailed(
    kind === null || kind === 'no-answer' ? 'unreachable' : kind,
    (cause as Error).message,
    { cause },
  )
}

/** A statement that the server declined has not happened; one whose connection broke may have. */
function asking(error: QueryError): Error {
  const kind = kindOfError(error)
  if (kind) return new CallFailed(kind, error.message, { cause: error })
  return numberOf(error) > 0 ? error : new CallFailed('no-answer', error.message, { cause: error })
}
