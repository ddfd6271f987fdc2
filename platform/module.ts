import type { Context } from './context.ts'
import type { SqlWriter } from './database/sql-writer.ts'
import type { BodyOf, Contract, Endpoint, ParamsOf, QueryOf, ReplyOf } from './contract/endpoint.ts'
import type { EntityDescriptor } from './entities/descriptor.ts'
import type { AddedCondition } from './entities/named-condition.ts'
import type { Event } from './events/event.ts'
import type { JobDefinition, StandingWork } from './jobs/job.ts'
import type { SearchSource } from './search/source.ts'
import type { SealedColumn } from './secrets/sealed.ts'
import type { Inspection } from './transfer/inspection.ts'
import type { ImportTarget } from './transfer/target.ts'
import type { Texts, Translation } from './i18n/texts.ts'
import type { Download, SignedCall, UploadedFile } from './http/transfer-types.ts'

/** What a handler gets besides the context, already validated against the endpoint. */
export type Input<E extends Endpoint> = {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  /** Version from `If-Match`, if sent. */
  ifMatch?: number
  /** The uploaded file of a multipart endpoint. */
  file?: UploadedFile
  /** What a signed endpoint was sent. */
  signed?: SignedCall
}

/** A JSON text that goes out as it came from the database, without being parsed and written again. */
export type RawJson = { rawJson: string; version?: number }

export type Answer<E extends Endpoint> = E['download'] extends 'stream' | 'events'
  ? Download
  : ReplyOf<E> | RawJson

/** One function per endpoint; it translates and calls one well-named function of the module. */
export type Handlers<C extends Contract> = {
  [K in keyof C]: (ctx: Context, input: Input<C[K]>) => Promise<Answer<C[K]>>
}

/** Endpoints with their handlers; the types are checked by `routes` and forgotten afterwards. */
export type Routes = { contract: Contract; handlers: Handlers<Contract> }

export function routes<const C extends Contract>(contract: C, handlers: Handlers<C>): Routes {
  return { contract, handlers: handlers as unknown as Handlers<Contract> }
}

export type Listener = {
  event: string
  /** Unique name; for *after* listeners it is the name of the job queue. */
  name: string
} & (
  | { when: 'inside'; run: (ctx: Context, event: Event) => Promise<void> }
  | { when: 'after'; run: (ctx: Context, events: readonly Event[]) => Promise<void> }
)

/** A permission a role may have; the name is `module.right`. */
export type PermissionDefinition = { name: string }

/**
 * A table whose rows have history: a root record (a customer), or rows that live with one and go where it goes. Its rows
 * have an `id`. Deletion, undo and restoration are written once over these descriptions.
 */
export type HistoryTable = {
  /** Name in history rows; unique. */
  entity: string
  /** Entity of the root record; the root's own table names itself. */
  root: string
  /** Schema-qualified. */
  table: string
  /** Column that names the root record (`customer_id`); `id` for the root itself. */
  rootColumn: string
  /** Column that names the row under its root; always `id`. */
  keyColumn?: 'id'
  /** Restored in this order (parents first), removed in the reverse. The root has 0. */
  rank: number
  /** Columns that no image of the history shows: they hold values of fields that the reader may not be allowed to see. */
  withheld?: readonly string[]
  /** Column shown as the name of a root record. */
  titleColumn?: string
  /** Who may read the history of a root that is no entity of lists, and take back what others did to it; nobody without. */
  permission?: string
  /** Of such a root: SQL that whoever has the permission sees the row of this alias; null where he sees all of them, as without it. */
  reach?: (ctx: Context, row: { alias: string; sql: SqlWriter }) => string | null
  /**
   * The record of lists that a row is or belongs to (`column` holds its id), where that has an owner of its own: then its
   * history is as visible as that record, whoever sees the root.
   */
  within?: { entity: string; column: string }
  /** Columns of other tables that name a row of this one: while one does, undo of its making keeps the row. */
  usedBy?: readonly { table: string; column: string }[]
  /**
   * Column (jsonb) with a row's own values, by column, where it shows others in their place; null where it shows its own.
   * What is shown is worked out: history, undo and removal only ever see the own values.
   */
  overlay?: string
  /**
   * When a row is final: a column that says since when, or a condition in SQL on the row under an alias. From then on no undo changes or
   * removes it. It goes with its root, and comes back.
   */
  final?: string | ((alias: string) => string)
}

export type HealthCheck = {
  name: string
  run: (ctx: Context) => Promise<{ ok: boolean; detail: Record<string, unknown> }>
}

/** A business capability: what it registers with the platform. */
export type Module = {
  name: string
  routes?: Routes[]
  entities?: EntityDescriptor[]
  /** Conditions by name for lists of its own entities and of those of modules before it. */
  conditions?: AddedCondition[]
  permissions?: PermissionDefinition[]
  tables?: HistoryTable[]
  /** What files can be imported into. */
  imports?: ImportTarget[]
  /** Who looks at records of an import before they are stored. */
  inspections?: Inspection[]
  jobs?: JobDefinition[]
  standing?: StandingWork[]
  listeners?: Listener[]
  health?: HealthCheck[]
  /** Where it keeps sealed secrets, so that they can be sealed under a new key. */
  sealed?: SealedColumn[]
  /** What the global search asks. */
  search?: SearchSource[]
  /** Words that the server itself writes, in mails and files; the screens bring the same. */
  texts?: { en: Texts; de: Translation<Texts>; ar: Translation<Texts> }
  /** Fills the demo company; modules run in their order. */
  demo?: (ctx: Context, story: { seed: number; today: Date }) => Promise<void>
}
