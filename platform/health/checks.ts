import type { Context } from '../context.ts'
import { row, rows } from '../database/statement.ts'
import type { HealthCheck } from '../module.ts'
import { settingOf } from '../settings.ts'

const day = 86_400_000

/** What the platform itself looks after: queues, listeners, backup, mail. */
export const platformChecks: readonly HealthCheck[] = [
  {
    name: 'platform.queues',
    run: async ctx => {
      const queues = await rows<{ name: string; waiting: number; oldest: number | null; failed: number }>(
        ctx.db,
        `select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
           extract(epoch from now() - min(created_on) filter (where state in ('created', 'retry') and start_after <= now()))::int as oldest,
           count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day')::int as failed
         from jobs.job group by name order by name`,
      )
      return {
        ok: queues.every(queue => (queue.oldest ?? 0) < 300 && queue.failed === 0),
        detail: { queues },
      }
    },
  },
  {
    name: 'platform.listeners',
    run: async ctx => {
      const listeners = await rows<{
        name: string
        failures: number
        last_error: string | null
        waiting: number | null
      }>(
        ctx.db,
        `select r.name, r.failures, r.last_error, (select extract(epoch from now() - min(e.at))::int from platform.event e
           where (e.xid, e.id) > (r.xid, r.id)) as waiting
         from platform.event_reader r order by r.name`,
      )
      // A reader waits for the oldest open transaction, so a long one shows here before anyone misses an update.
      const ok = listeners.every(({ failures, waiting }) => failures === 0 && (waiting ?? 0) < 60)
      return { ok, detail: { listeners } }
    },
  },
  {
    name: 'platform.backup',
    run: async ctx => {
      const last = await settingOf<{ at: string; folder: string } | null>(
        ctx.db,
        'platform.last-backup',
        null,
      )
      const since = last ? Date.parse(last.at) : await installedAt(ctx)
      return { ok: Date.now() - since < 2 * day, detail: { last } }
    },
  },
  {
    name: 'platform.mail',
    run: async ctx => ({ ok: true, detail: { configured: ctx.mailer.configured } }),
  },
]

/** A new installation has two days for its first backup. */
async function installedAt(ctx: Context): Promise<number> {
  const first = await row<{ at: Date | null }>(ctx.db, 'select min(started_at) as at from platform.migration')
  return first?.at?.getTime() ?? Date.now()
}
