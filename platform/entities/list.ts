import type { Actor } from '../access/actor.ts'
import { scopeCondition } from '../access/scope.ts'
import type { Db } from '../context.ts'
import { keptPlan } from '../database/prepared.ts'
import { type SqlWriter, sqlWriter } from '../database/sql-writer.ts'
import { row, rows } from '../database/statement.ts'
import { type Looking, lookFor, searchCondition } from '../search/condition.ts'
import { filterCondition } from './condition.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import type { EntityDescriptor } from './descriptor.ts'
import { afterKeys, afterRow, type Key, type Order, orderBy, orderOf } from './keyset.ts'
import type { ListQuery } from './list-query.ts'
import type { RawJson } from '../module.ts'
import { projectionOf, type RecordView } from './projection.ts'
import type { EntityRegistry } from './registry.ts'

/** A page of a list. `next` continues it; beyond 200 rows `total` is an estimate and says so. */
export type Page = { items: RecordView[]; next: string | null; total: number; totalIsExact: boolean }

/** Who asks for what. */
export type ListInput = {
  registry: EntityRegistry
  entity: EntityDescriptor
  actor: Actor
  now: Date
  query: ListQuery
}

/** The same with the typed words looked up in the vocabulary, once for all statements of the answer. */
export type PreparedList = ListInput & { looking: Looking }

/** Statement text with its bound values. */
export type Statement = { text: string; values: unknown[] }

/** Counting stops here: a count of a thousand scattered rows costs ten times the page it stands above. */
const countLimit = 200

/** Looks the typed words up. */
export async function prepareList(db: Db, input: ListInput): Promise<PreparedList> {
  return { ...input, looking: await lookFor(db, input.entity, input.query.q) }
}

/** The conditions of a list apart from paging: what is hidden, whose rows, filter, words. */
export function listConditions(input: PreparedList, sql: SqlWriter): string[] {
  const { entity, query, looking } = input
  const parts: string[] = []
  if (entity.hiddenWhen) parts.push(`not (${entity.hiddenWhen})`)
  const scope = scopeCondition({ ...input, alias: 't', sql })
  if (scope) parts.push(scope)
  if (query.filter) parts.push(filterCondition(query.filter, { ...input, sql }))
  const words = searchCondition(looking, sql)
  if (words) parts.push(words)
  return parts
}

function whereText(conditions: readonly string[]): string {
  return conditions.length ? ` where ${conditions.join(' and ')}` : ''
}

/** One page by keyset: the cost of page 10,000 is that of page 1. */
export async function listRecords(db: Db, asked: ListInput): Promise<Page> {
  const { page, next, total } = await readPage(db, asked, 'columns')
  const { read } = projectionOf(asked.registry, asked.entity, asked.actor)
  return { items: page.map(read), next, total: total.total, totalIsExact: total.exact }
}

/** The same page as JSON text, as the database wrote it. */
export async function listPage(db: Db, asked: ListInput): Promise<RawJson> {
  const { page, next, total } = await readPage(db, asked, 'json')
  const items = page.map(row => row.record as string).join(',')
  return {
    rawJson: `{"items":[${items}],"next":${JSON.stringify(next)},"total":${total.total},"totalIsExact":${total.exact}}`,
  }
}

async function readPage(db: Db, asked: ListInput, shape: Shape) {
  const order = orderOf(asked.entity, asked.actor, asked.query.sort)
  const cursor = asked.query.cursor
    ? readCursor(asked.query.cursor, order.name, order.keys.length)
    : undefined
  const input = await prepareList(db, asked)
  const { found, total } = await pageAndTotal(db, input, { order, cursor, shape })
  const page = found.slice(0, input.query.limit)
  const last = found.length > page.length ? page.at(-1) : undefined
  return { page, total, next: last ? cursorAt(last, order, total) : null }
}

