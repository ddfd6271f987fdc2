import type { Duck } from '../batch/duck.ts'
import type { Loaded } from '../batch/load.ts'
import { digitSql, patternBase } from '../compare/levels-sql.ts'
import { quoted } from '../compare/sql.ts'
import { sharpening } from './explain.ts'
import { frequenciesOf, sharpened } from './frequencies.ts'
import type { Comparison, Frequencies } from './model.ts'

/** Name of the column with what the frequency of a trait's value adds to a weight. */
const frequencyColumn = (trait: string): string => `frequency:${trait}`

export type FrequenciesByTrait = Readonly<Record<string, Frequencies>>

/** Counts all values that matter and writes their frequencies beside the records (table `weighed`). */
export async function addFrequencies(
  duck: Duck,
  {
    loaded,
    comparisons,
    known = {},
    table = 'record',
  }: { loaded: Loaded; comparisons: readonly Comparison[]; known?: FrequenciesByTrait; table?: string },
): Promise<FrequenciesByTrait> {
  const traits = sharpened(comparisons, loaded.types)
  const all: Record<string, Frequencies> = {}
  const joins: string[] = []
  const columns: string[] = []
  for (const [at, trait] of traits.entries()) {
    const frequencies = known[trait] ?? (await frequenciesOf(duck, trait, loaded.types))
    all[trait] = frequencies
    await duck.run(frequencyTable(`frequent${at}`, frequencies))
    const column = quoted(trait)
    const rare = double(sharpening(frequencies, frequencies.rest))
    if (loaded.types[trait] === 'list') {
      joins.push(
        `left join (select rid, min(coalesce(bits, ${rare})) as bits
           from (select rid, unnest(${column}) as v from ${table}) left join frequent${at} using (v) group by rid) f${at} on f${at}.rid = record.rid`,
      )
    } else joins.push(`left join frequent${at} f${at} on f${at}.v = record.${column}::varchar`)
    columns.push(`coalesce(f${at}.bits, ${rare}::float) as ${quoted(frequencyColumn(trait))}`)
  }
  await duck.run(
    `create or replace table weighed as select record.*${columns.map(column => `, ${column}`).join('')} from ${table} record ${joins.join('\n')}`,
  )
  await duck.run(`drop table ${table}`)
  await duck.run(`alter table weighed rename to ${table}`)
  return all
}

/** With an exponent a literal is a double; without one it is a decimal of few places. */
const double = (value: number): string => value.toExponential()

/** What each frequent value adds to a weight: computed once per value, not once per record. */
function frequencyTable(name: string, frequencies: Frequencies): string {
  const rows = Object.entries(frequencies.values).map(
    ([value, share]) => `('${value.replaceAll("'", "''")}', ${double(sharpening(frequencies, share))})`,
  )
  return rows.length > 0
    ? `create or replace temp table ${name} as select v::varchar as v, bits::float as bits from (values ${rows.join(', ')}) t(v, bits)`
    : `create or replace temp table ${name} (v varchar, bits float)`
}

/**
 * Pattern of levels and what frequencies add, for pairs of rids in `pairs`: the columns `l`, `r`, `pattern`, `sharper` (of
 * comparisons of the person) and `homeSharper` (of those of the home).
 */
export function patternsSql(
  pairs: string,
  {
    comparisons,
    loaded,
    records = 'record',
  }: {
    comparisons: readonly Comparison[]
    loaded: Loaded
    records?: string
  },
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
  const chances = carried.map((trait, at) => {
    const [l, r] = ['l', 'r'].map(side => `${side}.${quoted(frequencyColumn(trait))}`)
    return `case when ${l} < ${r} then ${l} else ${r} end as s${at}`
  })
  const sharper = (ofHome: boolean) =>
    comparisons.flatMap(({ levels, ofHome: home = false }, at) => {
      if (home !== ofHome) return []
      const cases = levels.flatMap(({ frequency }, level) => {
        const index = frequency === undefined ? -1 : carried.indexOf(frequency)
        return index < 0 ? [] : [`when ${level + 1} then coalesce(s${index}, 0)`]
      })
      return cases.length > 0 ? [`case d${at} ${cases.join(' ')} else 0 end`] : []
    })
  const { outer, inner } = carry([...digits, ...chances])
  const measured = [...measures].map(([expression, name]) => `${expression} as ${name}`)
  return `select l, r, ${pattern.join(' + ') || '0'} as pattern, (${sharper(false).join(' + ') || '0'})::float as sharper,
      (${sharper(true).join(' + ') || '0'})::float as "homeSharper"
    from (select ${['l', 'r', ...outer].join(', ')}
      from (select ${['p.l', 'p.r', ...inner, ...measured].join(', ')}
        from ${pairs} p join ${records} l on l.rid = p.l join ${records} r on r.rid = p.r))`
}

/** Expressions over `l."x"` as expressions over columns `"l:x"` that an inner query carries out. */
function carry(expressions: readonly string[]): { outer: string[]; inner: string[] } {
  const inner = new Set<string>()
  const outer = expressions.map(expression =>
    expression.replaceAll(/\b([lr])\."((?:[^"]|"")+)"/g, (column, side: string, name: string) => {
      inner.add(`${column} as "${side}:${name}"`)
      return `"${side}:${name}"`
    }),
  )
  return { outer, inner: [...inner] }
}
