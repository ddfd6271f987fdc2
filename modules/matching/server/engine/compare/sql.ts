import type { TraitType } from '../features.ts'
import type { Condition } from './conditions.ts'

/** Types of the traits, so that lists and texts are asked in their own way. */
export type TraitTypes = Readonly<Record<string, TraitType>>

/** A name as DuckDB reads it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The condition as an expression of DuckDB over the records `l` and `r`; the same answers as `holds`, never null. */
export function sqlOf(condition: Condition, types: TraitTypes): string {
  switch (condition.ask) {
    case 'all':
      return condition.of.length === 0
        ? 'true'
        : `(${condition.of.map(part => sqlOf(part, types)).join(' and ')})`
    case 'any':
      return condition.of.length === 0
        ? 'false'
        : `(${condition.of.map(part => sqlOf(part, types)).join(' or ')})`
    case 'not':
      return `not ${sqlOf(condition.of, types)}`
    case 'known':
      return `(l.${quoted(condition.trait)} is not null and r.${quoted(condition.trait)} is not null)`
    default:
      return `coalesce(${expression(condition, types)}, false)`
  }
}

type Simple = Exclude<Condition, { ask: 'all' | 'any' | 'not' | 'known' }>

function expression(condition: Simple, types: TraitTypes): string {
  if (condition.ask === 'crossed') {
    const [one, other] = condition.traits.map(quoted)
    const alike = (x: string, y: string) => `jaro_winkler_similarity(l.${x}, r.${y}) >= ${condition.likeness}`
    return `${alike(one as string, other as string)} and ${alike(other as string, one as string)}`
  }
  const trait = quoted(condition.trait)
  const [l, r] = [`l.${trait}`, `r.${trait}`]
  const isList = types[condition.trait] === 'list'
  switch (condition.ask) {
    case 'equal':
      return `${l} = ${r}`
    case 'shares':
      return `list_has_any(${l}, ${r})`
    case 'alike':
      return `jaro_winkler_similarity(${l}, ${r}) >= ${condition.likeness}`
    case 'edits':
      return isList
        ? `list_bool_or(list_transform(${l}, lambda x: list_bool_or(list_transform(${r}, lambda y: levenshtein(x, y) <= ${condition.edits}))))`
        : `levenshtein(${l}, ${r}) <= ${condition.edits}`
    case 'initial':
      return `${l}[1] = ${r}[1] and least(length(${l}), length(${r})) = 1`
    case 'start':
      return `left(${l}, ${condition.length}) = left(${r}, ${condition.length})`
    case 'swapped':
      return `left(${l}, 4) = left(${r}, 4) and ${l}[6:7] = ${r}[9:10] and ${l}[9:10] = ${r}[6:7]`
    case 'words':
      return `${shared(l, r)} >= ${condition.jaccard} * (len(${l}) + len(${r}) - ${shared(l, r)})`
    case 'contained':
      return (
        `least(len(${l}), len(${r})) >= ${condition.atLeast} and ` +
        `${shared(l, r)} >= ${condition.share} * least(len(${l}), len(${r}))`
      )
    case 'near':
      return `abs(${l} - ${r}) <= ${condition.share} * greatest(abs(${l}), abs(${r}))`
  }
}

const shared = (l: string, r: string) => `len(list_intersect(${l}, ${r}))`
