import type { Comparison } from '../weigh/model.ts'
import { bothKnown, type Measure, sqlOf, type TraitTypes } from './sql.ts'

/** Digits of a pattern are octal: 0 is no evidence, n the level at n - 1. */
export const patternBase = 8

/** Most comparisons whose pattern fits a number exactly. */
export const mostComparisons = 17

/** The comparisons that any pair of these records can answer. */
export function answerable(comparisons: readonly Comparison[], types: TraitTypes): readonly Comparison[] {
  return comparisons.filter(({ needs }) => needs.every(trait => trait in types)).slice(0, mostComparisons)
}

/** The digit of one comparison for the records `l` and `r`. */
export function digitSql({ needs, skip, levels }: Comparison, types: TraitTypes, measure: Measure): string {
  const missing = needs.map(trait => `not ${measure(bothKnown(trait))}`)
  const cases = levels.map(({ when }, at) =>
    when === null ? `else ${at + 1}` : `when ${sqlOf(when, types, measure)} then ${at + 1}`,
  )
  const skipped = skip ? `when ${sqlOf(skip, types, measure)} then 0` : ''
  return `case when ${missing.join(' or ')} then 0 ${skipped} ${cases.join(' ')} end`
}

/** The digits of a pattern, comparison by comparison. */
export function digitsOf(pattern: number, count: number): number[] {
  const digits: number[] = []
  let rest = pattern
  for (let at = 0; at < count; at++) {
    digits.push(rest % patternBase)
    rest = Math.floor(rest / patternBase)
  }
  return digits
}
