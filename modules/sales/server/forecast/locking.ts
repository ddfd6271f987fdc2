import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { houseCurrency } from '../house-currency.ts'
import type { Basis } from './basis.ts'
import { learntOf } from './learning.ts'
import { type Freezing, keepDeals, keepShares } from './locking.queries.ts'
import { outlookOf, spanOf } from './outlook.ts'
import { type Period, periodOf } from './period.ts'

/** Days of a period in which it may be locked: what is frozen later is no forecast of it. */
export const daysToLock = 3

const dayMs = 86_400_000

/** Every hour the periods that have begun, after the first of them the others find it done; and what managers set beside those whose days are over. */
export const lockingJob: JobDefinition = {
  queue: 'sales.forecast-locking',
  schedule: '17 * * * *',
  run: async work => {
    const due = await work.step({ actor: work.system }, ctx => locksDue(ctx))
    const failed: unknown[] = []
    for (const { pipeline, period } of due) {
      if (work.signal.aborted) return
      // One that fails does not cost the others their three days; the job fails in the end, and comes again.
      await work
        .step({ actor: work.system }, ctx => lockPeriod(ctx, { pipeline, period, now: ctx.now }))
        .catch((error: unknown) => failed.push(error))
    }
    await work.step({ actor: work.system }, settleAdjustments)
    if (failed.length > 0) throw new AggregateError(failed, 'Not every forecast was locked.')
  },
}

type Due = { pipeline: string; period: string }

/** The periods that have begun within the last days and are not locked, of the pipelines in use. */
export async function locksDue(ctx: Context, now = ctx.now): Promise<Due[]> {
  const begun = periodsOf(now).filter(period => mayLock(period, now))
  return rows<Due>(
    ctx.db,
    `select p.id as pipeline, due.period from sales.pipeline p cross join unnest($1::text[]) due(period)
     where p.retired_at is null and not exists (select 1 from sales.forecast_lock l where l.pipeline_id = p.id and l.period = due.period)
     order by p.position, p.id, due.period`,
    [begun.map(({ name }) => name)],
  )
}

/** The month and the quarter of a moment. */
function periodsOf(now: Date): Period[] {
  const quarter = `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`
  return [periodOf(undefined, now), periodOf(quarter, now)]
}

/** Whether a period has begun, and not longer ago than it may be locked. */
export function mayLock({ from }: Pick<Period, 'from'>, now: Date): boolean {
  const age = now.getTime() - Date.parse(from)
  return age >= 0 && age < daysToLock * dayMs
}

/** How a period is locked. `deals`: SQL of the deals as they were, by the columns of `sales.opportunity`; without it as they are. */
export type Locking = {
  pipeline: string
  period: string
  now: Date
  deals?: Freezing['deals']
  learnt?: { at: Date; basis: Basis }
}

/** Freezes what is forecast for a period: once, and for good. Answers the lock, or null where there is one or its days are over. */
export async function lockPeriod(ctx: Context, locking: Locking): Promise<string | null> {
  const { pipeline, now } = locking
  const period = periodOf(locking.period, now)
  if (!mayLock(period, now)) return null
  // It values all that is open, however long that takes: what is not locked in these days never is.
  await run(ctx.db, 'set local statement_timeout = 0')
  const learnt = locking.learnt ?? (await learntOf(ctx, pipeline))
  const lock = await begin(ctx, { pipeline, period, now, learnt })
  if (!lock) return null
  const span = spanOf(period, now)
  const outlook = learnt && span ? outlookOf(learnt.basis, span) : null
  const freezing = { lock, pipeline, period, now, deals: locking.deals ?? (() => 'sales.opportunity') }
  await keepDeals(ctx, freezing)
  await keepShares(ctx, freezing, { outlook, basis: learnt?.basis ?? null })
  return lock
}

type Beginning = Pick<Locking, 'pipeline' | 'now'> & {
  period: Period
  learnt: Locking['learnt'] | undefined
}

/** Two that lock at once: the second waits for the first here, and finds it done. */
async function begin(ctx: Context, { pipeline, period, now, learnt }: Beginning): Promise<string | null> {
  const made = await row<{ id: string }>(
    ctx.db,
    `insert into sales.forecast_lock (id, pipeline_id, period, from_on, end_on, locked_at, currency, learnt_at, half_life)
     select $1, id, $3, $4, $5, $6, $7, $8, $9 from sales.pipeline where id = $2::uuid
     on conflict (pipeline_id, period) do nothing returning id`,
    [
      newId(),
      pipeline,
      period.name,
      period.from,
      period.end,
      now,
      await houseCurrency(ctx),
      learnt?.at ?? null,
      learnt?.basis.halfLife ?? null,
    ],
  )
  return made?.id ?? null
}

/** What was set within a period's first days is judged with its lock, and stays from then on. */
async function settleAdjustments(ctx: Context): Promise<void> {
  await run(
    ctx.db,
    `update sales.forecast_adjustment a set settled_at = $1 from sales.forecast_lock k
     where a.settled_at is null and k.pipeline_id = a.pipeline_id and k.period = a.period
       and a.at < (k.from_on + ${daysToLock})::timestamp at time zone 'UTC'
       and $1 >= (k.from_on + ${daysToLock})::timestamp at time zone 'UTC'`,
    [ctx.now],
  )
}
