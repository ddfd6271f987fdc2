import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../context.ts'
import { row } from '../database/statement.ts'
import { inTransaction } from '../database/transaction.ts'
import { Conflict } from '../errors.ts'
import type { KeyRing } from './key-ring.ts'
import { sealer } from './seal.ts'
import { type Resealed, resealAll, type SealedPlace } from './sealed.ts'

/**
 * `kept`: why keys that were replaced are still there, though nothing new is sealed under them: some secrets could not be opened, others
 * hold the keys, or a transaction went on for longer than we wait. Null where they are gone.
 */
export type Rotated = Resealed & { kept: 'unreadable' | 'held-elsewhere' | 'still-writing' | null }

type Rotation = {
  db: Db
  ring: KeyRing
  places: readonly SealedPlace[]
  /** Milliseconds to wait for transactions that began before the new key. */
  patience?: number
}

/**
 * Puts a new key into the ring, seals everything anew under it in one transaction, and forgets the keys before it. Where it is broken off
 * nothing is lost: all keys are there, and another time does the rest. Uses two connections. Throws `Conflict` where another one is at it.
 */
export async function rotate({ db, ring, places, patience = 60_000 }: Rotation): Promise<Rotated> {
  return inTransaction(db, async held => {
    // Two at once would forget each other's keys.
    const lock = await row<{ isOurs: boolean }>(held, 'select pg_try_advisory_xact_lock($1) as "isOurs"', [
      rotationLock,
    ])
    if (!lock?.isOurs) throw new Conflict('The keys are being changed by somebody else at this moment.')
    ring.change?.add()
    const newest = ring.newest()
    // Who began before the new key may have sealed under an older one what nobody sees yet.
    const settled = await othersDone(held, { since: await clockOf(held), patience })
    const done = await inTransaction(db, trx => resealAll({ db: trx, secrets: sealer(ring) }, places))
    if (!ring.change) return { ...done, kept: 'held-elsewhere' }
    if (done.unreadable.length > 0) return { ...done, kept: 'unreadable' }
    if (!settled) return { ...done, kept: 'still-writing' }
    ring.change.keepOnly([newest])
    return { ...done, kept: null }
  })
}

/** Any number that nobody else locks. */
const rotationLock = 7_303_013_001

async function clockOf(db: Db): Promise<Date> {
  return (await row<{ at: Date }>(db, 'select clock_timestamp() as at'))?.at as Date
}

type Waiting = { since: Date; patience: number }

async function othersDone(db: Db, { since, patience }: Waiting): Promise<boolean> {
  const end = Date.now() + patience
  for (;;) {
    // A transaction sees the others as they were when it first looked.
    await row(db, 'select pg_stat_clear_snapshot()')
    const found = await row<{ open: number }>(
      db,
      `select count(*)::int as open from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         and state <> 'idle' and xact_start <= $1`,
      [since],
    )
    if (found?.open === 0) return true
    if (Date.now() >= end) return false
    await sleep(100)
  }
}
