import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Actor } from './access/actor.ts'
import type { EntityCatalogue } from './entities/catalogue.ts'
import type { Emit } from './events/event.ts'
import type { FileStore } from './files/store.ts'
import type { Batch } from './history/batch.ts'
import type { HistoryTables } from './history/tables.ts'
import type { Enqueue } from './jobs/job.ts'
import type { Mailer } from './mail/mail.ts'
import type { Sealer } from './secrets/seal.ts'

/** The database handle of a request or a job: inside a write it is the open transaction. */
export type Db = Kysely<Record<string, never>>

/** Typed view of the handle for one module's own tables: `tables<CustomerTables>(ctx)`. */
export function tables<T>(ctx: { db: Db }): Kysely<T> {
  return ctx.db as unknown as Kysely<T>
}

/** Something worth telling the one who wrote, in his language, though it was taken: a value that looks wrong. */
export type Remark = { code: string; message: string; field?: string }

/**
 * What every business function gets first. `batch` names the act this write belongs to (one click, one import,
 * one API call): history is written under it and undo takes it back as a whole.
 */
export type Context = {
  db: Db
  actor: Actor
  now: Date
  locale: string
  batch: Batch
  /** Entities as they are now, users' own fields included. */
  catalogue: EntityCatalogue
  /** Tables with history of all modules: removal and undo reach what higher modules keep below a record. */
  history: HistoryTables
  files: FileStore
  mailer: Mailer
  /** Where people reach this installation, without a slash at its end; links in mails begin with it. */
  address: string
  /** Seals secrets that are kept in the database, each for its place (`purposeOf`). */
  secrets: Sealer
  /** Networks of one's own that the environment opens to connections; `openNetworks` adds those of the administrator. */
  outbound: readonly string[]
  emit: Emit
  enqueue: Enqueue
  /** Told with the reply to a write, in the header `Tessera-Remarks`. */
  remarks: Remark[]
  log: Logger
}
