import type { Duck } from '../batch/duck.ts'
import type { Loaded } from '../batch/load.ts'
import { quoted } from '../compare/sql.ts'
import type { BlockingRule } from './rules.ts'

/** Which pairs are of interest: within one set, or across the two sides. */
export type Across = 'within' | 'sides'

/** How a rule did: a large block is left out, since a value that so many share says little and costs its square. */
export type RuleReport = { rule: string; pairs: number; largestBlock: number; leftOutBlocks: number }

const leastBudget = 1_000_000
const pairsPerRecord = 2

/**
 * Fills the table `pair` (`l`, `r`: rids, no pair twice) with what the rules find. Every rule is an equi-join; its blocks
 * are taken from the smallest up to a budget that grows with the number of records, never with its square.
 */
export async function findPairs(
  duck: Duck,
  {
    loaded,
    rules,
    across,
    table = 'record',
  }: { loaded: Loaded; rules: readonly BlockingRule[]; across: Across; table?: string },
): Promise<RuleReport[]> {
  await duck.run(`create or replace table found (pair UBIGINT)`)
  const reports: RuleReport[] = []
  const budget = Math.max(leastBudget, loaded.count * pairsPerRecord)
  let left = Math.max(2_000_000, loaded.count * 5)
  for (const rule of rules) {
    if (!rule.traits.every(trait => trait in loaded.types)) continue
    if (!rule.live && left <= 0) break
    const report = await applyRule(duck, { loaded, rule, across, table, budget })
    left -= report.pairs
    reports.push(report)
  }
  await duck.run(`create or replace table pair as
    select (pair >> 32)::uinteger as l, (pair & 4294967295)::uinteger as r from (select distinct pair from found)`)
  await duck.run('drop table found')
  return reports
}

type Task = { loaded: Loaded; rule: BlockingRule; across: Across; table: string; budget: number }

async function applyRule(duck: Duck, { loaded, rule, across, table, budget }: Task): Promise<RuleReport> {
  await duck.run(`create or replace temp table keyed as ${keysSql(rule, { loaded, table })}`)
  const product =
    across === 'within' ? 'count(*) * (count(*) - 1) // 2' : 'sum(side) * (count(*) - sum(side))'
  await duck.run(
    `create or replace temp table block as select key, count(*) as size, ${product} as pairs from keyed group by key having pairs > 0`,
  )
  const [cut] = await duck.rows(
    `select coalesce(max(size) filter (where upto <= ${budget}), 0)::double as cap,
       coalesce(sum(pairs) filter (where upto <= ${budget}), 0)::double as pairs,
       coalesce(max(size), 0)::double as largest,
       coalesce(sum(blocks) filter (where upto > ${budget}), 0)::double as "leftOut"
     from (select size, sum(pairs) as pairs, count(*) as blocks, sum(sum(pairs)) over (order by size) as upto from block group by size)`,
  )
  const cap = Number(cut?.['cap'] ?? 0)
  const order = across === 'within' ? 'a.rid < b.rid' : 'a.side = 0 and b.side = 1'
  if (cap > 0) {
    await duck.run(
      `insert into found
       select ((a.rid::ubigint << 32) | b.rid) from
         (select keyed.* from keyed join block using (key) where size <= ${cap}) a
         join (select keyed.* from keyed join block using (key) where size <= ${cap}) b
         on a.key = b.key and ${order}`,
    )
  }
  return {
    rule: rule.traits.join(' + '),
    pairs: Number(cut?.['pairs'] ?? 0),
    largestBlock: Number(cut?.['largest'] ?? 0),
    leftOutBlocks: Number(cut?.['leftOut'] ?? 0),
  }
}

/** `rid`, `side` and the hash of the rule's traits; a record with several values of a list has several keys. */
function keysSql({ traits }: BlockingRule, { loaded, table }: { loaded: Loaded; table: string }): string {
  const values = traits.map(trait =>
    loaded.types[trait] === 'list' ? `unnest(${quoted(trait)})` : quoted(trait),
  )
  const known = traits.map(trait => `${quoted(trait)} is not null`)
  const named = values.map((value, at) => `${value} as v${at}`)
  const key = values.map((_, at) => `v${at}`)
  return `select distinct rid, side, hash(${key.join(', ')}) as key
    from (select rid, side, ${named.join(', ')} from ${table} where ${known.join(' and ')})`
}
