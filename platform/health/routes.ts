import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { row } from '../database/statement.ts'
import type { Kernel } from '../kernel.ts'
import { type HealthCheck, type Module, type Routes, routes } from '../module.ts'
import { platformChecks } from './checks.ts'
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
