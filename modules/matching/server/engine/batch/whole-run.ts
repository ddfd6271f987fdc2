import { rename, rm } from 'node:fs/promises'
import { type Held, cluster } from '../cluster/clusters.ts'
import { largestCluster } from '../cluster/guards.ts'
import { findPairs, type RuleReport } from '../block/pairs.ts'
import { rulesFor } from '../block/rules.ts'
import { answerable } from '../compare/levels-sql.ts'
import type { MatchRecord } from '../record.ts'
import type { Model } from '../weigh/model.ts'
import { observe } from '../weigh/observe.ts'
import { patternsSql } from '../weigh/score-sql.ts'
import { type Veto, vetoNames } from '../weigh/vetoes.ts'
import { type Duck, openDuck } from './duck.ts'
import { type Loaded, load, type Sided, unescaped } from './load.ts'
import { matchSet, type Step } from './match.ts'
import { settle } from './settle.ts'
import { pairsFrom, weigh, type WeighedPairs } from './weigh.ts'

export type RunOptions = {
  /** A folder that keeps what was prepared, so that `new` runs need not read all records again. */
  store?: string
  /** Most records that one cluster may have without a person's word; 20 by default. */
  cap?: number
  /** Most pairs for review that are told, the heaviest; all by default. */
  mostReview?: number
  memoryMiB?: number
  threads?: number
}

/** A pair that a person should look at; `held` is why it was not linked although it is heavy enough. */
export type ReviewPair = { a: string; b: string; weight: number; vetoes: Veto[]; held?: Held }

export type MatchResult = {
  model: Model
  records: number
  /** Pairs that were compared. */
  candidates: number
  rules: RuleReport[]
  /** Ids of records that are one customer, each cluster heavy enough, dense and without a veto. */
  clusters: string[][]
  /** Heaviest first. */
  review: ReviewPair[]
  /** Pairs for review beyond `mostReview`, which are not told. */
  lighter: number
}

type Input = { source: AsyncIterable<readonly MatchRecord[]>; onStep: (step: Step) => void }

const usual = { memoryMiB: 500, threads: 2 }

/** Matches all records with one another and learns the model from them. */
export async function runAll({ source, onStep }: Input, options: RunOptions): Promise<MatchResult> {
  const { store, cap = largestCluster, mostReview } = options
  const making = store === undefined ? undefined : `${store}.making`
  if (making) await rm(making, { recursive: true, force: true })
  const duck = await openDuck({ ...usual, ...options, ...(making ? { keep: making } : {}) })
  let result: MatchResult
  try {
    const matching = await matchSet(duck, { source: onSide(source, 0), onStep, whole: store !== undefined })
    const { model, loaded, candidates, rules, pairs } = matching
    result = {
      model,
      records: loaded.count,
      candidates,
      rules,
      ...(await outcome(duck, { pairs, model, cap, mostReview })),
    }
    if (making) await keep(duck, { model, loaded })
  } finally {
    await duck.close()
  }
  if (store && making) {
    await rm(store, { recursive: true, force: true })
    await rename(making, store)
  }
  return result
}

/**
 * Matches new and changed records with all, with the model as it is; `removed` are ids that no longer count. Needs the
 * store of an earlier run.
 */
export async function runNew(
  { source, onStep }: Input,
  {
    store,
    removed = [],
    cap = largestCluster,
    mostReview,
    ...limits
  }: RunOptions & { store: string; removed?: readonly string[] },
): Promise<MatchResult> {
  const duck = await openDuck({ ...usual, ...limits, keep: store })
  try {
    const kept = await readKept(duck)
    onStep('load')
    const { model } = kept
    const loaded = await arrive(duck, { source, removed, kept })
    onStep('block')
    const rules = await findPairs(duck, {
      loaded,
      rules: rulesFor(model.schema).filter(({ live }) => live),
      across: 'fresh',
    })
    onStep('compare')
    const comparisons = answerable(model.comparisons, loaded.types)
    await duck.run(`create or replace table scored as ${patternsSql('pair', { comparisons, loaded })}`)
    const patterns = await observe(duck, 'select * from scored')
    onStep('weigh')
    await weigh(duck, { comparisons, lambda: model.lambda, homes: model.homes }, patterns)
    const pairs = await pairsFrom(duck, { least: model.thresholds.review, loaded, schema: model.schema })
    const found = await outcome(duck, { pairs, model, cap, mostReview })
    await duck.run('update record set side = 0 where side = 1')
    await keep(duck, { model, loaded })
    const candidates = patterns.reduce((sum, { count }) => sum + count, 0)
    return { model, records: loaded.count, candidates, rules, ...found }
  } finally {
    await duck.close()
  }
}