function cursorAt(last: Record<string, unknown>, order: Order, { total, exact }: Total): string {
  const after = order.keys.map((_, i) => last[`k$${i}`] as string | null)
  return writeCursor({ after, sort: order.name, total, exact })
}

type Total = { total: number; exact: boolean }
type Shape = 'columns' | 'json'
type Paging = { order: Order; cursor: Cursor | undefined; shape: Shape }
type Rows = Record<string, unknown>[]

/** Later pages carry the total of the first in their cursor. Page and count run side by side, on two connections. */
async function pageAndTotal(
  db: Db,
  input: PreparedList,
  paging: Paging,
): Promise<{ found: Rows; total: Total }> {
  const { cursor } = paging
  const few = 'words' in input.looking
  if (few) {
    const total = cursor ?? (await countUpTo(db, input))
    return { found: await fetchRows(db, input, { ...paging, materialized: total.exact }), total }
  }
  const [found, counted] = await Promise.all([
    fetchRows(db, input, { ...paging, materialized: false }),
    cursor ?? countUpTo(db, input),
  ])
  const complete = !cursor && found.length <= input.query.limit
  return { found, total: complete ? { total: found.length, exact: true } : counted }
}

type Fetching = Paging & { materialized: boolean }

async function fetchRows(db: Db, input: PreparedList, fetching: Fetching): Promise<Rows> {
  const limit = input.query.limit + 1
  const { order, cursor } = fetching
  const read = (part: Omit<ListPart, keyof Fetching>, over: Partial<Fetching> = {}) => {
    const { text, values } = compileList(input, { ...fetching, ...over, ...part })
    // Without filter and words only limit and cursor are bound: the plan is the same for every value.
    const plain = !input.query.filter && !('tsquery' in input.looking) && !('pattern' in input.looking)
    return rows<Record<string, unknown>>(db, plain ? keptPlan(text) : text, values)
  }
  const first = order.keys[0] as Key
  if (!order.oneDirection || !first.nullable) return read({ limit, segment: 'all' })
  // Rows with a value and rows without are two ranges of one index: “nulls last” in one statement would sort them all.
  if (cursor?.after[0] === null) return read({ limit, segment: 'null' })
  const valued = await read({ limit, segment: 'valued' })
  if (valued.length === limit) return valued
  return [
    ...valued,
    ...(await read({ limit: limit - valued.length, segment: 'null' }, { cursor: undefined })),
  ]
}

export type ListPart = Fetching & { limit: number; segment: 'all' | 'valued' | 'null' }

/**
 * The SQL of one page, or of one of its two segments. `materialized`: the words match few rows, so they are fetched
 * first; otherwise the planner may walk the whole sort index for them (863 ms measured).
 */
export function compileList(input: PreparedList, part: ListPart): Statement {
  const sql = sqlWriter()
  const where = listConditions(input, sql)
  const table = input.entity.table
  const { columns, json } = projectionOf(input.registry, input.entity, input.actor)
  const select = part.shape === 'json' ? `${json}::text as record` : columns
  const marks = part.order.keys.map((key, i) => `${key.sql}::text as "k$${i}"`).join(', ')
  const paging = pagingConditions(part, sql)
  const keys = part.segment === 'null' ? part.order.keys.slice(1) : part.order.keys
  const end = `order by ${orderBy({ ...part.order, keys })} limit ${sql.bind(part.limit, 'int')}`
  const text = part.materialized
    ? `with m as materialized (select t.* from ${table} t${whereText(where)}) select ${select}, ${marks} from m t${whereText(paging)} ${end}`
    : `select ${select}, ${marks} from ${table} t${whereText([...where, ...paging])} ${end}`
  return { text, values: sql.values }
}

