import { fileURLToPath } from 'node:url'
import type { MigrationSource } from '../platform/database/migrate.ts'
import { moduleNames } from './modules.ts'

const folder = (path: string) => fileURLToPath(new URL(`../${path}/migrations`, import.meta.url))

/** Where the migrations are, in the order in which they run: the platform's, then those of the modules, lowest first. */
export const migrationSources: readonly MigrationSource[] = [
  { module: 'platform', folder: folder('platform') },
  ...moduleNames.map(name => ({ module: name, folder: folder(`modules/${name}`) })),
]
