import { fieldsRoutes } from './entities/routes.ts'
import { healthChecks, healthRoutes } from './health/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { takeUpUndosJob, undoJob } from './history/undo-jobs.ts'
import type { Module } from './module.ts'
import { outboundRoutes } from './outbound/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { upkeepJob } from './search/upkeep.ts'
import { transferJobs } from './transfer/jobs.ts'
import { transferRoutes } from './transfer/routes.ts'
import { viewsRoutes, viewTable } from './views/routes.ts'

export type PlatformOptions = { version: string; embedded: boolean; modules: readonly Module[] }

/** What the kernel itself offers over HTTP and as jobs, in the shape of a module. */
export function platformModule({ version, embedded, modules }: PlatformOptions): Module {
  const targets = modules.flatMap(module => module.imports ?? [])
  const inspections = modules.flatMap(module => module.inspections ?? [])
  return {
    name: 'platform',
    routes: [
      historyRoutes,
      viewsRoutes,
      transferRoutes(targets),
      fieldsRoutes,
      outboundRoutes,
      searchRoutes(modules.flatMap(module => module.search ?? [])),
      healthRoutes({ version, embedded, checks: healthChecks(modules) }),
    ],
    permissions: [
      'history.read',
      'history.undo',
      'history.undo-any',
      'views.share',
      'fields.manage',
      'health.read',
      'outbound.manage',
    ].map(name => ({ name })),
    tables: [viewTable],
    jobs: [undoJob, takeUpUndosJob, upkeepJob, ...transferJobs(targets, inspections)],
  }
}
