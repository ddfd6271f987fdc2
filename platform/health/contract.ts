import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'

const check = z.object({ name: z.string(), ok: z.boolean(), detail: z.record(z.string(), z.unknown()) })

/** How the installation is doing, for people. Probes for machines are `/health/live` and `/health/ready`. */
export const healthContract = contract({
  health: {
    name: 'health.read',
    method: 'GET',
    path: '/health',
    tag: 'Health',
    summary: 'What runs, how old the queues are, last backup, version, database',
    permission: 'health.read',
    reply: z.object({
      ok: z.boolean(),
      version: z.string(),
      startedAt: z.string(),
      database: z.object({ version: z.string(), embedded: z.boolean(), bytes: z.number() }),
      memory: z.object({ rss: z.number(), heap: z.number() }),
      checks: z.array(check),
    }),
  },
})
