import type { Module } from '../../../platform/module.ts'
import { integrationTexts } from '../texts/index.ts'
import { integrationRoutes } from './routes.ts'
import { objectTable, systemTable } from './tables.ts'

/** What the module registers with the platform. */
export const integrationModule: Module = {
  name: 'integration',
  routes: [integrationRoutes],
  tables: [systemTable, objectTable],
  texts: integrationTexts,
}
