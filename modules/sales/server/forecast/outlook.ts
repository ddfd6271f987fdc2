import type { Basis } from './basis.ts'
import { calibrated, type Chances, chancesWithin } from './engine/chances.ts'
import { courseOf, daysKept } from './engine/course.ts'
import { arriving, type Expected, together } from './engine/expectation.ts'

/** What a basis says of a period that lasts for so many whole days from the moment it was learnt. */
export type Outlook = {
  days: number
  /** Of a deal in a stage for so many days, owned by somebody. */
  chance: (deal: { stage: string; age: number; owner: string | null }) => number
  /** The same for every stage and day of a stay, without its owner: three columns for the database. */
  table: { stages: string[]; ages: number[]; chances: number[] }
  /** What deals bring that are not opened yet, by their owner. */
  arriving: ReadonlyMap<string | null, Expected>
}

/** Reads a period off a basis. */
export function outlookOf(basis: Basis, days: number): Outlook {
  const chances = chancesWithin(courseOf(basis.seen, basis.stages), days)
  const index = new Map(basis.stages.map((stage, at) => [stage, at]))
  const factors = new Map(basis.owners.map(({ owner, factor }) => [owner, factor]))
  const table: Outlook['table'] = { stages: [], ages: [], chances: [] }
  for (const [at, stage] of basis.stages.entries())
    for (let age = 0; age < daysKept; age++) {
      table.stages.push(stage)
      table.ages.push(age)
      table.chances.push(chances.of(at, age))
    }
  return {
    days,
    chance: ({ stage, age, owner }) =>
      calibrated(chances.of(index.get(stage) ?? -1, age), factors.get(owner ?? '') ?? 1),
    table,
    arriving: arrivingOf(basis, { chances, index, factors }),
  }
}

type Knowing = { chances: Chances; index: ReadonlyMap<string, number>; factors: ReadonlyMap<string, number> }

/** Each day some more enter, with less time left to be won in. */
function arrivingOf(basis: Basis, { chances, index, factors }: Knowing): Map<string | null, Expected> {
  const byOwner = Map.groupBy(basis.arrivals, ({ owner }) => owner)
  const result = new Map<string | null, Expected>()
  for (const [owner, arrivals] of byOwner) {
    const parts = arrivals.map(({ stage, perDay }) => {
      let won = 0
      for (let left = chances.days; left > 0; left--)
        won +=
          perDay * calibrated(chances.entering(index.get(stage) ?? -1, left), factors.get(owner ?? '') ?? 1)
      return arriving(won, basis.amount)
    })
    result.set(owner, together(parts))
  }
  return result
}
