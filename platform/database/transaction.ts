import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../context.ts'

const serializationFailure = '40001'
const deadlock = '40P01'
const tries = 3

/**
 * Runs the function in one transaction and answers what it answers; what it throws rolls back. A deadlock or a
 * serialization failure is tried again (3 tries in all), so the function must do nothing outside the database.
 * Inside an open transaction it simply takes part in that one.
 */
export async function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt >= tries || !isTransient(error)) throw error
      // Jitter, or the same two would meet again.
      await sleep(attempt * 20 * (0.5 + Math.random()))
    }
  }
}

function isTransient(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === serializationFailure || code === deadlock
}
