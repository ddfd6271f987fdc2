import type { Duck } from '../batch/duck.ts'
import type { Loaded } from '../batch/load.ts'
import type { Across } from '../block/pairs.ts'
import type { Observed } from './em.ts'

/** Of so many pairs all are taken; of more a sample, enough for u of one in ten thousand to a few per cent. */
const takenWhole = 1_000_000
const drawnPairs = 500_000

/** Counts how often each pattern occurs in the columns of `patternsSql`, always in the same order. */
export async function observe(duck: Duck, patterns: string): Promise<Observed[]> {
  const rows = await duck.rows(
    `select pattern::double as pattern, round(sharper)::double as sharper,
       round("homeSharper")::double as "homeSharper", count(*)::double as count
     from (${patterns}) group by all order by all`,
  )
  return rows as Observed[]
}

/** How many pairs there are at all. */
export function totalPairs({ count, sides }: Loaded, across: Across): number {
  return Math.max(1, across === 'within' ? (count * (count - 1)) / 2 : sides[0] * sides[1])
}

/** Fills the table `drawn` with random pairs: all of a small set; of a large one ids by hash, joined by equality. */
export async function drawPairs(
  duck: Duck,
  { loaded, across }: { loaded: Loaded; across: Across },
): Promise<void> {
  const [here, there, from] =
    across === 'within'
      ? [loaded.count, loaded.count, 0]
      : [loaded.sides[0], loaded.sides[1], loaded.sides[0]]
  const order = across === 'within' ? 'a.rid < b.rid' : 'a.side = 0 and b.side = 1'
  await duck.run(
    totalPairs(loaded, across) <= takenWhole
      ? `create or replace table drawn as select a.rid as l, b.rid as r from record a join record b on ${order}`
      : `create or replace table drawn as select (hash(i) % ${here})::uinteger as l, (hash(i + 0.5) % ${there} + ${from})::uinteger as r
         from range(${drawnPairs}) t(i) where l <> r`,
  )
}
