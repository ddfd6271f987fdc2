import type { Logger } from 'pino'
import type { Actor, Channel } from './access/actor.ts'
import type { Access } from './access/access.ts'
import type { Config } from './config.ts'
import type { Context, Db } from './context.ts'
import type { Database } from './database/connect.ts'
import { type EntityCatalogue, entityCatalogue } from './entities/catalogue.ts'
import { withConditions } from './entities/named-condition.ts'
import { emitter } from './events/outbox.ts'
import { type Wake, wakeUp } from './events/wake.ts'
import type { FileStore } from './files/store.ts'
import { type Batch, newBatch } from './history/batch.ts'
import { type HistoryTables, historyTables } from './history/tables.ts'
import { registerTexts } from './i18n/index.ts'
import type { JobQueue } from './jobs/queue.ts'
import type { Mailer } from './mail/mail.ts'
import type { Listener, Module } from './module.ts'
import type { Sealer } from './secrets/seal.ts'

/** The running product without its business: everything a request or a job is served from. */
export type Kernel = {
  config: Config
  database: Database
  access: Access
  modules: readonly Module[]
  catalogue: EntityCatalogue
  history: HistoryTables
  listeners: readonly Listener[]
  jobs: JobQueue
  files: FileStore
  mailer: Mailer
  /** Where people reach this installation; links in mails begin with it. */
  address: string
  secrets: Sealer
  wake: Wake
  log: Logger
}

export type KernelParts = Omit<Kernel, 'catalogue' | 'history' | 'listeners' | 'wake'>

/** Puts the parts together and reads the users' own fields. */
export async function createKernel(parts: KernelParts): Promise<Kernel> {
  const catalogue = await entityCatalogue(
    parts.database.db,
    withConditions(
      parts.modules.flatMap(module => module.entities ?? []),
      parts.modules.flatMap(module => module.conditions ?? []),
    ),
  )
  for (const { texts } of parts.modules) if (texts) registerTexts(texts)
  const listeners = parts.modules.flatMap(module => module.listeners ?? [])
  const history = historyTables(parts.modules)
  return { ...parts, catalogue, history, listeners, wake: wakeUp(parts.database, parts.log) }
}

export type ContextInput = { db: Db; actor: Actor; batch?: Batch; label?: string; now?: Date }

/** The context of one request or job. `db` is its transaction when it writes. */
export function contextFor(kernel: Kernel, input: ContextInput): Context {
  const batch = input.batch ?? newBatch(input.label ?? 'platform.act.changed')
  const ctx: Context = {
    db: input.db,
    actor: input.actor,
    now: input.now ?? new Date(),
    locale: input.actor.locale,
    batch,
    catalogue: kernel.catalogue,
    history: kernel.history,
    files: kernel.files,
    mailer: kernel.mailer,
    address: kernel.address,
    secrets: kernel.secrets,
    outbound: kernel.config.outboundNetworks,
    log: kernel.log,
    remarks: [],
    emit: event => emit(event),
    enqueue: (queue, data, options) => kernel.jobs.enqueue(input.db, queue, data, options),
  }
  const emit = emitter(ctx, kernel.listeners)
  return ctx
}

const systemId = '00000000-0000-7000-8000-000000000001'

/** The product itself as an actor: start-up, jobs by the clock. `permissions` names what the work may do. */
export function systemActor(permissions: Iterable<string>, channel: Channel = 'system'): Actor {
  return {
    id: systemId,
    kind: 'system',
    name: 'Tessera',
    channel,
    roles: ['system'],
    permissions: new Set(permissions),
    scopes: new EveryScope(),
    teamMates: [],
    units: [],
    locale: 'en',
    timeZone: 'UTC',
  }
}

/** The system sees every row of every entity, also of those that are described later. */
class EveryScope extends Map<string, 'all'> {
  override get(): 'all' {
    return 'all'
  }
}

/** Every permission that some module has registered. */
export function allPermissions(modules: readonly Module[]): string[] {
  return modules.flatMap(module => module.permissions ?? []).map(permission => permission.name)
}
