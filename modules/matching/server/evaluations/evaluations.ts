import type { Context, Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { invalid, NotFound, Refused } from '../../../../platform/errors.ts'
import type { Evaluation, EvaluationColumn } from '../../contract.ts'

export const evaluationQueue = 'matching.evaluation'
export const forgetQueue = 'matching.evaluation-forget'

type Stored = Omit<Evaluation, 'askedAt' | 'startedAt' | 'finishedAt'> & {
  askedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const fileJson = (alias: string) =>
  `case when ${alias}.id is not null then jsonb_build_object('name', ${alias}.name, 'size', ${alias}.size) end`

const selection = `select e.id, e.state, jsonb_build_object('first', ${fileJson('f')}, 'second', ${fileJson('s')}, 'pairs', ${fileJson('p')}) as files,
    e.columns, e.truth, e.step, e.cancel_asked_at is not null as "cancelAsked", e.result, e.error, e.asked_at as "askedAt",
    e.started_at as "startedAt", e.finished_at as "finishedAt"
  from matching.evaluation e join platform.file f on f.id = e.file_id
    left join platform.file s on s.id = e.second_id left join platform.file p on p.id = e.pairs_id`

const view = ({ askedAt, startedAt, finishedAt, ...rest }: Stored): Evaluation => ({
  ...rest,
  askedAt: askedAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
})

/** The latest evaluations, newest first. */
export async function evaluations(ctx: Context): Promise<Evaluation[]> {
  const found = await rows<Stored>(ctx.db, `${selection} order by e.asked_at desc, e.id desc limit 50`)
  return found.map(view)
}

/** One evaluation; throws `NotFound`. */
export async function evaluationOf(db: Db, id: string): Promise<Evaluation> {
  const found = await row<Stored>(db, `${selection} where e.id = $1`, [id])
  if (!found) throw new NotFound('evaluation')
  return view(found)
}

const begun = () =>
  new Refused('matching.evaluation-begun', 'The evaluation has begun. Wait for its end, or stop it first.')

/** Locks an evaluation that is not at work; throws otherwise. */
export async function requireAtRest(db: Db, id: string): Promise<void> {
  const found = await row<{ state: Evaluation['state'] }>(
    db,
    'select state from matching.evaluation where id = $1 for update',
    [id],
  )
  if (!found) throw new NotFound('evaluation')
  if (found.state === 'waiting' || found.state === 'running') throw begun()
}

export type StartEvaluation = {
  truth: string | null
  roles: Readonly<Record<string, EvaluationColumn['role']>>
}

/** Puts an evaluation in the queue, with what somebody said about its columns. */
export async function startEvaluation(
  ctx: Context,
  id: string,
  { truth, roles }: StartEvaluation,
): Promise<Evaluation> {
  await requireAtRest(ctx.db, id)
  const { files, columns } = await evaluationOf(ctx.db, id)
  const names = new Set(columns.map(({ name }) => name))
  const unknown = [...Object.keys(roles), ...(truth === null ? [] : [truth])].find(name => !names.has(name))
  if (unknown !== undefined)
    throw invalid('roles', 'matching.no-such-column', `The files have no column “${unknown}”.`, {
      column: unknown,
    })
  if (truth === null && !files.pairs)
    throw new Refused(
      'matching.no-answers',
      'Say which column holds the answers, or add the file of pairs that are one.',
    )
  const mapped = columns.map(column => ({ ...column, role: roles[column.name] ?? column.role }))
  await run(
    ctx.db,
    `update matching.evaluation set state = 'waiting', truth = $2, columns = $3, step = null, result = null, error = null,
       asked_by = $4, asked_at = now(), started_at = null, finished_at = null, cancel_asked_at = null where id = $1`,
    [id, JSON.stringify({ column: truth }), JSON.stringify(mapped), ctx.actor.id],
  )
  await ctx.enqueue(evaluationQueue, { evaluationId: id })
  return evaluationOf(ctx.db, id)
}

/** Asks an evaluation to stop; one that has not begun is stopped at once. */
export async function cancelEvaluation(ctx: Context, id: string): Promise<Evaluation> {
  await run(
    ctx.db,
    `update matching.evaluation set cancel_asked_at = coalesce(cancel_asked_at, now()),
       state = case state when 'waiting' then 'cancelled' else state end,
       finished_at = case state when 'waiting' then now() else finished_at end
     where id = $1 and state in ('waiting', 'running')`,
    [id],
  )
  return evaluationOf(ctx.db, id)
}

/** Removes an evaluation; a job clears its files away, which happens if and only if this is committed. */
export async function removeEvaluation(ctx: Context, id: string): Promise<null> {
  await requireAtRest(ctx.db, id)
  const gone = await rows<{ id: string }>(
    ctx.db,
    `with gone as (delete from matching.evaluation where id = $1 returning file_id, second_id, pairs_id)
     select unnest(array_remove(array[file_id, second_id, pairs_id], null)) as id from gone`,
    [id],
  )
  await forgetFiles(
    ctx,
    gone.map(file => file.id),
  )
  return null
}

/** Forgets files that nothing names any more; their content goes once that is committed. */
export async function forgetFiles(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const gone = await rows<{ key: string }>(
    ctx.db,
    'delete from platform.file where id = any($1::uuid[]) returning storage_key as key',
    [ids],
  )
  await ctx.enqueue(forgetQueue, { keys: gone.map(({ key }) => key) })
}
