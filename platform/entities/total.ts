import { LRUCache } from 'lru-cache'
import type { Db } from '../context.ts'
import { row } from '../database/statement.ts'

/** How long a list is. Beyond 200 rows it is what the planner expects, and says so. */
export type Total = { total: number; exact: boolean }

/**
 * A list without its paging. `everything`: nothing narrows it. `byWords`: it looks for words, of which the planner knows
 * only the frequent ones; it takes a hundred rare words for thousands of rows.
 */
export type Counted = {
  table: string
  where: string
  values: unknown[]
  everything: boolean
  byWords: boolean
}

/** Counting stops here: a count of a thousand scattered rows costs ten times the page it stands above. */
const countLimit = 200
/** Where the planner expects more, nobody counts: it errs by factors, but rarely by five. */
const surelyMany = 5 * countLimit

/**
 * The total of a list: counted as far as it costs no more than the page, beyond that what the planner expects. Who needs
 * it exactly asks for it separately.
 */
export async function totalOf(db: Db, list: Counted): Promise<Total> {
  if (!list.byWords) {
    const expected = await expectedOf(db, list)
    if (expected > surelyMany) return { total: expected, exact: false }
  }
  const text = `select count(*)::int as n from (select 1 from ${list.table} t${list.where} limit ${countLimit + 1}) c`
  const counted = (await row<{ n: number }>(db, text, list.values))?.n ?? 0
  if (counted <= countLimit) return { total: counted, exact: true }
  return { total: Math.max(counted, await freshlyExpected(db, list)), exact: false }
}

/** Estimates move with the statistics of the tables, not with single rows, so they are kept for a minute. */
const kept = new LRUCache<string, number>({ max: 2000, ttl: 60_000 })

async function expectedOf(db: Db, list: Counted): Promise<number> {
  return kept.get(keyOf(list)) ?? (await freshlyExpected(db, list))
}

async function freshlyExpected(db: Db, list: Counted): Promise<number> {
  const expected = list.everything ? await sizeOf(db, list.table) : await plannedRows(db, list)
  kept.set(keyOf(list), expected)
  return expected
}

function keyOf({ table, where, values }: Counted): string {
  return JSON.stringify([table, where, values])
}

/** How many rows the planner expects of a list; it is not run. */
async function plannedRows(db: Db, { table, where, values }: Counted): Promise<number> {
  const text = `explain (format json) select 1 from ${table} t${where}`
  const found = await row<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(db, text, values)
  return found?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}

/** Rows of a table as the planner estimates them: density when last analysed times the pages there are now. */
async function sizeOf(db: Db, table: string): Promise<number> {
  const text = `select case when relpages > 0 then greatest(reltuples, 0) / relpages * pg_relation_size(oid) / current_setting('block_size')::int
    else 0 end::bigint as n from pg_class where oid = $1::regclass`
  return (await row<{ n: number }>(db, text, [table]))?.n ?? 0
}
