import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { LockState } from '../../contract.ts'
import type { ForecastQuery } from '../../contract/forecast.ts'
import type { ForecastLock } from '../../contract/forecast-locks.ts'
import { pipelineOf } from '../pictures/pictured.ts'
import { between } from './engine/expectation.ts'
import { levelsOf } from './levels.ts'
import { mayLock } from './locking.ts'
import { type Period, periodOf, periodView } from './period.ts'
import { reachOf } from './reach.ts'
import { places } from './sellers.queries.ts'

/** Locks told in one list: sixteen years of months. */
const most = 200

/** A lock as it stands. */
export type Lock = { id: string; at: Date; currency: string; learntAt: Date | null; halfLife: number | null }

/** What a question about a locked period is about, and the lock, where there is one. */
export type LockedPeriod = { pipeline: string | null; period: Period; state: LockState; lock: Lock | null }

/** The lock of a period and a pipeline. Throws `NotFound` for a pipeline that is none. */
export async function findLock(
  ctx: Context,
  asked: Pick<ForecastQuery, 'period' | 'pipeline'>,
): Promise<LockedPeriod> {
  const period = periodOf(asked.period, ctx.now)
  const pipeline = await pipelineOf(ctx, asked.pipeline)
  const lock = await row<Lock>(
    ctx.db,
    `select id, locked_at as at, currency, learnt_at as "learntAt", half_life as "halfLife"
     from sales.forecast_lock where pipeline_id = $1::uuid and period = $2`,
    [pipeline, period.name],
  )
  const state = lock ? 'locked' : await missing(ctx, { pipeline, period })
  return { pipeline, period, state, lock: lock ?? null }
}

/** Why there is no lock. A pipeline out of use waits for none. */
async function missing(
  ctx: Context,
  { pipeline, period }: Pick<LockedPeriod, 'pipeline' | 'period'>,
): Promise<LockState> {
  if (Date.parse(period.from) > ctx.now.getTime()) return 'not-begun'
  if (!mayLock(period, ctx.now)) return 'none'
  const inUse = await row(
    ctx.db,
    'select 1 as hit from sales.pipeline where id = $1::uuid and retired_at is null',
    [pipeline],
  )
  return inUse ? 'waiting' : 'none'
}

/** What was forecast when a period began, of what the actor sees by owner and unit of then. */
export async function readLock(ctx: Context, asked: ForecastQuery): Promise<ForecastLock> {
  const { pipeline, period, state, lock } = await findLock(ctx, asked)
  const told = lock && lockView(lock, await readShares(ctx, lock, asked))
  return { pipeline, period: periodView(period), state, lock: told }
}

const columns = {
  won: 'won',
  commit: 'commit',
  best: 'best_case',
  open: 'open',
  wonDeals: 'won_deals',
  commitDeals: 'commit_deals',
  bestDeals: 'best_case_deals',
  openDeals: 'open_deals',
  weighted: 'weighted',
  ofOpen: 'of_open',
  ofOpenVariance: 'of_open_variance',
  ofNew: 'of_new',
  ofNewVariance: 'of_new_variance',
}

type Share = Record<keyof typeof columns, number> & {
  id: string | null
  name: string | null
  teamId: string | null
  team: string | null
}

function readShares(ctx: Context, lock: Lock, asked: ForecastQuery): Promise<Share[]> {
  const sql = sqlWriter()
  const sums = Object.entries(columns).map(([name, column]) => `sum(${column})::float8 as "${name}"`)
  return rows<Share>(
    ctx.db,
    `select l.*, l.owner_id as id, u.name, p.team_id as "teamId", p.team from (
       select l.owner_id, ${sums.join(', ')} from sales.forecast_lock_share l
       where l.lock_id = ${sql.bind(lock.id, 'uuid')} and ${reachOf(ctx, asked, { alias: 'l', sql })} group by 1) l
     left join staff.v_user u on u.id = l.owner_id left join (${places}) p on p.user_id = l.owner_id`,
    sql.values,
  )
}

function lockView(lock: Lock, shares: readonly Share[]): NonNullable<ForecastLock['lock']> {
  const sum = (key: keyof typeof columns) => shares.reduce((total, share) => total + share[key], 0)
  const figure = (deals: keyof typeof columns, amount: keyof typeof columns) => ({
    n: sum(deals),
    amount: sum(amount),
  })
  return {
    at: lock.at.toISOString(),
    currency: lock.currency,
    won: figure('wonDeals', 'won'),
    commit: figure('commitDeals', 'commit'),
    bestCase: figure('bestDeals', 'best'),
    open: figure('openDeals', 'open'),
    weighted: sum('weighted'),
    history: historyView(lock, sum),
    ...levelsOf(shares, lock.learntAt && (one => one.won + one.ofOpen + one.ofNew)),
  }
}

function historyView(
  { learntAt, halfLife }: Lock,
  sum: (key: keyof typeof columns) => number,
): NonNullable<ForecastLock['lock']>['history'] {
  if (!learntAt) return null
  const foreseen = {
    amount: sum('ofOpen') + sum('ofNew'),
    variance: sum('ofOpenVariance') + sum('ofNewVariance'),
  }
  const { low, high } = between(foreseen)
  const won = sum('won')
  return {
    learntAt: learntAt.toISOString(),
    halfLife,
    ofOpen: sum('ofOpen'),
    ofNew: sum('ofNew'),
    low: won + low,
    expected: won + foreseen.amount,
    high: won + high,
  }
}

/** The periods of a pipeline that are locked, the newest first. */
export async function listLocks(ctx: Context, asked: { pipeline?: string | undefined }) {
  const pipeline = await pipelineOf(ctx, asked.pipeline)
  const found = await rows<{ period: string; from: string; to: string; at: Date }>(
    ctx.db,
    `select period, from_on::text as "from", (end_on - 1)::text as "to", locked_at as at from sales.forecast_lock
     where pipeline_id = $1::uuid order by from_on desc, end_on desc limit ${most}`,
    [pipeline],
  )
  return {
    pipeline,
    items: found.map(({ at, ...one }) => ({ ...one, every: everyOf(one.period), at: at.toISOString() })),
  }
}

/** How long a period is, by its name. */
function everyOf(period: string): 'month' | 'quarter' {
  return period.includes('Q') ? 'quarter' : 'month'
}
