import { cp, mkdir, readdir, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { isEmptyFolder, isLeftAlone } from './backup/data-files.ts'
import { compareCounts, tablesOf } from './backup/facts.ts'
import { loadRows } from './backup/logical.ts'
import { type Manifest, readCheckedManifest } from './backup/manifest.ts'
import { putCluster } from './backup/physical.ts'
import { startEmbedded } from './embedded.ts'
import { takeOwnership } from './embedded/owner.ts'
import { placeDatabase } from './embedded/place.ts'
import { clearRemains } from './embedded/server.ts'
import { type MigrationSource, migrate } from './migrate.ts'

type Where = Pick<Config, 'dataFolder' | 'databaseUrl' | 'databaseDirectUrl'>

export type RestoreOptions = {
  /** The folder a backup was made in. */
  folder: string
  /** Put aside what is there (into `replaced-<time>` of the data folder; rows of an external database are replaced). */
  force?: boolean
  sources: readonly MigrationSource[]
  version: string
  log: Logger
  /** Creates what migrations do not (the job queue), before rows are loaded into an external or newer database. */
  prepareSchema?: (url: string) => Promise<void>
}

/** What a restore did: the counted rows per table and, with `force`, where the former data went. */
export type Restored = { manifest: Manifest; tables: Manifest['tables']; replaced: string | null }

/**
 * Restores a backup after checking every file of it, starts the database and compares the rows of every table with
 * the manifest. Nothing else may run on the data folder. Refuses to overwrite data unless `force` is given.
 */
export async function restore(config: Where, options: RestoreOptions): Promise<Restored> {
  const folder = resolve(options.folder)
  const manifest = await readCheckedManifest(folder)
  if (config.databaseUrl && manifest.kind === 'physical') {
    throw new Error('This backup holds the files of an embedded database. Restore it without DATABASE_URL.')
  }
  if (config.databaseUrl && !options.force) await refuseFilled(config.databaseDirectUrl ?? config.databaseUrl)
  const replaced = await makeRoom(config.dataFolder, options)
  if (manifest.files.some(file => file.path.startsWith('data/'))) {
    await cp(join(folder, 'data'), config.dataFolder, { recursive: true })
  }
  const tables = config.databaseUrl
    ? await fillDatabase(config.databaseDirectUrl ?? config.databaseUrl, manifest, { ...options, folder })
    : await fillEmbedded(config.dataFolder, manifest, { ...options, folder })
  return { manifest, tables, replaced }
}

async function makeRoom(dataFolder: string, { force, log }: RestoreOptions): Promise<string | null> {
  await mkdir(dataFolder, { recursive: true })
  if (await isEmptyFolder(dataFolder)) return null
  if (!force) {
    throw new Error(
      `The data folder ${dataFolder} is not empty. Restore into another one (TESSERA_DATA), or use --force.`,
    )
  }
  const place = placeDatabase(dataFolder, log)
  const ownership = takeOwnership(place.home)
  if (!ownership.taken)
    throw new Error(`Process ${ownership.owner.pid} works with ${dataFolder}. Stop it first.`)
  ownership.release()
  await clearRemains(place, log)
  const aside = join(dataFolder, `replaced-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`)
  await mkdir(aside)
  for (const name of await readdir(dataFolder)) {
    if (!isLeftAlone(name)) await rename(join(dataFolder, name), join(aside, name))
  }
  return aside
}

async function fillEmbedded(
  dataFolder: string,
  manifest: Manifest,
  options: RestoreOptions,
): Promise<Manifest['tables']> {
  const { log } = options
  if (manifest.kind === 'physical')
    await putCluster(join(options.folder, 'database'), placeDatabase(dataFolder, log))
  const database = await startEmbedded({ dataFolder, log })
  try {
    if (manifest.kind === 'logical') return await fillDatabase(database.url, manifest, options)
    return await counted(database.url, manifest)
  } finally {
    await database.stop()
  }
}

async function fillDatabase(
  url: string,
  manifest: Manifest,
  options: RestoreOptions,
): Promise<Manifest['tables']> {
  // First the schema the rows were saved from, then the rows; what came later is migrated with the rows in place.
  const { log, version, sources } = options
  await migrate({ url, sources, version, log, only: manifest.migrations })
  await options.prepareSchema?.(url)
  await loadRows(url, join(options.folder, 'database'), manifest)
  const tables = await counted(url, manifest)
  await migrate({ url, sources, version, log })
  return tables
}

async function counted(url: string, manifest: Manifest): Promise<Manifest['tables']> {
  return withClient(url, client => compareCounts(client, manifest))
}

async function refuseFilled(url: string): Promise<void> {
  const tables = await withClient(url, tablesOf)
  if (tables.length === 0) return
  throw new Error(
    'The database in DATABASE_URL already holds tables. Restore into an empty one, or use --force.',
  )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'tessera restore' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