type Kept = { model: Model; loaded: Loaded }

async function arrive(
  duck: Duck,
  { source, removed, kept }: { source: Input['source']; removed: readonly string[]; kept: Kept },
): Promise<Loaded> {
  const { model, loaded } = kept
  const [last] = await duck.rows('select coalesce(max(rid) + 1, 0)::double as next from record')
  const arrived = await load(duck, onSide(source, 1), {
    schema: model.schema,
    whole: true,
  })
  const comparisons = answerable(model.comparisons, loaded.types)
  await settle(duck, {
    loaded: arrived,
    comparisons,
    known: model.frequencies,
    into: 'arriving',
    firstRid: Number(last?.['next'] ?? 0),
  })
  await duck.run('delete from record where id in (select id from arriving)')
  if (removed.length > 0) {
    const ids = removed.map(id => `'${encodeURIComponent(id).replaceAll("'", "''")}'`)
    await duck.run(`delete from record where id in (${ids.join(', ')})`)
  }
  await duck.run('insert into record by name select * from arriving')
  const [now] = await duck.rows('select count(*)::double as count from record')
  return { ...loaded, count: Number(now?.['count'] ?? 0), sides: [0, arrived.count] }
}

async function* onSide(source: Input['source'], side: 0 | 1): AsyncGenerator<Sided> {
  for await (const records of source) yield { side, records }
}

type Weighed = { pairs: WeighedPairs; model: Model; cap: number; mostReview: number | undefined }

async function outcome(
  duck: Duck,
  { pairs, model, cap, mostReview }: Weighed,
): Promise<Pick<MatchResult, 'clusters' | 'review' | 'lighter'>> {
  const { members, held } = cluster(pairs, { ...model.thresholds, cap })
  const doubtful = inDoubt(pairs, members, model.thresholds.review)
  const told = doubtful.slice(0, mostReview)
  const idOf = new Map<number, string>()
  const sql = 'select rid, id from record where rid in (select l from kept union all select r from kept)'
  for await (const [rids = [], ids = []] of duck.stream(sql)) {
    rids.forEach((rid, at) => idOf.set(rid as number, unescaped(ids[at] as string)))
  }
  const id = (rid: number) => idOf.get(rid) ?? ''
  const review = told.map((at): ReviewPair => {
    const reason = held.get(at)
    return {
      a: id(pairs.left[at] as number),
      b: id(pairs.right[at] as number),
      weight: pairs.weight[at] as number,
      vetoes: vetoNames.filter((_, bit) => (pairs.vetoed[at] as number) & (2 ** bit)),
      ...(reason ? { held: reason } : {}),
    }
  })
  return {
    clusters: [...new Set(members.values())].map(cluster => cluster.map(id)),
    review,
    lighter: doubtful.length - told.length,
  }
}

/** Places of the pairs that are heavy enough to be asked about and not one cluster, heaviest first, then in the order of the records. */
function inDoubt(pairs: WeighedPairs, members: ReadonlyMap<number, unknown>, least: number): number[] {
  const { left, right, weight } = pairs
  const places: number[] = []
  for (let at = 0; at < weight.length; at++) {
    const cluster = members.get(left[at] as number)
    const together = cluster !== undefined && cluster === members.get(right[at] as number)
    if (!together && (weight[at] as number) >= least) places.push(at)
  }
  const by = (values: WeighedPairs['left' | 'right' | 'weight'], a: number, b: number) =>
    (values[a] as number) - (values[b] as number)
  return places.sort((a, b) => by(weight, b, a) || by(left, a, b) || by(right, a, b))
}

async function keep(duck: Duck, kept: Kept): Promise<void> {
  await duck.run('drop view if exists weighted')
  for (const table of ['pair', 'drawn', 'scored', 'weights', 'kept', 'arriving']) {
    await duck.run(`drop table if exists ${table}`)
  }
  await duck.run('create or replace table memory (kept varchar)')
  await duck.run(`insert into memory values ('${JSON.stringify(kept).replaceAll("'", "''")}')`)
}

async function readKept(duck: Duck): Promise<Kept> {
  const [found] = await duck.rows('select kept from memory')
  return JSON.parse(String(found?.['kept'])) as Kept
}
