import type { Basis } from './basis.ts'
import { calibrated, type Chances, chancesWithin } from './engine/chances.ts'
import { courseOf, daysKept } from './engine/course.ts'
import { arriving, type Expected, together } from './engine/expectation.ts'
import type { Period } from './period.ts'

/** In how many whole days from now a period begins (0: it has begun) and ends. */
export type Span = { begins: number; ends: number }

/** Days ahead that history says something of. */
const farthest = 366

/** Null for what is over, or further away than history reaches. */
export function spanOf({ from, end }: Period, now: Date): Span | null {
  const today = Date.parse(now.toISOString().slice(0, 10))
  const daysTo = (date: string) => Math.max(0, (Date.parse(date) - today) / 86_400_000)
  const span = { begins: daysTo(from), ends: daysTo(end) }
  return span.ends > 0 && span.ends <= farthest ? span : null
}

/** What a basis says of a period. */
export type Outlook = {
  /** Of a deal that has been in a stage for so many days, owned by somebody. */
  chance: (deal: { stage: string; age: number; owner: string | null }) => number
  /** For every stage and day of a stay the chances before the period begins and before it ends, without the owner: columns for the database. */
  table: { stages: string[]; ages: number[]; before: number[]; until: number[] }
  /** What deals bring that are not opened yet, by their owner. */
  arriving: ReadonlyMap<string | null, Expected>
}

/** Reads a period off a basis: what is won until it ends without what is won before it begins. */
export function outlookOf(basis: Basis, { begins, ends }: Span): Outlook {
  const course = courseOf(basis.seen, basis.stages)
  const knowing: Knowing = {
    before: chancesWithin(course, begins),
    until: chancesWithin(course, ends),
    index: new Map(basis.stages.map((stage, at) => [stage, at])),
    factors: new Map(basis.owners.map(({ owner, factor }) => [owner, factor])),
  }
  const { before, until, index, factors } = knowing
  return {
    chance: ({ stage, age, owner }) => {
      const at = index.get(stage) ?? -1
      const factor = factors.get(owner ?? '') ?? 1
      return calibrated(until.of(at, age), factor) - calibrated(before.of(at, age), factor)
    },
    table: tableOf(basis.stages, knowing),
    arriving: arrivingOf(basis, knowing),
  }
}

type Knowing = {
  before: Chances
  until: Chances
  index: ReadonlyMap<string, number>
  factors: ReadonlyMap<string, number>
}

function tableOf(stages: readonly string[], { before, until }: Knowing): Outlook['table'] {
  const table: Outlook['table'] = { stages: [], ages: [], before: [], until: [] }
  for (const [at, stage] of stages.entries())
    for (let age = 0; age < daysKept; age++) {
      table.stages.push(stage)
      table.ages.push(age)
      table.before.push(before.of(at, age))
      table.until.push(until.of(at, age))
    }
  return table
}

/** Each day some more enter, with less time left to be won in. */
function arrivingOf(basis: Basis, knowing: Knowing): Map<string | null, Expected> {
  const byOwner = Map.groupBy(basis.arrivals, ({ owner }) => owner)
  const result = new Map<string | null, Expected>()
  for (const [owner, arrivals] of byOwner) {
    const factor = knowing.factors.get(owner ?? '') ?? 1
    const parts = arrivals.map(({ stage, perDay }) => {
      const at = knowing.index.get(stage) ?? -1
      const within = (chances: Chances) => {
        let won = 0
        for (let left = chances.days; left > 0; left--) won += calibrated(chances.entering(at, left), factor)
        return won
      }
      return arriving(perDay * (within(knowing.until) - within(knowing.before)), basis.amount)
    })
    result.set(owner, together(parts))
  }
  return result
}
