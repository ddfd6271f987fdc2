import { holds } from '../compare/holds.ts'
import type { Features, Trait } from '../features.ts'
import { ratio } from './em.ts'
import type { Comparison, Frequencies, Level, Model } from './model.ts'
import { type Veto, vetoesOf } from './vetoes.ts'

/** One bar of the waterfall: which comparison, how it came out, and what it adds. */
export type Part = {
  comparison: string
  level: string
  /** Bits for (above 0) or against (below 0); the frequency included. */
  weight: number
  /** How often the shared value occurs (share of records), and what that adds to or takes from the weight, bits. */
  frequency?: number
  rarity?: number
}

export type Explanation = {
  /** `start` and all parts together: log2 of the odds that both are one customer. */
  weight: number
  /** log2 of the odds before anything is compared. */
  start: number
  /** In the order of the model; comparisons without evidence are left out. */
  parts: Part[]
  vetoes: Veto[]
}

/** Weighs two records and says why (Fellegi & Sunter 1969): the sum of log2(m/u). The same for (a, b) and (b, a). */
export function explain(model: Model, a: Features, b: Features): Explanation {
  const start = startOf(model)
  const parts = model.comparisons.flatMap(comparison => {
    const level = levelOf(comparison, a, b)
    return level ? [partOf(model, { comparison, level, a, b })] : []
  })
  const home = homePart(model, a, b)
  if (home) parts.push(home)
  const weight = parts.reduce((sum, part) => sum + part.weight, start)
  return { weight, start, parts, vetoes: vetoesOf(a, b) }
}

/** The weight of `explain` alone, for many pairs of which most are no question: nothing is written down about them. */
export function weightOf(model: Model, a: Features, b: Features): number {
  let weight = startOf(model)
  let home = Math.log2(model.homes / (1 - model.lambda - model.homes))
  for (const comparison of model.comparisons) {
    const level = levelOf(comparison, a, b)
    if (!level) continue
    const { bits } = sharpened(model, { level, a, b })
    weight += ratio(level.m, level.u) + bits
    if (comparison.ofHome) home += ratio(level.h ?? level.u, level.u) + bits
  }
  return weight + homeWeight(home)
}

/** What the odds of a shared home take from the weight; what is too little to be shown takes nothing. */
function homeWeight(odds: number): number {
  const weight = -Math.log2(1 + 2 ** odds)
  return weight < -0.001 ? weight : 0
}

/** log2 of the odds that two random records are one customer rather than strangers. */
export const startOf = ({ lambda, homes }: Model): number => Math.log2(lambda / (1 - lambda - homes))

/** What a shared home explains without the two being one: the same addition as in `weigh` of the batch. */
function homePart(model: Model, a: Features, b: Features): Part | undefined {
  const { lambda, homes } = model
  let odds = Math.log2(homes / (1 - lambda - homes))
  for (const comparison of model.comparisons) {
    const level = comparison.ofHome ? levelOf(comparison, a, b) : undefined
    if (level) odds += ratio(level.h ?? level.u, level.u) + sharpened(model, { level, a, b }).bits
  }
  const weight = homeWeight(odds)
  return weight < 0 ? { comparison: 'home', level: 'shared', weight } : undefined
}

/** The level two records reach; undefined is “no evidence”. */
export function levelOf(comparison: Comparison, a: Features, b: Features): Level | undefined {
  const at = levelIndex(comparison, a, b)
  return at === null ? undefined : comparison.levels[at]
}

/** The place of the level two records reach, null without evidence. */
export function levelIndex({ needs, skip, levels }: Comparison, a: Features, b: Features): number | null {
  if (!needs.every(trait => has(a, trait) && has(b, trait))) return null
  if (skip && holds(skip, a.traits, b.traits)) return null
  return levels.findIndex(({ when }) => when === null || holds(when, a.traits, b.traits))
}

const has = ({ traits }: Features, trait: string) => traits[trait] !== undefined && traits[trait] !== null

function partOf(
  model: Model,
  { comparison, level, a, b }: { comparison: Comparison; level: Level; a: Features; b: Features },
): Part {
  const { bits, frequency } = sharpened(model, { level, a, b })
  const part = { comparison: comparison.name, level: level.name, weight: ratio(level.m, level.u) + bits }
  return frequency === undefined ? part : { ...part, frequency, rarity: bits }
}

/** What the frequency of the value adds to a level, and that frequency; 0 where it does not matter. */
function sharpened(
  { frequencies }: Model,
  { level, a, b }: { level: Level; a: Features; b: Features },
): { bits: number; frequency?: number } {
  const trait = level.frequency
  const known = trait === undefined ? undefined : frequencies[trait]
  if (trait === undefined || !known) return { bits: 0 }
  const frequency = Math.max(
    frequencyOf(known, a.traits[trait] ?? null),
    frequencyOf(known, b.traits[trait] ?? null),
  )
  return { bits: sharpening(known, frequency), frequency }
}

/** Share of records with this value; of a list that of its most frequent element, the cautious choice. */
export function frequencyOf({ values, rest }: Frequencies, trait: Trait): number {
  const of = (value: string) => (Object.hasOwn(values, value) ? (values[value] ?? rest) : rest)
  if (typeof trait === 'object' && trait !== null) return Math.max(...trait.map(of))
  // As DuckDB writes a number.
  return of(typeof trait === 'number' && Number.isInteger(trait) ? `${trait}.0` : String(trait))
}

/** What a value's frequency adds to the weight of its level, bounded to ± 10 bits (Winkler 2006; Splink). */
export function sharpening({ chance }: Frequencies, frequency: number): number {
  return Math.max(-10, Math.min(10, Math.log2(chance / frequency)))
}
