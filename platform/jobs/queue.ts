import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Db } from '../context.ts'
import type { EnqueueOptions, JobDefinition, Work } from './job.ts'

/** Background work. Every process can put jobs on; only a worker takes them off. */
export type JobQueue = {
  enqueue: (db: Db, queue: string, data: Record<string, unknown>, options?: EnqueueOptions) => Promise<void>
  /** Takes jobs until `stop`. */
  work: (makeWork: (signal: AbortSignal) => Work) => Promise<void>
  stop: () => Promise<void>
}

export type JobQueueOptions = { url: string; jobs: readonly JobDefinition[]; log: Logger; worker: boolean }

const defaultHeartbeat = 60
/** A job that works may work as long as it likes; the heartbeat tells a dead worker from a long job. */
const longestRun = 24 * 3600

/** Opens the queue (pg-boss, Postgres schema `jobs`). Queues are declared here, so a misspelt name fails at once. */
export async function openJobQueue({ url, jobs, log, worker }: JobQueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    max: worker ? 4 : 2,
    supervise: worker,
    schedule: worker,
    application_name: 'tessera jobs',
  })
  boss.on('error', err => log.error({ err }, 'The job queue reported an error.'))
  await boss.start()
  for (const job of jobs) await declare(boss, job)
  const known = new Set(jobs.map(job => job.queue))
  return {
    async enqueue(db, queue, data, options = {}) {
      if (!known.has(queue)) throw new Error(`There is no job queue “${queue}”.`)
      await boss.send(queue, data, { ...options, db: fromKysely(db) })
    },
    async work(makeWork) {
      for (const job of jobs) await take(boss, job, { makeWork, log })
      if (worker)
        for (const job of jobs)
          if (job.schedule) await boss.schedule(job.queue, job.schedule, {}, { tz: 'UTC' })
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
  }
}

async function declare(boss: PgBoss, job: JobDefinition): Promise<void> {
  const options = {
    retryLimit: job.retryLimit ?? 2,
    retryBackoff: true,
    expireInSeconds: longestRun,
    heartbeatSeconds: job.heartbeatSeconds ?? defaultHeartbeat,
  }
  await boss.createQueue(job.queue, { ...options, ...(job.oncePerKey && { policy: 'stately' as const }) })
  await boss.updateQueue(job.queue, options)
}

type Taking = { makeWork: (signal: AbortSignal) => Work; log: Logger }

async function take(boss: PgBoss, job: JobDefinition, { makeWork, log }: Taking): Promise<void> {
  await boss.work<Record<string, unknown>>(job.queue, { pollingIntervalSeconds: 0.5 }, async ([taken]) => {
    if (!taken) return
    try {
      await job.run(makeWork(taken.signal), taken.data)
    } catch (err) {
      log.error(
        { err, queue: job.queue, job: taken.id },
        'A job failed; it is tried again if tries are left.',
      )
      throw err
    }
  })
}
