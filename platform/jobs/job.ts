import type { Actor, Channel } from '../access/actor.ts'
import type { Context } from '../context.ts'
import type { Database } from '../database/connect.ts'
import type { Batch } from '../history/batch.ts'
import type { Logger } from 'pino'

/** Puts a job on its queue within the current transaction: it exists if and only if the write does. */
export type Enqueue = (
  queue: string,
  data: Record<string, unknown>,
  options?: EnqueueOptions,
) => Promise<void>

export type EnqueueOptions = {
  /** On a queue that is `oncePerKey`: one job with this key waits and one runs, never more. Elsewhere it says nothing. */
  singletonKey?: string
  /** Not before. */
  startAfter?: Date
}

/** In whose name and under which act a step of a job is done. */
export type Step = { actor: Actor; batch?: Batch; label?: string; params?: Record<string, unknown> }

/** What a job works with. It cuts its work into steps, each a transaction, so that a killed worker loses only one. */
export type Work = {
  /** One transaction; answers what the function answers. */
  step: <T>(step: Step, run: (ctx: Context) => Promise<T>) => Promise<T>
  /** A context without a transaction, for work that opens its own. */
  outside: <T>(step: Step, run: (ctx: Context) => Promise<T>) => Promise<T>
  /** The actor who asked for the work, with today's rights; null when he is gone. */
  actorOf: (id: string, channel: Channel) => Promise<Actor | null>
  /** The product itself. */
  system: Actor
  /** For streams and copies that need a connection of their own. */
  database: Database
  /** Aborted when the process stops or the job runs out of time. */
  signal: AbortSignal
  log: Logger
}

/** Work that never ends while the process lives: following another system, telling how it goes. */
export type StandingWork = {
  name: string
  /** In processes that work in the background, or in those that only serve the web as well. */
  where: 'worker' | 'everywhere'
  /** Ends soon after its signal is aborted. Several processes run it at once: what only one may do needs a lease. */
  run: (work: Work) => Promise<void>
}

export type JobDefinition = {
  queue: string
  /** Must be idempotent: a job whose worker died runs again. */
  run: (work: Work, data: Record<string, unknown>) => Promise<void>
  /** Cron expression (UTC) for work that comes by the clock. */
  schedule?: string
  /** Of jobs with the same `singletonKey` one waits and one runs; further ones are left out. */
  oncePerKey?: true
  /** Tries after the first; default 2. */
  retryLimit?: number
  /** A job without a sign of life for this many seconds is given to another worker; default 60, at least 10. */
  heartbeatSeconds?: number
}
