import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { copyDataFiles } from './backup/data-files.ts'
import { dumpRows } from './backup/logical.ts'
import { type Manifest, readCheckedManifest, writeManifest } from './backup/manifest.ts'
import { copyCluster } from './backup/physical.ts'
import { startEmbedded } from './embedded.ts'
import { findBinaries } from './embedded/binaries.ts'
import { placeDatabase } from './embedded/place.ts'

export type { Manifest } from './backup/manifest.ts'

type Where = Pick<Config, 'dataFolder' | 'databaseUrl' | 'databaseDirectUrl'>

export type BackupOptions = {
  /** A new or empty folder; it appears only when the backup is complete. */
  folder: string
  /** Version of this software. */
  version: string
  log: Logger
}

/**
 * Backs up the database and the files of the data folder while the server runs and writes (or does not run). Every
 * row acknowledged before `shows` of the manifest is in it. The files are read again and compared at the end.
 */
export async function backup(config: Where, options: BackupOptions): Promise<Manifest> {
  const folder = resolve(options.folder)
  const there = await readdir(folder).catch(() => null)
  if (there && there.length > 0)
    throw new Error(`${folder} is not empty. Give a folder that does not exist yet.`)
  if (`${folder}${sep}`.startsWith(`${resolve(config.dataFolder)}${sep}`)) {
    throw new Error(`${folder} lies inside the data folder. Give a folder elsewhere, best on another disk.`)
  }
  const draft = join(dirname(folder), `.${basename(folder)}.unfinished-${process.pid}`)
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    await fill(draft, config, options)
    const manifest = await readCheckedManifest(draft)
    if (there) await rm(folder, { recursive: true })
    await rename(draft, folder)
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function fill(draft: string, config: Where, { version, log }: BackupOptions): Promise<void> {
  const startedAt = new Date().toISOString()
  await copyDataFiles(config.dataFolder, join(draft, 'data'))
  if (config.databaseUrl) {
    const facts = await dumpRows(config.databaseDirectUrl ?? config.databaseUrl, join(draft, 'database'))
    await copyDataFiles(config.dataFolder, join(draft, 'data'))
    await writeManifest(draft, { kind: 'logical', startedAt, version, ...facts })
    return
  }
  const database = await startEmbedded({ dataFolder: config.dataFolder, log, whenRunning: 'join' })
  try {
    const place = placeDatabase(config.dataFolder, log)
    const source = { url: database.url, place, binaries: findBinaries(place), log }
    const facts = await copyCluster(join(draft, 'database'), source)
    await copyDataFiles(config.dataFolder, join(draft, 'data'))
    await writeManifest(draft, { kind: 'physical', startedAt, version, sequences: [], ...facts })
  } finally {
    await database.stop()
  }
}
