import { findPairs, type Across, type RuleReport } from '../block/pairs.ts'
import { rulesFor } from '../block/rules.ts'
import { answerable } from '../compare/levels-sql.ts'
import { customerSchema, type Schema } from '../record.ts'
import { comparisonsFor } from '../weigh/comparisons.ts'
import { type Learnt, learn } from '../weigh/em.ts'
import type { Comparison, Model } from '../weigh/model.ts'
import { drawPairs, observe, totalPairs } from '../weigh/observe.ts'
import { patternsSql } from '../weigh/score-sql.ts'
import { type Chosen, chooseThresholds } from '../weigh/thresholds.ts'
import type { Duck } from './duck.ts'
import { type Loaded, load, type Sided } from './load.ts'
import { settle } from './settle.ts'
import { histogramOf, pairsFrom, weigh, type WeighedPairs } from './weigh.ts'

export type Step = 'load' | 'count' | 'block' | 'compare' | 'learn' | 'weigh'

export type Matching = {
  model: Model
  chosen: Chosen
  loaded: Loaded
  rules: RuleReport[]
  candidates: number
  /** All pairs from the lower of the review and the balanced threshold on. */
  pairs: WeighedPairs
}

export type MatchSet = {
  source: AsyncIterable<Sided>
  schema?: Schema
  across?: Across
  /** The table keeps all traits, so that records can be added later. */
  whole?: boolean
  /** Pairs are given from this weight on, if the thresholds do not ask for lower ones. */
  least?: number
  onStep?: (step: Step) => void
}

/** Matches a whole set and learns its model; everything happens in `duck`, whose table `record` has the ids of the rids. */
export async function matchSet(
  duck: Duck,
  {
    source,
    schema = customerSchema,
    across = 'within',
    least = 0,
    whole = false,
    onStep = () => {},
  }: MatchSet,
): Promise<Matching> {
  onStep('load')
  const loaded = await load(duck, source, { schema, whole })
  const all = comparisonsFor(schema)
  const comparisons = answerable(all, loaded.types)
  onStep('count')
  const frequencies = await settle(duck, { loaded, comparisons })
  onStep('block')
  const rules = await findPairs(duck, { loaded, rules: rulesFor(schema), across })
  onStep('compare')
  const learnt = await learnFrom(duck, { loaded, comparisons, across, onStep })
  const chosen = chooseThresholds(await histogramOf(duck))
  const pairs = await pairsFrom(duck, {
    least: Math.min(least, chosen.review, chosen.balanced),
    loaded,
    schema,
  })
  const model: Model = {
    version: 1,
    basis: 'learnt',
    schema,
    records: loaded.count,
    lambda: learnt.lambda,
    homes: learnt.homes,
    comparisons: all.map(prior => learnt.comparisons.find(({ name }) => name === prior.name) ?? prior),
    frequencies,
    thresholds: { review: chosen.review, link: chosen.link },
  }
  return { model, chosen, loaded, rules, candidates: learnt.candidates, pairs }
}

async function learnFrom(
  duck: Duck,
  {
    loaded,
    comparisons,
    across,
    onStep,
  }: {
    loaded: Loaded
    comparisons: readonly Comparison[]
    across: Across
    onStep: (step: Step) => void
  },
): Promise<Learnt & { candidates: number }> {
  const sql = (pairs: string) => patternsSql(pairs, { comparisons, loaded })
  await drawPairs(duck, { loaded, across })
  const random = await observe(duck, sql('drawn'))
  await duck.run(`create or replace table scored as ${sql('pair')}`)
  const candidates = await observe(duck, 'select * from scored')
  onStep('learn')
  const learnt = learn(comparisons, { candidates, random, total: totalPairs(loaded, across) })
  onStep('weigh')
  await weigh(duck, learnt, candidates)
  return { ...learnt, candidates: candidates.reduce((sum, { count }) => sum + count, 0) }
}
