import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { openStaff, type Staff } from '../modules/staff/index.ts'
import { type Config, projectFolder } from '../platform/config.ts'
import { connect, type Database } from '../platform/database/connect.ts'
import { startEmbedded } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { fileStore } from '../platform/files/store.ts'
import { openJobQueue } from '../platform/jobs/queue.ts'
import { allPermissions, createKernel, type Kernel } from '../platform/kernel.ts'
import { createMailer } from '../platform/mail/mail.ts'
import type { Module } from '../platform/module.ts'
import { platformModule } from '../platform/platform-module.ts'
import { keyRing } from '../platform/secrets/key-ring.ts'
import { sealer } from '../platform/secrets/seal.ts'
import { migrationSources } from './migrations.ts'
import { demoModule } from './demo/module.ts'
import { businessModules } from './modules.ts'

export const version = (
  JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }
).version

/** The database of this configuration, running and migrated. `stop` ends what was started here. */
export type OpenDatabase = { database: Database; url: string; embedded: boolean; stop: () => Promise<void> }

export type OpenOptions = {
  config: Config
  log: Logger
  applicationName: string
  whenRunning?: 'refuse' | 'join'
  max?: number
  statementTimeout?: number
}

export async function openDatabase({
  config,
  log,
  applicationName,
  whenRunning = 'refuse',
  max = 20,
  statementTimeout = 30_000,
}: OpenOptions): Promise<OpenDatabase> {
  const server = config.databaseUrl
    ? null
    : await startEmbedded({ dataFolder: config.dataFolder, log, whenRunning })
  const url = server?.url ?? (config.databaseUrl as string)
  try {
    await migrate({ url: config.databaseDirectUrl ?? url, sources: migrationSources, version, log })
    const database = await connect(url, {
      max,
      applicationName,
      statementTimeout,
      replicaUrl: config.databaseReplicaUrl,
      directUrl: config.databaseDirectUrl,
      log,
    })
    const stop = async () => {
      await database.close()
      await server?.stop()
    }
    return { database, url: config.databaseDirectUrl ?? url, embedded: server !== null, stop }
  } catch (error) {
    await server?.stop()
    throw error
  }
}

/** The product put together over an open database. */
export type Composition = { kernel: Kernel; staff: Staff; stop: () => Promise<void> }

export type ComposeOptions = {
  config: Config
  log: Logger
  open: Pick<OpenDatabase, 'database' | 'url' | 'embedded'>
  address: string
  worker: boolean
}

/** Ties all modules to the kernel. Modules ask for what others register only when it is needed, so the order of opening is free. */
export async function compose({ config, log, open, address, worker }: ComposeOptions): Promise<Composition> {
  const modules: Module[] = []
  const known = () => ({
    permissions: allPermissions(modules),
    entities: modules.flatMap(module => module.entities ?? []).map(entity => entity.name),
  })
  const mailer = createMailer(config.smtpUrl)
  const staff = await openStaff({
    db: open.database.db,
    publicUrl: config.publicUrl,
    address,
    demo: config.demo,
    known,
    mailer,
    log,
  })
  modules.push(staff.module, ...businessModules, demoModule)
  modules.unshift(platformModule({ version, embedded: open.embedded, modules: [...modules] }))
  const jobs = await openJobQueue({
    url: open.url,
    jobs: modules.flatMap(module => module.jobs ?? []),
    log,
    worker,
  })
  const files = fileStore(join(config.dataFolder, 'files'))
  const kernel = await createKernel({
    config,
    database: open.database,
    modules,
    access: staff.access,
    jobs,
    files,
    mailer,
    address: (config.publicUrl ?? address).replace(/\/$/, ''),
    secrets: sealer(keyRing(config)),
    log,
  })
  const stop = async () => {
    await jobs.stop()
    mailer.close()
  }
  return { kernel, staff, stop }
}
