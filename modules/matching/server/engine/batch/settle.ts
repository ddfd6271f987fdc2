import { double, quoted } from '../compare/sql.ts'
import { sharpening } from '../weigh/explain.ts'
import { frequenciesOf, sharpened } from '../weigh/frequencies.ts'
import type { Comparison, Frequencies } from '../weigh/model.ts'
import { frequencyColumn } from '../weigh/score-sql.ts'
import type { Duck } from './duck.ts'
import { arrivals, type Loaded } from './load.ts'

export type FrequenciesByTrait = Readonly<Record<string, Frequencies>>

export type Settling = {
  loaded: Loaded
  comparisons: readonly Comparison[]
  /** Frequencies of a model, where it is not for these records to say. */
  known?: FrequenciesByTrait
  /** Table that is made. */
  into?: string
  firstRid?: number
}

/**
 * Makes a table of what was loaded: numbered (`rid`), and beside each value that matters what its frequency adds to a
 * weight. Numbers and frequencies are found on narrow rows; the wide ones are written once and go through one join: through
 * a join for each trait they were three times as dear, and ten times with lists.
 */
export async function settle(
  duck: Duck,
  { loaded, comparisons, known = {}, into = 'record', firstRid = 0 }: Settling,
): Promise<FrequenciesByTrait> {
  const all: Record<string, Frequencies> = {}
  const joins: string[] = []
  const columns: string[] = []
  for (const [at, trait] of sharpened(comparisons, loaded.types).entries()) {
    const frequencies = known[trait] ?? (await frequenciesOf(duck, trait, loaded.types))
    all[trait] = frequencies
    await duck.run(frequencyTable(`frequent${at}`, frequencies))
    const rare = `${double(sharpening(frequencies, frequencies.rest))}::float`
    joins.push(joinOf(trait, { at, rare, isList: loaded.types[trait] === 'list' }))
    columns.push(`, coalesce(f${at}.bits, ${rare}) as ${quoted(frequencyColumn(trait))}`)
  }
  // Numbered by id, so that the order in which records come changes nothing. Sorting whole rows would cost ten times as much.
  await duck.run(
    `create or replace temp table numbered as
     select a.seq, (row_number() over (order by a.side, a.id) + ${firstRid - 1})::uinteger as rid${columns.join('')}
     from ${arrivals} a ${joins.join('\n')}`,
  )
  await duck.run(
    `create or replace table ${into} as
     select rid, a.* exclude (seq), n.* exclude (seq, rid) from ${arrivals} a join numbered n on n.seq = a.seq`,
  )
  await duck.run(`drop table numbered`)
  await duck.run(`drop table ${arrivals}`)
  return all
}

function joinOf(trait: string, { at, rare, isList }: { at: number; rare: string; isList: boolean }): string {
  const column = quoted(trait)
  if (!isList) return `left join frequent${at} f${at} on f${at}.v = a.${column}::varchar`
  return `left join (select seq, min(coalesce(bits, ${rare})) as bits
    from (select seq, unnest(${column}) as v from ${arrivals}) left join frequent${at} using (v) group by seq) f${at} on f${at}.seq = a.seq`
}

/** What each frequent value adds to a weight: computed once per value, not once per record. */
function frequencyTable(name: string, frequencies: Frequencies): string {
  const rows = Object.entries(frequencies.values).map(
    ([value, share]) => `('${value.replaceAll("'", "''")}', ${double(sharpening(frequencies, share))})`,
  )
  return rows.length > 0
    ? `create or replace temp table ${name} as select v::varchar as v, bits::float as bits from (values ${rows.join(', ')}) t(v, bits)`
    : `create or replace temp table ${name} (v varchar, bits float)`
}
