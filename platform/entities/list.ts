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
import type { Context } from '../context.ts'
import { type ListQuery, readListQuery } from './list-query.ts'
import type { RawJson } from '../module.ts'
import { projectionOf, type RecordView } from './projection.ts'
import type { EntityRegistry } from './registry.ts'
import { type Counted, type Total, totalOf } from './total.ts'

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

/** A list as a request asks for it, in text; what is left out is not asked for. */
export type ListText = {
  filter?: string | undefined
  sort?: string | undefined
  limit?: number | undefined
  cursor?: string | undefined
  q?: string | undefined
}

/** What the actor of a context asks of a list of an entity; throws `Invalid` where the text is none. Fifty rows unless said. */
export function listInput(
  ctx: Pick<Context, 'catalogue' | 'actor' | 'now'>,
  entity: string,
  { limit = 50, ...text }: ListText,
): ListInput {
  const { catalogue, actor, now } = ctx
  const query = readListQuery({ ...text, limit })
  return { registry: catalogue.registry(), entity: catalogue.entity(entity), actor, now, query }
}

/** The same with the typed words looked up in the vocabulary, once for all statements of the answer. */
export type PreparedList = ListInput & { looking: Looking }

/** Statement text with its bound values. */
export type Statement = { text: string; values: unknown[] }

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
  const { columns, read } = projectionOf(asked.registry, asked.entity, asked.actor)
  const { found, next, total } = await readPage(db, asked, ids => {
    const { text, values } = recordsOf(asked, ids, columns)
    return rows<Record<string, unknown>>(db, `${text} order by u.n`, values)
  })
  return { items: found?.map(read) ?? [], next, total: total.total, totalIsExact: total.exact }
}

/** The same page as JSON text, as the database wrote it. */
export async function listPage(db: Db, asked: ListInput): Promise<RawJson> {
  const { json } = projectionOf(asked.registry, asked.entity, asked.actor)
  const { found, next, total } = await readPage(db, asked, ids => {
    const { text, values } = recordsOf(asked, ids, `string_agg(${json}::text, ',' order by u.n) as items`)
    return row<{ items: string | null }>(db, keptPlan(text), values)
  })
  return {
    rawJson: `{"items":[${found?.items ?? ''}],"next":${JSON.stringify(next)},"total":${total.total},"totalIsExact":${total.exact}}`,
  }
}

/**
 * The rows of a page by their ids. Ids first, from the sort index alone, then the rows: what a filter passes over costs
 * no visit to the table (2 µs each, ten thousand of them on a page), and this second text, which is long to plan, is the
 * same for every filter, so that its plan is kept. The scope stands in both: between them a row may change hands.
 */
function recordsOf(asked: ListInput, ids: readonly string[], select: string): Statement {
  const sql = sqlWriter()
  const from = `unnest(${sql.bind(ids, 'uuid[]')}) with ordinality u(id, n) join ${asked.entity.table} t on t.id = u.id`
  const scope = scopeCondition({ ...asked, alias: 't', sql })
  return { text: `select ${select} from ${from}${scope ? ` where ${scope}` : ''}`, values: sql.values }
}

/** The ids of a page, then side by side what `fetch` makes of them and the total of the list. */
async function readPage<T>(
  db: Db,
  asked: ListInput,
  fetch: (ids: string[]) => Promise<T>,
): Promise<{ found: T | null; next: string | null; total: Total }> {
  const order = orderOf(asked.entity, asked.actor, asked.query.sort)
  const cursor = asked.query.cursor
    ? readCursor(asked.query.cursor, order.name, { width: order.keys.length })
    : undefined
  const input = await prepareList(db, asked)
  const { marks, known } = await findMarks(db, input, { order, cursor })
  const page = marks.slice(0, input.query.limit)
  const [found, total] = await Promise.all([
    page.length > 0 ? fetch(page.map(mark => mark.id)) : null,
    known ?? totalOf(db, statementParts(input)),
  ])
  const last = marks.length > page.length ? page.at(-1) : undefined
  return { found, next: last ? cursorAt(last, order, total) : null, total }
}

function cursorAt(last: Mark, order: Order, { total, exact }: Total): string {
  const after = order.keys.map((_, i) => last[`k$${i}`] as string | null)
  return writeCursor({ after, sort: order.name, total, exact })
}

type Paging = { order: Order; cursor: Cursor | undefined }
/** The id of a row and its sort values as `k$0`, `k$1` … */
type Mark = { id: string } & Record<string, string | null>

/** Later pages carry the total of the first in their cursor; a list that ends on its first page is counted by it. */
async function findMarks(
  db: Db,
  input: PreparedList,
  paging: Paging,
): Promise<{ marks: Mark[]; known: Total | undefined }> {
  const { cursor } = paging
  if ('words' in input.looking) {
    const total = cursor ?? (await totalOf(db, statementParts(input)))
    return { marks: await marksOf(db, input, { ...paging, materialized: total.exact }), known: total }
  }
  const marks = await marksOf(db, input, { ...paging, materialized: false })
  const complete = !cursor && marks.length <= input.query.limit
  return { marks, known: complete ? { total: marks.length, exact: true } : cursor }
}

/** A list without its paging, as `totalOf` wants it. */
function statementParts(input: PreparedList): Counted {
  const sql = sqlWriter()
  const where = listConditions(input, sql)
  const everything = where.length === (input.entity.hiddenWhen ? 1 : 0)
  const byWords = 'words' in input.looking
  return { table: input.entity.table, where: whereText(where), values: sql.values, everything, byWords }
}

type Fetching = Paging & { materialized: boolean }

async function marksOf(db: Db, input: PreparedList, fetching: Fetching): Promise<Mark[]> {
  const limit = input.query.limit + 1
  const { order, cursor } = fetching
  const read = (part: Omit<ListPart, keyof Fetching>, over: Partial<Fetching> = {}) => {
    const { text, values } = compileList(input, { ...fetching, ...over, ...part })
    // Without filter and words only limit and cursor are bound: the plan is the same for every value.
    const plain = !input.query.filter && !('tsquery' in input.looking) && !('pattern' in input.looking)
    return rows<Mark>(db, plain ? keptPlan(text) : text, values)
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

/** One page, or one of its two segments. */
type ListPart = Fetching & { limit: number; segment: 'all' | 'valued' | 'null' }

/**
 * The SQL that finds one page, or one of its two segments. `materialized`: the words match few rows, so they are fetched
 * first; otherwise the planner may walk the whole sort index for them (863 ms measured).
 */
function compileList(input: PreparedList, part: ListPart): Statement {
  const sql = sqlWriter()
  const where = listConditions(input, sql)
  const table = input.entity.table
  const marks = part.order.keys.map((key, i) => `${key.sql}::text as "k$${i}"`).join(', ')
  const paging = pagingConditions(part, sql)
  const keys = part.segment === 'null' ? part.order.keys.slice(1) : part.order.keys
  const end = `order by ${orderBy({ ...part.order, keys })} limit ${sql.bind(part.limit, 'int')}`
  const text = part.materialized
    ? `with m as materialized (select t.* from ${table} t${whereText(where)}) select t.id, ${marks} from m t${whereText(paging)} ${end}`
    : `select t.id, ${marks} from ${table} t${whereText([...where, ...paging])} ${end}`
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
