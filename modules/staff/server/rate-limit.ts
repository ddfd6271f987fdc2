import { sql } from 'kysely'
import { TooMuch } from '../../../platform/errors.ts'
import type { StaffDb } from './tables.ts'

/** At most `max` attempts in `window` seconds, counted from the first. */
export type RateRule = { window: number; max: number }

type RateVerdict = { allowed: boolean; retryAfter: number | null }

/**
 * Counts an attempt and says whether it may go on; `retryAfter` is in seconds. One statement, so attempts that arrive
 * together in several processes are counted one after the other (GHSA-44jh-23m7-hpcf was the opposite).
 */
async function countAttempt(db: StaffDb, key: string, rule: RateRule): Promise<RateVerdict> {
  const { rows } = await sql<{ count: number; wait: number }>`
    insert into staff.rate_limit as r (key, count, started_at) values (${key}, 1, now())
    on conflict (key) do update set
      count = case when r.started_at <= now() - make_interval(secs => ${rule.window}) then 1
                   else least(r.count, ${rule.max}) + 1 end,
      started_at = case when r.started_at <= now() - make_interval(secs => ${rule.window}) then now()
                        else r.started_at end
    returning count, ceil(extract(epoch from started_at + make_interval(secs => ${rule.window}) - now()))::int as wait
  `.execute(db)
  const row = rows[0]
  if (!row || row.count > rule.max)
    return { allowed: false, retryAfter: Math.max(1, row?.wait ?? rule.window) }
  return { allowed: true, retryAfter: null }
}

/** Like `countAttempt`, but throws the refusal that the API answers with. */
export async function limitAttempts(db: StaffDb, key: string, rule: RateRule): Promise<void> {
  const { allowed, retryAfter } = await countAttempt(db, key, rule)
  if (allowed) return
  throw new TooMuch(
    429,
    'staff.too-many-attempts',
    `Too many attempts. Try again in ${retryAfter} seconds.`,
    {
      seconds: retryAfter,
    },
  )
}

/** Forgets the attempts under a key, after the right password came. */
export async function forgetAttempts(db: StaffDb, key: string): Promise<void> {
  await db.deleteFrom('staff.rate_limit').where('key', '=', key).execute()
}