function pagingConditions({ order, cursor, segment }: ListPart, sql: SqlWriter): string[] {
  const first = order.keys[0] as Key
  const parts: string[] = []
  if (segment === 'valued') parts.push(`${first.sql} is not null`)
  if (segment === 'null') parts.push(`${first.sql} is null`)
  if (!cursor) return parts
  if (segment === 'null') return [...parts, afterRow(order.keys.slice(1), cursor.after.slice(1), sql)]
  return [
    ...parts,
    order.oneDirection ? afterRow(order.keys, cursor.after, sql) : afterKeys(order.keys, cursor.after, sql),
  ]
}

/**
 * The total of a list: counted as far as it costs no more than the page, beyond that what the planner expects. Who needs
 * it exactly asks for it separately.
 */
async function countUpTo(db: Db, input: PreparedList): Promise<Total> {
  const sql = sqlWriter()
  const where = listConditions(input, sql)
  const table = input.entity.table
  if (where.length === (input.entity.hiddenWhen ? 1 : 0)) {
    const total = await estimate(db, table)
    if (total > countLimit) return { total, exact: false }
  }
  const from = `from ${table} t${whereText(where)}`
  const text = `select count(*)::int as n from (select 1 ${from} limit ${countLimit + 1}) c`
  const counted = (await row<{ n: number }>(db, text, sql.values))?.n ?? 0
  if (counted <= countLimit) return { total: counted, exact: true }
  return { total: Math.max(counted, await expected(db, `select 1 ${from}`, sql.values)), exact: false }
}

/** How many rows the planner expects of a statement; it is not run. */
async function expected(db: Db, text: string, values: unknown[]): Promise<number> {
  const found = await row<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    db,
    `explain (format json) ${text}`,
    values,
  )
  return found?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}

/** Rows of a table as the planner estimates them: density when last analysed times the pages there are now. */
async function estimate(db: Db, table: string): Promise<number> {
  const text = `select case when relpages > 0 then greatest(reltuples, 0) / relpages * pg_relation_size(oid) / current_setting('block_size')::int
    else 0 end::bigint as n from pg_class where oid = $1::regclass`
  return (await row<{ n: number }>(db, text, [table]))?.n ?? 0
}

/** The exact number of rows a filter matches; asked for separately because it reads them all. */
export async function countRecords(db: Db, input: ListInput): Promise<number> {
  const prepared = await prepareList(db, input)
  const sql = sqlWriter()
  const where = listConditions(prepared, sql)
  return (
    (
      await row<{ n: number }>(
        db,
        `select count(*) as n from ${input.entity.table} t${whereText(where)}`,
        sql.values,
      )
    )?.n ?? 0
  )
}

/** One record as this actor may see it, or undefined. */
export async function findRecord(
  db: Db,
  input: Omit<ListInput, 'query'>,
  id: string,
): Promise<RecordView | undefined> {
  const sql = sqlWriter()
  const conditions = [`t.id = ${sql.bind(id, 'uuid')}`]
  const scope = scopeCondition({ ...input, alias: 't', sql })
  if (scope) conditions.push(scope)
  const { columns: select, read } = projectionOf(input.registry, input.entity, input.actor)
  const text = keptPlan(`select ${select} from ${input.entity.table} t${whereText(conditions)}`)
  const found = await row<Record<string, unknown>>(db, text, sql.values)
  return found && read(found)
}

/** The same record as JSON text, with its version for the ETag. */
export async function findRecordJson(
  db: Db,
  input: Omit<ListInput, 'query'>,
  id: string,
): Promise<RawJson | undefined> {
  const sql = sqlWriter()
  const conditions = [`t.id = ${sql.bind(id, 'uuid')}`]
  const scope = scopeCondition({ ...input, alias: 't', sql })
  if (scope) conditions.push(scope)
  const { json } = projectionOf(input.registry, input.entity, input.actor)
  const text = keptPlan(
    `select ${json}::text as record, t.version from ${input.entity.table} t${whereText(conditions)}`,
  )
  const found = await row<{ record: string; version: number }>(db, text, sql.values)
  return found && { rawJson: found.record, version: found.version }
}
