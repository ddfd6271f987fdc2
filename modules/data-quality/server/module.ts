import type { Module } from '../../../platform/module.ts'
import { dataQualityTexts } from '../texts/index.ts'
import { dataQualityRoutes } from './routes.ts'

const permissions = ['read', 'manage']

/** What the module registers with the platform. */
export const dataQualityModule: Module = {
  name: 'data-quality',
  routes: [dataQualityRoutes],
  permissions: permissions.map(right => ({ name: `data-quality.${right}` })),
  texts: dataQualityTexts,
}
