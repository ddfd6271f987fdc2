import type { Loaded } from '../batch/load.ts'
import { narrowRecordsSql } from '../compare/asked-whole.ts'
import { digitSql, patternBase } from '../compare/levels-sql.ts'
import { quoted } from '../compare/sql.ts'
import { sharpened } from './frequencies.ts'
import type { Comparison } from './model.ts'

/** Name of the column with what the frequency of a trait's value adds to a weight. */
export const frequencyColumn = (trait: string): string => `frequency:${trait}`

/**
 * Pattern of levels and what frequencies add, for pairs of rids in `pairs`: the columns `l`, `r`, `pattern`, `sharper` (of
 * comparisons of the person) and `homeSharper` (of those of the home). Texts are read in the innermost query only: from
 * there on a pair is a row of truths and numbers.
 */
export function patternsSql(
  pairs: string,
  { comparisons, loaded }: { comparisons: readonly Comparison[]; loaded: Loaded },
): string {
  const measures = new Map<string, string>()
  const measure = (expression: string) => {
    const name = measures.get(expression) ?? `measure${measures.size}`
    measures.set(expression, name)
    return name
  }
  const digits = comparisons.map(
    (comparison, at) => `${digitSql(comparison, loaded.types, measure)}::utinyint as d${at}`,
  )
  const pattern = comparisons.map((_, at) => `d${at}::bigint * ${patternBase ** at}`)
  const carried = sharpened(comparisons, loaded.types)
  const sharper = (ofHome: boolean) =>
    comparisons.flatMap(({ levels, ofHome: home = false }, at) => {
      if (home !== ofHome) return []
      const cases = levels.flatMap(({ frequency }, level) => {
        const index = frequency === undefined ? -1 : carried.indexOf(frequency)
        return index < 0 ? [] : [`when ${level + 1} then s${index}`]
      })
      return cases.length > 0 ? [`case d${at} ${cases.join(' ')} else 0e0::float end`] : []
    })
  const records = narrowRecordsSql(comparisons, loaded.types)
  const rarities = carried.map((_, at) => `s${at}`)
  const measured = [...measures].map(([expression, name]) => `${expression} as ${name}`)
  const inner = [...carried.map((trait, at) => `${raritySql(trait, loaded)} as s${at}`), ...measured]
  return `select l, r, ${pattern.join(' + ') || '0'} as pattern, (${sharper(false).join(' + ') || '0'})::float as sharper,
      (${sharper(true).join(' + ') || '0'})::float as "homeSharper"
    from (select ${['l', 'r', ...digits, ...rarities].join(', ')}
      from (select ${['p.l', 'p.r', ...inner].join(', ')}
        from ${pairs} p join ${records} l on l.rid = p.l join ${records} r on r.rid = p.r))`
}

/** Where two texts are equal, so are their frequencies; two lists may share one element of several. */
function raritySql(trait: string, { types }: Loaded): string {
  const [l, r] = ['l', 'r'].map(side => `${side}.${quoted(frequencyColumn(trait))}`)
  return types[trait] === 'list' ? `case when ${l} < ${r} then ${l} else ${r} end` : String(l)
}
