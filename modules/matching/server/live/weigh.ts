import { explain, type Features, type Model, type Veto } from '../engine/index.ts'
import { levelWeight } from '../engine/weigh/explain.ts'
import type { Part } from '../../contract.ts'

export type Weighed = { weight: number; parts: Part[]; vetoes: Veto[] }

/** Less than half a bit is not worth a bar of its own. */
const worthShowing = 0.5

/** Weighs two records with the bars of the waterfall: the start, each comparison, and what the rarity of a value adds. */
export function weigh(model: Model, a: Features, b: Features): Weighed {
  const { weight, start, parts, vetoes } = explain(model, a, b)
  return {
    weight,
    vetoes,
    parts: [
      { field: 'start', level: 'start', weight: rounded(start) },
      ...parts.flatMap(part => {
        const plain = plainWeight(model, part)
        const rarity = plain === null ? 0 : part.weight - plain
        const split = part.frequency !== undefined && Math.abs(rarity) >= worthShowing
        if (!split || plain === null)
          return [{ field: part.comparison, level: part.level, weight: rounded(part.weight) }]
        return [
          { field: part.comparison, level: part.level, weight: rounded(plain) },
          { field: part.comparison, level: rarity > 0 ? 'rare' : 'frequent', weight: rounded(rarity) },
        ]
      }),
    ],
  }
}

function plainWeight(model: Model, part: { comparison: string; level: string }): number | null {
  const level = model.comparisons
    .find(({ name }) => name === part.comparison)
    ?.levels.find(({ name, frequency }) => name === part.level && frequency !== undefined)
  return level ? levelWeight(level) : null
}

const rounded = (bits: number) => Math.round(bits * 100) / 100

/** The odds of a weight as a probability. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight)
}
