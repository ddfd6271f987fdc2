import type { TraitType } from '../features.ts'
import type { Condition } from './conditions.ts'

/** Types of the traits, so that lists and texts are asked in their own way. */
export type TraitTypes = Readonly<Record<string, TraitType>>

/** A name as DuckDB reads it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * What to do with what is asked of two records: leave it in its place, or compute it once beside the pair and use its
 * name wherever a condition needs it. All that is asked of texts goes through it, so that levels are told from numbers.
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
      return measure(bothKnown(condition.trait))
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
      return measure(`${l} = ${r}`)
    case 'shares':
      return measure(isList ? `list_has_any(${l}, ${r})` : `${l} = ${r}`)
    case 'alike':
      return `${measure(likeness(l, r))} >= ${double(condition.likeness)}`
    case 'edits':
      return isList
        ? measure(
            `list_bool_or(list_transform(${l}, lambda x: list_bool_or(list_transform(${r}, lambda y: levenshtein(x, y) <= ${condition.edits}))))`,
          )
        : condition.edits === 1
          ? measure(oneEdit(l, r))
          : `${measure(distance(l, r))} <= ${condition.edits}`
    case 'initial': {
      const first = quoted(condition.first)
      return measure(`(l.${first} = r.${first} and (${l} = l.${first} or ${r} = r.${first}))`)
    }
    case 'turned':
      return measure(`${l} = r.${quoted(condition.into)}`)
    case 'words':
      return isList ? likeWords({ l, r, measure }, condition.jaccard) : measure(`${l} = ${r}`)
    case 'contained':
      if (!isList) return condition.atLeast <= 1 ? measure(`${l} = ${r}`) : 'false'
      return containedWords({ l, r, measure }, condition)
    case 'near':
      return measure(`(abs(${l} - ${r}) <= ${double(condition.share)} * greatest(abs(${l}), abs(${r})))`)
  }
}

/** Whether both records have a trait. */
export const bothKnown = (trait: string): string =>
  `(l.${quoted(trait)} is not null and r.${quoted(trait)} is not null)`

/** With an exponent a literal is a double; without one it is a decimal of few places. */
export const double = (value: number): string => value.toExponential()

type Words = { l: string; r: string; measure: Measure }

function likeWords({ l, r, measure }: Words, jaccard: number): string {
  const common = measure(shared(l, r))
  return `${common} >= ${double(jaccard)} * (${measure(`len(${l})`)} + ${measure(`len(${r})`)} - ${common})`
}

function containedWords(
  { l, r, measure }: Words,
  { atLeast, share }: { atLeast: number; share: number },
): string {
  const shorter = measure(`least(len(${l}), len(${r}))`)
  return `${shorter} >= ${atLeast} and ${measure(shared(l, r))} >= ${double(share)} * ${shorter}`
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
  `case when ${l} = ${r} then 1e0 else jaro_winkler_similarity(${l}, ${r}) end`

const distance = (l: string, r: string) => `case when ${l} = ${r} then 0 else levenshtein(${l}, ${r}) end`

/** One edit between texts of one length is one that is replaced: to count those takes a tenth of the time of Levenshtein. */
const oneEdit = (l: string, r: string) =>
  `case when strlen(${l}) = strlen(${r}) then mismatches(${l}, ${r}) <= 1 when abs(strlen(${l}) - strlen(${r})) = 1 then levenshtein(${l}, ${r}) <= 1 else false end`

const shared = (l: string, r: string) => `len(list_intersect(${l}, ${r}))`
