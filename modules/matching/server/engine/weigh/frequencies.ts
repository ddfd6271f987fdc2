import type { Duck } from '../batch/duck.ts'
import { arrivals, type Loaded } from '../batch/load.ts'
import { quoted } from '../compare/sql.ts'
import type { Comparison, Frequencies } from './model.ts'

/** As many values as a model keeps one by one; all rarer ones share a frequency. */
const kept = 3000

/** The traits whose frequencies sharpen a weight. */
export function sharpened(comparisons: readonly Comparison[], types: Loaded['types']): string[] {
  const named = comparisons.flatMap(({ levels }) => levels.flatMap(({ frequency }) => frequency ?? []))
  return [...new Set(named)].filter(trait => trait in types)
}

/** Counts the values of a trait (of a list: its elements) in what was loaded. */
export async function frequenciesOf(duck: Duck, trait: string, types: Loaded['types']): Promise<Frequencies> {
  const column = quoted(trait)
  const value = types[trait] === 'list' ? `unnest(${column})` : column
  await duck.run(
    `create or replace temp table counted as select v, count(*) as n
     from (select ${value}::varchar as v from ${arrivals} where ${column} is not null) group by v`,
  )
  const [sums] = await duck.rows(
    `select count(*)::double as "distinct", sum(n)::double as total, sum(n::double * n) as squares from counted`,
  )
  const top = await duck.rows(
    `select v, n::double as n from counted where n > 1 order by n desc, v limit ${kept}`,
  )
  const total = Math.max(1, Number(sums?.['total'] ?? 0))
  const topTotal = top.reduce((sum, { n }) => sum + Number(n), 0)
  const others = Number(sums?.['distinct'] ?? 0) - top.length
  return {
    values: Object.fromEntries(top.map(({ v, n }) => [String(v), Number(n) / total])),
    rest: others > 0 ? (total - topTotal) / others / total : 1 / total,
    chance: Number(sums?.['squares'] ?? 1) / total / total,
  }
}
