/** Days of one stay in a stage; weeks after the last are counted as the last. */
export const lastWeek = 29
export const daysKept = (lastWeek + 1) * 7

/** What was seen of the deals in one week of their stay in a stage: days spent there, and what ended their stay, each weighted by how long ago it was. */
export type Seen = {
  stage: string
  /** 0 for the first seven days. */
  week: number
  days: number
  won: number
  lost: number
  /** By the stage that was gone to. */
  moved: Readonly<Record<string, number>>
}

/** How likely a stay ends on a day, by how it ends; `moved` as indices of stages. */
export type DailyRates = { won: number; lost: number; moved: readonly (readonly [number, number])[] }

/** How deals go through a pipeline: rates by index of the stage and week of the stay. */
export type Course = { stages: readonly string[]; rates: readonly (readonly DailyRates[])[] }

/** Days of the wider rate that every narrower one begins with, a deal's year: a week that few have lived through says little. */
const prior = 365

type Counted = { days: number; won: number; lost: number; moved: Map<number, number> }

/**
 * Rates of a semi-Markov course with competing ends, in days of exposure: events ÷ days at risk, each week drawn towards its stage, each
 * stage towards the pipeline, by the days of `prior`. `stages`: those a deal may be in, in any order.
 */
export function courseOf(seen: readonly Seen[], stages: readonly string[]): Course {
  const index = new Map(stages.map((stage, at) => [stage, at]))
  const weeks = stages.map(() => Array.from({ length: lastWeek + 1 }, nothingSeen))
  for (const one of seen) {
    const cell = weeks[index.get(one.stage) ?? -1]?.[Math.min(one.week, lastWeek)]
    if (cell) add(cell, countedOf(one, index))
  }
  const whole = nothingSeen()
  const perStage = weeks.map(cells => {
    const sum = nothingSeen()
    for (const cell of cells) add(sum, cell)
    // Where deals go from a stage is its own; of the pipeline only how they end is borrowed.
    add(whole, { ...sum, moved: new Map() })
    return sum
  })
  const wide = ratesOf(whole, null)
  const rates = weeks.map((cells, at) => {
    const own = ratesOf(perStage[at] as Counted, wide)
    return cells.map(cell => ratesOf(cell, own))
  })
  return { stages, rates }
}

const nothingSeen = (): Counted => ({ days: 0, won: 0, lost: 0, moved: new Map() })

function countedOf({ days, won, lost, moved }: Seen, index: ReadonlyMap<string, number>): Counted {
  const known = Object.entries(moved).flatMap(([stage, n]) => {
    const at = index.get(stage)
    return at === undefined ? [] : [[at, n] as const]
  })
  return { days, won, lost, moved: new Map(known) }
}

function add(into: Counted, { days, won, lost, moved }: Counted): void {
  into.days += days
  into.won += won
  into.lost += lost
  for (const [stage, n] of moved) into.moved.set(stage, (into.moved.get(stage) ?? 0) + n)
}

function ratesOf({ days, won, lost, moved }: Counted, towards: DailyRates | null): DailyRates {
  const share = (n: number, wide: number) =>
    days + prior > 0 ? Math.min(1, (n + wide * prior) / (days + prior)) : 0
  const former = new Map(towards?.moved)
  const targets = new Set([...moved.keys(), ...former.keys()])
  const rates = {
    won: share(won, towards?.won ?? 0),
    lost: share(lost, towards?.lost ?? 0),
    moved: [...targets].map(at => [at, share(moved.get(at) ?? 0, former.get(at) ?? 0)] as const),
  }
  return atMostOne(rates)
}

/** Of few days with many ends: no more than everything ends on one. */
function atMostOne({ won, lost, moved }: DailyRates): DailyRates {
  const sum = won + lost + moved.reduce((total, [, rate]) => total + rate, 0)
  const by = Math.max(1, sum)
  return { won: won / by, lost: lost / by, moved: moved.map(([at, rate]) => [at, rate / by]) }
}
