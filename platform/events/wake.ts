import type { Logger } from 'pino'
import type { Database } from '../database/connect.ts'

export const wakeChannel = 'tessera_wake'
const pause = 50

/** Tells every process, soon, that there is something new in the outbox. */
export type Wake = () => void

/**
 * At most one NOTIFY per 50 ms and process, never inside a business transaction: there it takes a lock over the whole
 * database at commit and costs four times the write rate. A lost wake-up is harmless, readers also poll.
 */
export function wakeUp(database: Database, log: Logger): Wake {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      database.pool
        .query(`select pg_notify('${wakeChannel}', '')`)
        .catch((err: unknown) => log.debug({ err }, 'No wake-up could be sent; readers poll.'))
    }, pause).unref()
  }
}
