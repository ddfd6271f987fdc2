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
      const listeners = await rows<{ name: string; failures: number; last_error: string | null }>(
        ctx.db,
        'select name, failures, last_error from platform.event_reader order by name',
      )
      return { ok: listeners.every(listener => listener.failures === 0), detail: { listeners } }
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
