import type { Context } from '../../../../platform/context.ts'
import type { AccuracyQuery, ForecastAccuracy, JudgedForecast } from '../../contract/forecast-accuracy.ts'
import { houseCurrency } from '../house-currency.ts'
import { pipelineOf } from '../pictures/pictured.ts'
import {
  type Adjusted,
  type Cell,
  type PastLock,
  readAdjusted,
  readCells,
  readPastLocks,
} from './accuracy.queries.ts'
import { teamsOverseen } from './adjusting-reach.ts'
import { type Told, judge } from './engine/judging.ts'
import { periodNamesBetween } from './period.ts'

/** Sellers told one by one. */
const most = 100

/** How good locked forecasts were, of what the actor sees: seller by seller and period by period, rolled up to teams and the whole. */
export async function readAccuracy(ctx: Context, asked: AccuracyQuery): Promise<ForecastAccuracy> {
  const pipeline = await pipelineOf(ctx, asked.pipeline)
  const currency = await houseCurrency(ctx)
  const all = await readPastLocks(ctx, { pipeline, every: asked.every }, asked.last)
  const locks = all.filter(lock => lock.currency === currency)
  const cells = await readCells(ctx, locks)
  const known = { locks, adjusted: await adjustedSeen(ctx, locks) }
  return {
    pipeline,
    currency,
    every: asked.every,
    periods: locks.map(lock => periodOfLock(lock, cells)),
    withoutLock: gapsOf(all, { every: asked.every, now: ctx.now }),
    otherCurrency: all.filter(lock => lock.currency !== currency).map(({ period }) => period),
    whole: { people: peopleOf(cells), ...figuresOf(cells, known, { level: 'whole', about: null }) },
    teams: teamsOf(ctx, cells, known),
    sellers: sellersOf(ctx, cells, known),
  }
}

type Known = { locks: readonly PastLock[]; adjusted: readonly Adjusted[] }
type Level = Pick<Adjusted, 'level' | 'about'>

/** Figures about more than the actor sees are not set against the part that he sees. */
async function adjustedSeen(ctx: Context, locks: readonly PastLock[]): Promise<Adjusted[]> {
  const { whole, teams } = await teamsOverseen(ctx)
  const seen = new Set(teams.map(({ id }) => id))
  const found = await readAdjusted(ctx, locks)
  return found.filter(
    ({ level, about }) => level === 'seller' || (level === 'whole' ? whole : seen.has(about ?? '')),
  )
}

const peopleOf = (cells: readonly Cell[]) => new Set(cells.flatMap(({ owner }) => owner ?? [])).size

/** A team of one is a person: told as persons are. */
function teamsOf(ctx: Context, cells: readonly Cell[], known: Known): ForecastAccuracy['teams'] {
  const manages = ctx.actor.permissions.has('sales.manage')
  return [...Map.groupBy(cells, ({ teamId }) => teamId)]
    .filter(([, of]) => manages || peopleOf(of) > 1 || of.every(({ owner }) => owner === ctx.actor.id))
    .map(([id, of]) => ({
      team: { id, name: of[0]?.team ?? null },
      people: peopleOf(of),
      ...figuresOf(of, known, { level: 'team', about: id }),
    }))
    .toSorted((a, b) => b.commit.actual - a.commit.actual)
}

/** Who manages sales is told of the people whose deals he sees, everybody else of himself. */
function sellersOf(ctx: Context, cells: readonly Cell[], known: Known): ForecastAccuracy['sellers'] {
  const manages = ctx.actor.permissions.has('sales.manage')
  const told = cells.filter(({ owner }) => owner === ctx.actor.id || (manages && owner !== null))
  return [...Map.groupBy(told, ({ owner }) => owner)]
    .map(([id, of]) => ({
      owner: { id, name: of[0]?.name ?? null },
      ...figuresOf(of, known, { level: 'seller', about: id }),
    }))
    .toSorted((a, b) => b.commit.actual - a.commit.actual)
    .slice(0, most)
}

type Figures = Record<'commit' | 'weighted' | 'expected' | 'adjusted' | 'beforeAdjusting', JudgedForecast>

function figuresOf(cells: readonly Cell[], { locks, adjusted }: Known, { level, about }: Level): Figures {
  const foreseen = new Set(locks.flatMap(({ id, foreseen: is }) => (is ? id : [])))
  const told = (of: (cell: Cell) => number, from: readonly Cell[] = cells): Told[] =>
    from.map(cell => ({ period: cell.lock, forecast: of(cell), actual: cell.actual }))
  const set = new Map(
    adjusted.filter(one => one.level === level && one.about === about).map(one => [one.lock, one.amount]),
  )
  const judged = [...set].map(([lock, amount]) => {
    const of = cells.filter(cell => cell.lock === lock)
    const sum = (value: (cell: Cell) => number) => of.reduce((total, cell) => total + value(cell), 0)
    return { period: lock, amount, commit: sum(cell => cell.commit), actual: sum(cell => cell.actual) }
  })
  return {
    commit: judge(told(cell => cell.commit)),
    weighted: judge(told(cell => cell.weighted)),
    expected: judge(
      told(
        cell => cell.expected,
        cells.filter(({ lock }) => foreseen.has(lock)),
      ),
    ),
    // A figure about a team is judged against the team, and so is what it replaced.
    adjusted: judge(judged.map(one => ({ ...one, forecast: one.amount }))),
    beforeAdjusting: judge(judged.map(one => ({ ...one, forecast: one.commit }))),
  }
}

function periodOfLock(lock: PastLock, cells: readonly Cell[]): ForecastAccuracy['periods'][number] {
  const of = cells.filter(cell => cell.lock === lock.id)
  const sum = (value: (cell: Cell) => number) => of.reduce((total, cell) => total + value(cell), 0)
  return {
    period: lock.period,
    from: lock.from,
    to: lock.to,
    lockedAt: lock.at.toISOString(),
    commit: sum(cell => cell.commit),
    weighted: sum(cell => cell.weighted),
    expected: lock.foreseen ? sum(cell => cell.expected) : null,
    actual: sum(cell => cell.actual),
  }
}

/** Periods that are over and were not locked, since the first of those looked at. */
function gapsOf(
  locks: readonly PastLock[],
  { every, now }: { every: AccuracyQuery['every']; now: Date },
): string[] {
  const first = locks.at(-1)
  if (!first) return []
  const known = new Set(locks.map(({ period }) => period))
  return periodNamesBetween(first.from, { every, now }).filter(name => !known.has(name))
}
