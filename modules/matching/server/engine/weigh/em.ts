import { digitsOf, patternBase } from '../compare/levels-sql.ts'
import type { Comparison } from './model.ts'

/**
 * Pairs that came out alike: their pattern of levels, what the frequencies of values add (bits) in comparisons of the
 * person and in those of the home, and how many pairs they are.
 */
export type Observed = { pattern: number; sharper: number; homeSharper: number; count: number }

export type Learnt = { comparisons: readonly Comparison[]; lambda: number; homes: number }

/** Weight of experience against data, in pairs. */
const prior = { m: 20, h: 20, u: 50_000 }
const mostRounds = 80

/** Hardly any base holds everybody five times. */
const mostPerRecord = 4

type Seen = { candidates: readonly Observed[]; random: readonly Observed[]; total: number }

/**
 * Learns the weights of these pairs without answers. Where the average record would be one with more than four others, what
 * was found is no identity but a value that many happen to share (a base with a handful of given names): then what experience says
 * of matches holds, and only what chance does is learnt.
 */
export function learn(before: readonly Comparison[], seen: Seen): Learnt {
  const learnt = maximise(before, seen, prior.m)
  const records = Math.sqrt(2 * seen.total)
  return learnt.lambda * seen.total <= mostPerRecord * records
    ? learnt
    : maximise(before, seen, Number.MAX_SAFE_INTEGER)
}

/**
 * Learns m, u and lambda without answers: expectation maximisation (Dempster, Laird & Rubin 1977; Winkler 1988) over
 * distinct patterns. Three kinds of pairs: one customer; different ones; different ones of one home, who agree on what
 * belongs to the home and by chance on the rest. `candidates` are all pairs that may match; the other pairs of `total`
 * count as different. `random` pairs give u, each only as far as it is not of the first kinds. `trustInM`: how many pairs the
 * experience of matches counts for.
 */
function maximise(
  before: readonly Comparison[],
  { candidates, random, total }: Seen,
  trustInM: number,
): Learnt {
  const seen = digited(candidates, before.length)
  const drawn = digited(random, before.length)
  const start = Math.min(0.01, 0.1 * Math.sqrt(2 / total))
  let state: Learnt = { comparisons: before, lambda: start, homes: start }
  for (let round = 0; round < mostRounds; round++) {
    const [matches, homes, strangers] = tally(seen, state, ['match', 'home', 'other']) as [
      Tally,
      Tally,
      Tally,
    ]
    const [others] = tally(drawn, state, ['other']) as [Tally]
    const comparisons = before.map((comparison, at) => ({
      ...comparison,
      levels: comparison.levels.map((level, index) => {
        const place = { comparison, at, index }
        // A second group is rare among random pairs, and whoever is in it is a candidate.
        const u = share(level.group ? strangers : others, place, 'u')
        const h = comparison.ofHome ? { h: share(homes, place, 'h') } : {}
        return { ...level, m: share(matches, { ...place, trust: trustInM }, 'm'), u, ...h }
      }),
    }))
    const next = {
      comparisons,
      lambda: Math.max(1, matches.sum) / total,
      homes: Math.max(1, homes.sum) / total,
    }
    const moved = Math.abs(next.lambda - state.lambda) / state.lambda
    state = next
    if (moved < 1e-5 && round > 10) break
  }
  return state
}

type Digited = Observed & { digits: Uint8Array }

const digited = (observed: readonly Observed[], count: number): Digited[] =>
  observed.map(one => ({ ...one, digits: Uint8Array.from(digitsOf(one.pattern, count)) }))

/** Weights of all digits of all comparisons: log2(m/u) and log2(h/u), at `comparison * patternBase + digit`. */
export type Weights = { start: number; homeStart: number; match: Float64Array; home: Float64Array }

/** The weights of a state, ready to be added up. */
export function weightsOf({ comparisons, lambda, homes }: Learnt): Weights {
  const others = 1 - lambda - homes
  const match = new Float64Array(comparisons.length * patternBase)
  const home = new Float64Array(comparisons.length * patternBase)
  comparisons.forEach(({ levels }, at) =>
    levels.forEach(({ m, u, h = u }, index) => {
      match[at * patternBase + index + 1] = ratio(m, u)
      home[at * patternBase + index + 1] = ratio(h, u)
    }),
  )
  return { start: Math.log2(lambda / others), homeStart: Math.log2(homes / others), match, home }
}

/** log2(p/q), bounded, so that one field never decides alone. */
export const ratio = (p: number, q: number): number =>
  Math.max(-12, Math.min(26, Math.log2(Math.max(p, 1e-9) / Math.max(q, 1e-9))))

/** log2 of the odds of a pattern: `match` that the two are one rather than strangers, `home` that they are of one home. */
export function oddsOf(
  weights: Weights,
  { digits, sharper, homeSharper }: { digits: ArrayLike<number>; sharper: number; homeSharper: number },
): { match: number; home: number } {
  let match = weights.start + sharper + homeSharper
  let home = weights.homeStart + homeSharper
  for (let at = 0; at < digits.length; at++) {
    const index = at * patternBase + (digits[at] ?? 0)
    match += weights.match[index] ?? 0
    home += weights.home[index] ?? 0
  }
  return { match, home }
}

type Kind = 'match' | 'home' | 'other'
type Tally = { levels: Float64Array; sum: number }

function tally(seen: readonly Digited[], state: Learnt, kinds: readonly Kind[]): Tally[] {
  const weights = weightsOf(state)
  const tallies = kinds.map(() => ({
    levels: new Float64Array(state.comparisons.length * patternBase),
    sum: 0,
  }))
  for (const one of seen) {
    const odds = oddsOf(weights, one)
    const match = 2 ** Math.min(60, odds.match)
    const home = 2 ** Math.min(60, odds.home)
    const parts = { match, home, other: 1 }
    for (const [at, kind] of kinds.entries()) {
      const counted = (one.count * parts[kind]) / (1 + match + home)
      const into = tallies[at] as Tally
      into.sum += counted
      for (let place = 0; place < one.digits.length; place++) {
        const index = place * patternBase + (one.digits[place] ?? 0)
        into.levels[index] = (into.levels[index] ?? 0) + counted
      }
    }
  }
  return tallies
}

/** A level's share of its group, with experience counted as so many pairs. */
function share(
  { levels: counts }: Tally,
  place: { comparison: Comparison; at: number; index: number; trust?: number },
  side: 'm' | 'u' | 'h',
): number {
  const { comparison, at, index, trust = prior[side] } = place
  const group = comparison.levels[index]?.group ?? 0
  const experience = (of: number) => {
    const level = comparison.levels[of]
    return level?.[side] ?? 0
  }
  let [sum, priorSum] = [0, 0]
  comparison.levels.forEach((level, of) => {
    if ((level.group ?? 0) !== group) return
    sum += counts[at * patternBase + of + 1] ?? 0
    priorSum += experience(of)
  })
  // Few pairs reach a second group: experience must not drown them.
  const strength = group === 0 || trust > prior[side] ? trust : Math.min(trust, 50)
  const own = counts[at * patternBase + index + 1] ?? 0
  return (own + (experience(index) / priorSum) * strength) / (sum + strength)
}
