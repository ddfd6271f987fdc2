import type { Module } from '../../../platform/module.ts'
import { closingReason, competitor, opportunity, pipeline, stage } from '../entities.ts'
import { salesTexts } from '../texts/index.ts'
import { salesConditions } from './conditions.ts'
import { dayParts } from './day/parts.ts'
import { demoOpportunities } from './demo.ts'
import { forecastParts } from './forecast/parts.ts'
import { demoLeads } from './demo/leads.ts'
import { demoLocks } from './demo/locks.ts'
import { demoTargets } from './demo/targets.ts'
import { opportunityImport } from './importing.ts'
import { involvedRoutes } from './involved/routes.ts'
import { leadParts } from './leads/parts.ts'
import { pictureConditions } from './pictures/conditions.ts'
import { pictureRoutes } from './pictures/routes.ts'
import { quoteParts } from './quotes/parts.ts'
import { readingRoutes } from './readings/routes.ts'
import { rateParts } from './rates/routes.ts'
import { salesRoutes } from './routes.ts'
import { findOpportunities } from './search.ts'
import { settingsRoutes } from './settings/routes.ts'
import { salesTables } from './tables.ts'
import { targetParts } from './targets/parts.ts'
import { territoryParts } from './territories/parts.ts'

const rights = ['read', 'write', 'delete', 'import', 'export', 'manage', 'approve']

/** What the module registers with the platform. */
export const salesModule: Module = {
  name: 'sales',
  routes: [
    salesRoutes,
    involvedRoutes,
    pictureRoutes,
    leadParts.routes,
    ...forecastParts.routes,
    readingRoutes,
    settingsRoutes,
    rateParts.routes,
    dayParts.routes,
    ...territoryParts.routes,
    targetParts.routes,
    ...quoteParts.routes,
  ],
  entities: [
    opportunity,
    pipeline,
    stage,
    closingReason,
    competitor,
    ...leadParts.entities,
    ...quoteParts.entities,
  ],
  permissions: rights.map(right => ({ name: `sales.${right}` })),
  tables: [
    ...salesTables,
    ...leadParts.tables,
    ...dayParts.tables,
    ...territoryParts.tables,
    ...forecastParts.tables,
    ...targetParts.tables,
    ...quoteParts.tables,
  ],
  jobs: [...leadParts.jobs, ...forecastParts.jobs, ...rateParts.jobs, ...quoteParts.jobs],
  listeners: [...leadParts.listeners, ...rateParts.listeners, ...quoteParts.listeners],
  conditions: [...salesConditions, ...pictureConditions, ...forecastParts.conditions],
  imports: [opportunityImport, ...leadParts.imports],
  inspections: leadParts.inspections,
  search: [{ entity: 'opportunity', find: findOpportunities }, ...leadParts.search, ...quoteParts.search],
  texts: salesTexts,
  demo: async (ctx, story) => {
    await demoOpportunities(ctx, story)
    await demoLeads(ctx, story)
    await demoLocks(ctx)
    await demoTargets(ctx)
  },
}
