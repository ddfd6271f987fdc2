import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Db } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import type { EvaluationColumn, EvaluationResult } from '../../contract.ts'
import type { Asked, Told } from './child-messages.ts'
import { evaluationQueue, forgetQueue } from './evaluations.ts'

/** How often it is looked whether somebody wants the evaluation to stop. */
const lookEvery = 1000

/** Runs an evaluation in a process of its own. It writes nothing on the way, so one whose worker died begins anew. */
export const evaluationJob: JobDefinition = {
  queue: evaluationQueue,
  run: async (work, data) => {
    const id = String(data.evaluationId)
    const asked = await take(work, id)
    if (!asked) return
    const { db } = work.database
    const stop = new AbortController()
    const timer = setInterval(() => {
      wantsStop(db, id).then(
        wanted => wanted && stop.abort(),
        () => undefined,
      )
    }, lookEvery)
    try {
      const result = await inChild(asked, AbortSignal.any([work.signal, stop.signal]))
      await end(db, id, { state: 'done', result })
    } catch (error) {
      // The process stops: the next worker begins it anew.
      if (work.signal.aborted) throw error
      if (stop.signal.aborted) await end(db, id, { state: 'cancelled' })
      else
        await end(db, id, { state: 'failed', error: error instanceof Error ? error.message : String(error) })
    } finally {
      clearInterval(timer)
    }
  },
}

/** Removes the content of files that the database has forgotten. */
export const forgetFilesJob: JobDefinition = {
  queue: forgetQueue,
  run: (work, data) =>
    work.outside({ actor: work.system }, async ctx => {
      for (const key of data.keys as string[]) await ctx.files.remove(key)
    }),
}

/** An evaluation whose workers died with all their tries is told as failed, so that it can be started again or removed. */
export async function giveUpLost(db: Db): Promise<void> {
  await run(
    db,
    `update matching.evaluation set state = 'failed', step = null, finished_at = now(), error = 'The process that evaluates was ended several times.'
     where state = 'running' and started_at < now() - interval '1 day'`,
  )
}

type Going = {
  cancelled: boolean
  keys: [string, string | null, string | null]
  truth: string | null
  columns: EvaluationColumn[]
}

async function take(work: Work, id: string): Promise<Asked | null> {
  const { db } = work.database
  const going = await row<Going>(
    db,
    `update matching.evaluation e set state = 'running', step = 'match', started_at = now()
     from platform.file f where f.id = e.file_id and e.id = $1 and e.state in ('waiting', 'running')
     returning e.cancel_asked_at is not null as cancelled, e.truth ->> 'column' as truth, e.columns,
       jsonb_build_array(f.storage_key, (select storage_key from platform.file where id = e.second_id),
         (select storage_key from platform.file where id = e.pairs_id)) as keys`,
    [id],
  )
  if (!going) return null
  if (going.cancelled) {
    await end(db, id, { state: 'cancelled' })
    return null
  }
  const { truth, columns } = going
  const [first, second, pairs] = await work.outside({ actor: work.system }, async ctx =>
    going.keys.map(key => (key === null ? null : ctx.files.path(key))),
  )
  return {
    files: second ? [first as string, second] : [first as string],
    truth: truth === null ? { pairs: pairs as string } : { column: truth },
    map: Object.fromEntries(columns.map(({ name, role }) => [name, role])),
  }
}

async function wantsStop(db: Db, id: string): Promise<boolean> {
  const found = await row<{ wanted: boolean }>(
    db,
    'select cancel_asked_at is not null as wanted from matching.evaluation where id = $1',
    [id],
  )
  return found?.wanted ?? true
}

type Ending = { state: 'done' | 'cancelled' | 'failed'; result?: EvaluationResult; error?: string }

async function end(db: Db, id: string, { state, result, error }: Ending): Promise<void> {
  await run(
    db,
    `update matching.evaluation set state = $2, step = null, result = $3, error = $4, finished_at = now() where id = $1 and state = 'running'`,
    [id, state, result ? JSON.stringify(result) : null, error?.slice(0, 1000) ?? null],
  )
}

function inChild(asked: Asked, signal: AbortSignal): Promise<EvaluationResult> {
  const path = fileURLToPath(new URL('child.ts', import.meta.url))
  const child = fork(path, { serialization: 'advanced', execArgv: [], signal })
  return new Promise((resolve, reject) => {
    child.on('message', (told: Told) =>
      told.kind === 'done' ? resolve(told.result) : reject(new Error(told.message)),
    )
    child.on('error', reject)
    child.on('exit', (code, killed) =>
      reject(new Error(`The process that evaluates ended early (${killed ?? `code ${code}`}).`)),
    )
    child.send(asked)
  })
}
