import type { LookupFunction } from 'node:net'
import pg from 'pg'
import { socketThrough } from '../../../../../platform/outbound/connect.ts'
import { CallFailed, type FailureKind } from '../failures.ts'
import type { Settings } from '../port.ts'
import { sessionOptions } from './values.ts'

/** Every value as its text. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text }

/** How to reach the database, through `lookup`; `secure` = TLS with a certificate that is checked. */
export function addressOf(settings: Settings, lookup?: LookupFunction): pg.ClientConfig {
  const address = { host: String(settings.host), port: Number(settings.port ?? 5432) }
  return {
    ...address,
    // Else a host with a slash would be a socket of this machine.
    stream: () => socketThrough(address, lookup),
    database: String(settings.database),
    user: String(settings.user),
    password: String(settings.password ?? ''),
    options: sessionOptions,
    application_name: 'tessera',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    ssl: settings.secure ? { rejectUnauthorized: settings.secure !== 'unchecked' } : false,
  }
}

export type Rows = Record<string, string | null>[]

/** A few connections that are thrown away when a call is given up: what they do there is then not known. */
export type Client = {
  rows: (text: string, values: readonly unknown[], signal: AbortSignal) => Promise<Rows>
  /** Runs statements of one transaction on one connection. */
  inTransaction: <T>(work: (send: Client['rows']) => Promise<T>, signal: AbortSignal) => Promise<T>
  close: () => Promise<void>
}

export function clientOf(settings: Settings, lookup?: LookupFunction): Client {
  const pool = new pg.Pool({
    ...addressOf(settings, lookup),
    types: asText,
    max: 4,
    idleTimeoutMillis: 30_000,
  })
  // A connection that is lost while nobody uses it is no news: the next call says so.
  pool.on('error', () => {})
  pool.on('connect', client => {
    client.on('error', () => {})
  })
  const connected = async <T>(
    work: (client: pg.PoolClient) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> => {
    const client = await pool.connect().catch(error => {
      throw connecting(error)
    })
    let broken = false
    const giveUp = () => {
      broken = true
      // Not `end`: it would wait for an answer.
      ;(client as unknown as pg.Client).connection.stream.destroy()
    }
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      if (signal.aborted) throw new CallFailed('unreachable', 'The call was given up before it was sent.')
      return await work(client)
    } catch (error) {
      broken ||= !(error instanceof pg.DatabaseError)
      throw asking(error)
    } finally {
      signal.removeEventListener('abort', giveUp)
      client.release(broken)
    }
  }
  const sendOn =
    (client: pg.PoolClient): Client['rows'] =>
    async (text, values) =>
      (await client.query<Record<string, string | null>>(text, [...values])).rows
  return {
    rows: (text, values, signal) => connected(client => sendOn(client)(text, values, signal), signal),
    inTransaction: (work, signal) =>
      connected(async client => {
        await client.query('begin')
        try {
          const answer = await work(sendOn(client))
          await client.query('commit').catch(committing)
          return answer
        } catch (error) {
          await client.query('rollback').catch(() => {})
          throw error
        }
      }, signal),
    close: () => pool.end(),
  }
}

/** SQLSTATE classes of PostgreSQL, appendix A. */
const kindsOfState: readonly [RegExp, FailureKind][] = [
  [/^28/, 'denied'],
  [/^42501/, 'denied'],
  [/^(3D000|42P01|42703)/, 'changed-shape'],
  // Rolled back by the server: for a deadlock, for a lock or a statement that took too long.
  [/^(57P|53|08|40001|40P01|55P03|57014)/, 'unreachable'],
]

function connecting(error: unknown): CallFailed {
  const { code = '', message } = error as { code?: string; message: string }
  const kind = kindsOfState.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable'
  return new CallFailed(kind, message, { cause: error })
}

/** A server that stops or loses the connection while it commits may have done so before it said so (57P, 08, 40003). */
function committing(error: unknown): never {
  const { code = '', message } = error as { code?: string; message: string }
  throw /^(57P|08|40003)/.test(code) ? new CallFailed('no-answer', message, { cause: error }) : error
}

/** A statement that the server refused has not happened; one whose connection broke may have. */
function asking(error: unknown): unknown {
  if (error instanceof CallFailed) return error
  const { code = '', message } = error as { code?: string; message: string }
  const kind = kindsOfState.find(([pattern]) => pattern.test(code))?.[1]
  if (kind) return new CallFailed(kind, message, { cause: error })
  return error instanceof pg.DatabaseError ? error : new CallFailed('no-answer', message, { cause: error })
}
