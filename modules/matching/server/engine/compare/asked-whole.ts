import type { Comparison } from '../weigh/model.ts'
import type { Condition } from './conditions.ts'
import { quoted, type TraitTypes } from './sql.ts'

/**
 * Records as comparing needs them: texts of which nothing is asked but whether they are equal (e-mail addresses, name keys)
 * as hashes of 64 bits. A pair is two rows read from anywhere, so the narrower they are, the better.
 */
export function narrowRecordsSql(comparisons: readonly Comparison[], types: TraitTypes): string {
  const hashed = askedWhole(comparisons, types).map(trait => {
    const column = quoted(trait)
    return `case when ${column} is null then null else hash(${column}) end as ${column}`
  })
  return hashed.length === 0 ? 'record' : `(select * replace (${hashed.join(', ')}) from record)`
}

function askedWhole(comparisons: readonly Comparison[], types: TraitTypes): string[] {
  const [whole, inside] = [new Set<string>(), new Set<string>()]
  for (const condition of comparisons.flatMap(conditionsOf).flatMap(leavesOf)) {
    const traits = traitsOf(condition).filter(trait => types[trait] === 'text')
    for (const trait of traits) (comparesWhole(condition) ? whole : inside).add(trait)
  }
  return [...whole].filter(trait => !inside.has(trait))
}

const comparesWhole = ({ ask }: Condition) => ask === 'equal' || ask === 'shares' || ask === 'known'

const conditionsOf = ({ skip, levels }: Comparison): Condition[] =>
  [skip, ...levels.map(({ when }) => when)].flatMap(condition => condition ?? [])

type Leaf = Exclude<Condition, { ask: 'all' | 'any' | 'not' }>

function leavesOf(condition: Condition): Leaf[] {
  if (condition.ask === 'all' || condition.ask === 'any') return condition.of.flatMap(leavesOf)
  return condition.ask === 'not' ? leavesOf(condition.of) : [condition]
}

function traitsOf(condition: Leaf): readonly string[] {
  if (condition.ask === 'crossed') return [...condition.traits, ...condition.firsts]
  if (condition.ask === 'initial') return [condition.trait, condition.first]
  return condition.ask === 'turned' ? [condition.trait, condition.into] : [condition.trait]
}
