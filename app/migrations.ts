import { fileURLToPath } from 'node:url'
import type { MigrationSource } from '../platform/database/migrate.ts'

const folder = (path: string) => fileURLToPath(new URL(`../${path}/migrations`, import.meta.url))

/** Where the migrations are, in the order in which they run. */
export const migrationSources: readonly MigrationSource[] = [
  { module: 'platform', folder: folder('platform') },
  { module: 'staff', folder: folder('modules/staff') },
  { module: 'customers', folder: folder('modules/customers') },
  { module: 'data-quality', folder: folder('modules/data-quality') },
  { module: 'matching', folder: folder('modules/matching') },
  { module: 'integration', folder: folder('modules/integration') },
]
