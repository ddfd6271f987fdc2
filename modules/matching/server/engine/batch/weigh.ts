import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digitsOf } from '../compare/levels-sql.ts'
import { sqlOf } from '../compare/sql.ts'
import { type Learnt, oddsOf, type Observed, weightsOf } from '../weigh/em.ts'
import type { Schema } from '../record.ts'
import type { Histogram } from '../weigh/thresholds.ts'
import { vetoesFor, vetoNames } from '../weigh/vetoes.ts'
import type { Duck } from './duck.ts'
import type { Loaded } from './load.ts'

/** Pairs worth looking at: rids, weight in bits, and a bit for each veto in the order of `vetoNames`. */
export type WeighedPairs = { left: Uint32Array; right: Uint32Array; weight: Float32Array; vetoed: Uint8Array }

/** Turns the patterns of `scored` into weights, once per distinct pattern; result is the view `weighted` (`l`, `r`, `weight`). */
export async function weigh(duck: Duck, learnt: Learnt, patterns: readonly Observed[]): Promise<void> {
  const weights = weightsOf(learnt)
  const lines = [...new Set(patterns.map(({ pattern }) => pattern))].map(pattern => {
    const digits = digitsOf(pattern, learnt.comparisons.length)
    const { match, home } = oddsOf(weights, { digits, sharper: 0, homeSharper: 0 })
    return `${pattern},${match},${home}`
  })
  const path = join(duck.folder, 'weights.txt')
  await writeFile(path, `${lines.join('\n')}\n`)
  await duck.run(
    `create or replace table weights as select * from read_csv('${path}', header=false, auto_detect=false,
       columns={'pattern': 'BIGINT', 'match': 'DOUBLE', 'home': 'DOUBLE'})`,
  )
  await duck.run(
    `create or replace view weighted as
     select l, r, match + sharper + "homeSharper" - log2(1 + pow(2, home + "homeSharper")) as weight
     from scored join weights using (pattern)`,
  )
}

/** Pairs by weight, in steps of a quarter bit. */
export async function histogramOf(duck: Duck): Promise<Histogram> {
  const rows = await duck.rows(
    `select (floor(weight * 4) / 4)::double as weight, count(*)::double as count from weighted group by 1 order by 1`,
  )
  return rows as { weight: number; count: number }[]
}

/** All pairs from a weight on, with their vetoes. */
export async function pairsFrom(
  duck: Duck,
  { least, loaded, schema }: { least: number; loaded: Loaded; schema: Schema },
): Promise<WeighedPairs> {
  await duck.run(
    `create or replace table kept as select l, r, weight::float as weight from weighted where weight >= ${least}`,
  )
  const vetoes = vetoesFor(schema)
  const bits = vetoNames.map(
    (name, at) => `case when ${sqlOf(vetoes[name], loaded.types)} then ${2 ** at} else 0 end`,
  )
  const [total] = await duck.rows('select count(*)::double as n from kept')
  const count = Number(total?.['n'] ?? 0)
  const pairs: WeighedPairs = {
    left: new Uint32Array(count),
    right: new Uint32Array(count),
    weight: new Float32Array(count),
    vetoed: new Uint8Array(count),
  }
  let at = 0
  const sql = `select p.l, p.r, p.weight, (${bits.join(' + ')})::utinyint
    from kept p join record l on l.rid = p.l join record r on r.rid = p.r`
  for await (const [left = [], right = [], weight = [], vetoed = []] of duck.stream(sql)) {
    for (let row = 0; row < left.length; row++, at++) {
      pairs.left[at] = left[row] as number
      pairs.right[at] = right[row] as number
      pairs.weight[at] = weight[row] as number
      pairs.vetoed[at] = vetoed[row] as number
    }
  }
  return pairs
}
