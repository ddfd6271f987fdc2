import type { TraitType } from '../features.ts'
import type { Condition } from './conditions.ts'

/** Types of the traits, so that lists and texts are asked in their own way. */
export type TraitTypes = Readonly<Record<string, TraitType>>

/** A name as DuckDB reads it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * What to do with a costly measure of two records: leave it in its place, or compute it once beside the pair and use its
 * name wherever a condition needs it.
 */
export type Measure = (expression: string) => string

const inPlace: Measure = expression => expression

/** The condition as an expression of DuckDB over the records `l` and `r`; true where `holds` is, else false or null. */
export function sqlOf(condition: Condition, types: TraitTypes, measure: Measure = inPlace): string {
  switch (condition.ask) {
    case 'all':
      return condition.of.length === 0
        ? 'true'
        : `(${condition.of.map(part => sqlOf(part, types, measure)).join(' and ')})`
    case 'any':
      return condition.of.length === 0
        ? 'false'
        : `(${condition.of.map(part => sqlOf(part, types, measure)).join(' or ')})`
    case 'not':
      return `not coalesce(${sqlOf(condition.of, types, measure)}, false)`
    case 'known':
      if (!(condition.trait in types)) return 'false'
      return `(l.${quoted(condition.trait)} is not null and r.${quoted(condition.trait)} is not null)`
    default:
      // A trait that no record has.
      if (!traitsIn(condition).every(trait => trait in types)) return 'false'
      return `(${expression(condition, types, measure)})`
  }
}

type Simple = Exclude<Condition, { ask: 'all' | 'any' | 'not' | 'known' }>

const traitsIn = (condition: Simple): readonly string[] =>
  condition.ask === 'crossed' ? condition.traits : [condition.trait]

function expression(condition: Simple, types: TraitTypes, measure: Measure): string {
  if (condition.ask === 'crossed') return measure(crossed(condition))
  const trait = quoted(condition.trait)
  const [l, r] = [`l.${trait}`, `r.${trait}`]
  const isList = types[condition.trait] === 'list'
  switch (condition.ask) {
    case 'equal':
      return `${l} = ${r}`
    case 'shares':
      return isList ? `list_has_any(${l}, ${r})` : `${l} = ${r}`
    case 'alike':
      return `${measure(likeness(l, r))} >= ${condition.likeness}`
    case 'edits':
      return isList
        ? `list_bool_or(list_transform(${l}, lambda x: list_bool_or(list_transform(${r}, lambda y: levenshtein(x, y) <= ${condition.edits}))))`
        : `${measure(`levenshtein(${l}, ${r})`)} <= ${condition.edits}`
    case 'initial': {
      const first = quoted(condition.first)
      return `l.${first} = r.${first} and (${l} = l.${first} or ${r} = r.${first})`
    }
    case 'turned':
      return `${l} = r.${quoted(condition.into)}`
    case 'words':
      if (!isList) return `${l} = ${r}`
      return `${measure(shared(l, r))} >= ${condition.jaccard} * (len(${l}) + len(${r}) - ${measure(shared(l, r))})`
    case 'contained':
      if (!isList) return condition.atLeast <= 1 ? `${l} = ${r}` : 'false'
      return (
        `least(len(${l}), len(${r})) >= ${condition.atLeast} and ` +
        `${measure(shared(l, r))} >= ${condition.share} * least(len(${l}), len(${r}))`
      )
    case 'near':
      return `abs(${l} - ${r}) <= ${condition.share} * greatest(abs(${l}), abs(${r}))`
  }
}

/** Most names differ in their first letters, which costs next to nothing to see. */
function crossed({ traits, firsts, likeness: least }: Extract<Condition, { ask: 'crossed' }>): string {
  const [one, other] = traits.map(quoted) as [string, string]
  const [initial, otherInitial] = firsts.map(quoted) as [string, string]
  const first = `l.${initial} = r.${otherInitial} and l.${otherInitial} = r.${initial}`
  const alike = (x: string, y: string) => `jaro_winkler_similarity(l.${x}, r.${y}) >= ${least}`
  return `case when ${first} then ${alike(one, other)} and ${alike(other, one)} else false end`
}

const likeness = (l: string, r: string) =>
  `case when ${l} = ${r} then 1 else jaro_winkler_similarity(${l}, ${r}) end`

const shared = (l: string, r: string) => `len(list_intersect(${l}, ${r}))`
