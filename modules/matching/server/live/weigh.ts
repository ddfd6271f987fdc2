import { explain, type Explanation, type Features, type Model, type Veto } from '../engine/index.ts'
import type { Part } from '../../contract.ts'

export type Weighed = { weight: number; parts: Part[]; vetoes: Veto[] }

/** Less than half a bit is not worth a bar of its own. */
const worthShowing = 0.5

/** Weighs two records with the bars of the waterfall: the start, each comparison, and what the rarity of a value adds. */
export function weigh(model: Model, a: Features, b: Features): Weighed {
  const { weight, start, parts, vetoes } = explain(model, a, b)
  const first = { field: 'start', level: 'start', weight: rounded(start) }
  return { weight, vetoes, parts: [first, ...parts.flatMap(barsOf)] }
}

function barsOf({ comparison: field, level, weight, rarity = 0 }: Explanation['parts'][number]): Part[] {
  if (Math.abs(rarity) < worthShowing) return [{ field, level, weight: rounded(weight) }]
  return [
    { field, level, weight: rounded(weight - rarity) },
    { field, level: rarity > 0 ? 'rare' : 'frequent', weight: rounded(rarity) },
  ]
}

const rounded = (bits: number) => Math.round(bits * 100) / 100

/** The odds of a weight as a probability. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight)
}
