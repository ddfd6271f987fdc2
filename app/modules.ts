import type { Module } from '../platform/module.ts'
import { customersModule } from '../modules/customers/index.ts'
import { dataQualityModule } from '../modules/data-quality/index.ts'
import { integrationModule } from '../modules/integration/index.ts'
import { matchingModule } from '../modules/matching/index.ts'
import { salesModule } from '../modules/sales/index.ts'

/**
 * The modules, lowest first: this list IS the order of dependencies. A module may use those before it, never those
 * after it. `staff` stands first; it is opened at start (app/compose.ts), since it decides who may come in.
 */
export const moduleNames = ['staff', 'customers', 'data-quality', 'matching', 'integration', 'sales'] as const

/** The modules above `staff`. */
export const businessModules: readonly Module[] = [
  customersModule,
  dataQualityModule,
  matchingModule,
  integrationModule,
  salesModule,
]
