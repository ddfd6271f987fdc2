import type { Context, Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import type { Search } from '../../contract.ts'

export const searchQueue = 'matching.search'

type Stored = Omit<Search, 'askedAt' | 'startedAt' | 'finishedAt'> & {
  askedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const columns = `id, kind, state, step, counts, error, asked_at as "askedAt", started_at as "startedAt", finished_at as "finishedAt"`

const view = ({ askedAt, startedAt, finishedAt, ...rest }: Stored): Search => ({
  ...rest,
  askedAt: askedAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
})

/** The latest searches, newest first. */
export async function searches(ctx: Context): Promise<Search[]> {
  const found = await rows<Stored>(
    ctx.db,
    `select ${columns} from matching.run order by asked_at desc limit 20`,
  )
  return found.map(view)
}

async function searchOf(db: Db, id: string): Promise<Search> {
  const found = await row<Stored>(db, `select ${columns} from matching.run where id = $1`, [id])
  if (!found) throw new NotFound('search')
  return view(found)
}

/** Whether a search waits or is at work. */
export async function searchAtWork(db: Db): Promise<boolean> {
  const found = await row(db, `select 1 as hit from matching.run where state in ('waiting', 'running')`)
  return found !== undefined
}

/** Asks for a search; there is one at a time. */
export async function startSearch(ctx: Context, kind: Search['kind']): Promise<Search> {
  await row(ctx.db, `select pg_advisory_xact_lock(hashtext('matching search')) as locked`)
  if (await searchAtWork(ctx.db))
    throw new Refused('matching.run-runs', 'A search is at work already. Wait for its end, or stop it.')
  const id = newId()
  await run(ctx.db, 'insert into matching.run (id, kind, asked_by) values ($1, $2, $3)', [
    id,
    kind,
    ctx.actor.id,
  ])
  await ctx.enqueue(searchQueue, { runId: id }, { singletonKey: id })
  return searchOf(ctx.db, id)
}

/** Asks a search to stop; one that has not begun is stopped at once, one whose workers all died by the next worker. */
export async function cancelSearch(ctx: Context, id: string): Promise<Search> {
  const asked = await run(
    ctx.db,
    `update matching.run set cancel_asked_at = coalesce(cancel_asked_at, now()),
       state = case state when 'waiting' then 'cancelled' else state end,
       finished_at = case state when 'waiting' then now() else finished_at end
     where id = $1 and state in ('waiting', 'running')`,
    [id],
  )
  // Its job may be gone for good, its tries used up by workers that were killed.
  if (asked > 0) await ctx.enqueue(searchQueue, { runId: id }, { singletonKey: id })
  return searchOf(ctx.db, id)
}
