import type { Features, Trait } from '../features.ts'
import type { Condition } from './conditions.ts'
import { jaroWinkler, levenshtein, sharedWords } from './similarity.ts'

type Traits = Features['traits']

/** Whether a condition holds for two records; false where a trait it needs is not known. */
export function holds(condition: Condition, a: Traits, b: Traits): boolean {
  switch (condition.ask) {
    case 'all':
      return condition.of.every(part => holds(part, a, b))
    case 'any':
      return condition.of.some(part => holds(part, a, b))
    case 'not':
      return !holds(condition.of, a, b)
    case 'crossed':
      return isCrossed(condition, a, b)
    case 'known':
      return known(a[condition.trait]) && known(b[condition.trait])
    default:
      return known(a[condition.trait]) && known(b[condition.trait]) && asks(condition, a, b)
  }
}

type Simple = Exclude<Condition, { ask: 'all' | 'any' | 'not' | 'crossed' | 'known' }>

function asks(condition: Simple, a: Traits, b: Traits): boolean {
  const left = a[condition.trait] as Trait
  const right = b[condition.trait] as Trait
  switch (condition.ask) {
    case 'equal':
      return left === right
    case 'shares':
      return list(left).some(one => list(right).includes(one))
    case 'alike':
      return jaroWinkler(text(left), text(right)) >= condition.likeness
    case 'edits':
      return list(left).some(one => list(right).some(other => levenshtein(one, other) <= condition.edits))
    case 'initial':
      return (
        a[condition.first] === b[condition.first] &&
        (left === a[condition.first] || right === b[condition.first])
      )
    case 'turned':
      return left === b[condition.into]
    case 'words': {
      const shared = sharedWords(list(left), list(right))
      return shared >= condition.jaccard * (list(left).length + list(right).length - shared)
    }
    case 'contained': {
      const shorter = Math.min(list(left).length, list(right).length)
      return shorter >= condition.atLeast && sharedWords(list(left), list(right)) >= condition.share * shorter
    }
    case 'near':
      return isNear(left as number, right as number, condition.share)
  }
}

function isCrossed(condition: Extract<Condition, { ask: 'crossed' }>, a: Traits, b: Traits): boolean {
  const [one, other] = condition.traits
  const [first, otherFirst] = condition.firsts
  if (a[first] !== b[otherFirst] || a[otherFirst] !== b[first]) return false
  const [a1, a2, b1, b2] = [a[one], a[other], b[one], b[other]]
  if (!known(a1) || !known(a2) || !known(b1) || !known(b2)) return false
  const alike = (x: Trait, y: Trait) => jaroWinkler(text(x), text(y)) >= condition.likeness
  return alike(a1, b2) && alike(a2, b1)
}

const isNear = (a: number, b: number, share: number) =>
  Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b))

const known = (trait: Trait | undefined): trait is Exclude<Trait, null> =>
  trait !== undefined && trait !== null

const text = (trait: Trait): string => (typeof trait === 'string' ? trait : String(trait))

const list = (trait: Trait): readonly string[] =>
  typeof trait === 'object' && trait !== null ? trait : [text(trait)]
