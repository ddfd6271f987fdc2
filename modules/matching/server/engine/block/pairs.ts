import type { Duck } from '../batch/duck.ts'
import type { Loaded } from '../batch/load.ts'
import { quoted } from '../compare/sql.ts'
import type { BlockingRule } from './rules.ts'

/** Which pairs are of interest: within one set; across the two sides; or all that have a record of side 1. */
export type Across = 'within' | 'sides' | 'fresh'

/** How a rule did: a large block is left out, since a value that so many share says little and costs its square. */
export type RuleReport = { rule: string; pairs: number; largestBlock: number; leftOutBlocks: number }

/** Most pairs of one rule, and of all rules that are not live, by record; small sets may have more. */
const perRecord = { live: 2, batch: 1, together: 4 }
const least = { rule: 1_000_000, together: 2_000_000 }

/**
 * Fills the table `pair` (`l`, `r`: rids, no pair twice) with what the rules find. Every rule is an equi-join; its blocks
 * are taken from the smallest up to a budget that grows with the number of records, never with its square.
 */
export async function findPairs(
  duck: Duck,
  { loaded, rules, across }: { loaded: Loaded; rules: readonly BlockingRule[]; across: Across },
): Promise<RuleReport[]> {
  await duck.run(`create or replace table found (pair UBIGINT)`)
  const reports: RuleReport[] = []
  let left = Math.max(least.together, loaded.count * perRecord.together)
  for (const rule of rules) {
    if (!rule.traits.every(trait => trait in loaded.types)) continue
    if (!rule.live && left <= 0) break
    const budget = Math.max(least.rule, loaded.count * (rule.live ? perRecord.live : perRecord.batch))
    const report = await applyRule(duck, { loaded, rule, across, budget })
    left -= report.pairs
    reports.push(report)
  }
  await duck.run(`create or replace table pair as
    select (pair >> 32)::uinteger as l, (pair & 4294967295)::uinteger as r from (select distinct pair from found)`)
  await duck.run('drop table found')
  return reports
}

type Task = { loaded: Loaded; rule: BlockingRule; across: Across; budget: number }

async function applyRule(duck: Duck, { loaded, rule, across, budget }: Task): Promise<RuleReport> {
  await duck.run(`create or replace temp table keyed as ${keysSql(rule, { loaded, across })}`)
  await duck.run(
    `create or replace temp table block as select key, count(*) as size, ${products[across]} as pairs from keyed group by key having pairs > 0`,
  )
  const [cut] = await duck.rows(
    `select coalesce(max(size) filter (where upto <= ${budget}), 0)::double as cap,
       coalesce(sum(pairs) filter (where upto <= ${budget}), 0)::double as pairs,
       coalesce(max(size), 0)::double as largest,
       coalesce(sum(blocks) filter (where upto > ${budget}), 0)::double as "leftOut"
     from (select size, sum(pairs) as pairs, count(*) as blocks, sum(sum(pairs)) over (order by size) as upto from block group by size)`,
  )
  const cap = Number(cut?.['cap'] ?? 0)
  if (cap > 0) {
    await duck.run(
      `insert into found
       select ((a.rid::ubigint << 32) | b.rid) from
         (select keyed.* from keyed join block using (key) where size <= ${cap}) a
         join (select keyed.* from keyed join block using (key) where size <= ${cap}) b
         on a.key = b.key and ${orders[across]}`,
    )
  }
  return {
    rule: rule.traits.join(' + '),
    pairs: Number(cut?.['pairs'] ?? 0),
    largestBlock: Number(cut?.['largest'] ?? 0),
    leftOutBlocks: Number(cut?.['leftOut'] ?? 0),
  }
}

/** How many pairs a block gives. */
const products: Record<Across, string> = {
  within: 'count(*) * (count(*) - 1) // 2',
  sides: 'sum(side) * (count(*) - sum(side))',
  fresh: 'sum(side) * (count(*) - sum(side)) + sum(side) * (sum(side) - 1) // 2',
}

const orders: Record<Across, string> = {
  within: 'a.rid < b.rid',
  sides: 'a.side = 0 and b.side = 1',
  fresh: 'a.side = 1 and (b.side = 0 or a.rid < b.rid)',
}

/** `rid`, `side` and the hash of the rule's traits; a record with several values of a list has several keys. */
function keysSql({ traits }: BlockingRule, { loaded, across }: { loaded: Loaded; across: Across }): string {
  const isList = (trait: string) => loaded.types[trait] === 'list'
  const known = traits.map(trait => `${quoted(trait)} is not null`)
  const values = traits.map(
    (trait, at) => `${isList(trait) ? `unnest(${quoted(trait)})` : quoted(trait)} as v${at}`,
  )
  const key = `hash(${traits.map((_, at) => `v${at}`).join(', ')}) as key`
  const of = (where: string) =>
    `select ${traits.some(isList) ? 'distinct ' : ''}rid, side, ${key}
     from (select rid, side, ${values.join(', ')} from record where ${[...known, ...(where ? [where] : [])].join(' and ')})`
  if (across !== 'fresh') return of('')
  return `with fresh as materialized (${of('side = 1')})
    select * from fresh union all select * from (${of('side = 0')}) old where old.key in (select key from fresh)`
}
