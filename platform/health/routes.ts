import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { row, rows } from '../database/statement.ts'
import type { Kernel } from '../kernel.ts'
import { type HealthCheck, type Module, type Routes, routes } from '../module.ts'
import { settingOf } from '../settings.ts'
import { healthContract } from './contract.ts'

const startedAt = new Date()

export type HealthOptions = { version: string; embedded: boolean; checks: readonly HealthCheck[] }

/** The health page: every module's checks besides those of the platform. One that fails to answer counts as bad. */
export function healthRoutes({ version, embedded, checks }: HealthOptions): Routes {
  return routes(healthContract, {
    health: async ctx => {
      const database = await row<{ version: string; bytes: number }>(
        ctx.db,
        `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
      )
      const results = []
      for (const check of [...platformChecks, ...checks])
        results.push({ name: check.name, ...(await answer(ctx, check)) })
      const { rss, heapUsed } = process.memoryUsage()
      return {
        ok: results.every(result => result.ok),
        version,
        startedAt: startedAt.toISOString(),
        database: { version: database?.version ?? '', embedded, bytes: database?.bytes ?? 0 },
        memory: { rss, heap: heapUsed },
        checks: results,
      }
    },
  })
}

async function answer(ctx: Context, check: HealthCheck) {
  try {
    return await check.run(ctx)
  } catch (error) {
    ctx.log.warn({ err: error, check: check.name }, 'A health check failed to answer.')
    return { ok: false, detail: { error: 'no answer' } }
  }
}

const day = 86_400_000

const platformChecks: readonly HealthCheck[] = [
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
      return { ok: last !== null && Date.now() - Date.parse(last.at) < 2 * day, detail: { last } }
    },
  },
  {
    name: 'platform.mail',
    run: async ctx => ({ ok: true, detail: { configured: ctx.mailer.configured } }),
  },
]

/** Probes for a load balancer: alive is the process, ready is its database within a second. */
export function serveProbes(server: FastifyInstance, kernel: Kernel, state: { stopping: boolean }): void {
  server.get('/health/live', async () => ({ status: 'alive' }))
  server.get('/health/ready', async (_request, reply) => {
    if (state.stopping) return reply.code(503).send({ status: 'stopping' })
    try {
      await kernel.database.pool.query('select 1')
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'no database' })
    }
  })
}

/** The checks of all modules. */
export function healthChecks(modules: readonly Module[]): HealthCheck[] {
  return modules.flatMap(module => module.health ?? [])
}
