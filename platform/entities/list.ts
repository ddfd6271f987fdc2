import type { Actor } from '../access/actor.ts'
import { scopeCondition } from '../access/scope.ts'
import type { Db } from '../context.ts'
import { sqlWriter, type SqlWriter } from '../database/sql-writer.ts'
import { row, rows } from '../database/statement.ts'
import { searchCondition } from '../search/condition.ts'
import { filterCondition } from './condition.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import type { EntityDescriptor, Filter } from './descriptor.ts'
import { afterKeys, afterRow, type Key, type Order, orderBy, orderOf } from './keyset.ts'
import type { ListQuery } from './list-query.ts'
import { projectionOf, type RecordView } from './projection.ts'
import type { EntityRegistry } from './registry.ts'

/** A page of a list. `next` continues it; beyond 2,000 rows `total` is a floor or an estimate and says so. */
export type Page = { items: RecordView[]; next: string | null; total: number; totalIsExact: boolean }

/** Who asks for what. */
export type ListInput = {
  registry: EntityRegistry
  entity: EntityDescriptor
  actor: Actor
  now: Date
  query: ListQuery
}

/** Statement text with its bound values. */
export type Statement = { text: string; values: unknown[] }

/** Counting stops here: nobody reads further, and an exact count of a million rows costs more than the page. */
const countLimit = 2000

/** The conditions of a list apart from paging: what is hidden, whose rows, filter, words. */
export async function listConditions(db: Db, input: ListInput, sql: SqlWriter): Promise<string[]> {
  const { entity, query } = input
  const parts: string[] = []
  if (entity.hiddenWhen) parts.push(`not (${entity.hiddenWhen})`)
  const scope = scopeCondition({ ...input, alias: 't', sql })
  if (scope) parts.push(scope)
  if (query.filter) parts.push(filterCondition(query.filter, { ...input, sql }))
  if (query.q) parts.push(await searchCondition(db, { entity, q: query.q, sql }))
  return parts
}

/** One page by keyset: the cost of page 10,000 is that of page 1. */
export async function listRecords(db: Db, input: ListInput): Promise<Page> {
  const order = orderOf(input.entity, input.actor, input.query.sort)
  const cursor = input.query.cursor
    ? readCursor(input.query.cursor, order.name, order.keys.length)
    : undefined
  const found = await fetchRows(db, input, { order, cursor })
  const total = cursor ?? (await countOf(db, input, found.length))
  const page = found.slice(0, input.query.limit)
  const { read } = projectionOf(input.registry, input.entity, input.actor)
  const last = found.length > page.length ? page.at(-1) : undefined
  const next = last
    ? writeCursor({
        after: order.keys.map((_, i) => last[`k$${i}`] as string | null),
        sort: order.name,
        total: total.total,
        exact: total.exact,
      })
    : null
  return { items: page.map(read), next, total: total.total, totalIsExact: total.exact }
}

type Paging = { order: Order; cursor: Cursor | undefined }

async function fetchRows(db: Db, input: ListInput, paging: Paging): Promise<Record<string, unknown>[]> {
  const wanted = input.query.limit + 1
  const first = paging.order.keys[0] as Key
  if (!paging.order.oneDirection || !first.nullable) {
    const statement = await compileList(db, input, { ...paging, limit: wanted, segment: 'all' })
    return rows(db, statement.text, statement.values)
  }
  // Rows with a value and rows without are read as two ranges of one index: “nulls last” in one statement would sort.
  const inNulls = paging.cursor?.after[0] === null
  const found: Record<string, unknown>[] = []
  if (!inNulls) {
    const statement = await compileList(db, input, { ...paging, limit: wanted, segment: 'valued' })
    found.push(...(await rows<Record<string, unknown>>(db, statement.text, statement.values)))
  }
  if (found.length < wanted) {
    const rest = {
      ...paging,
      cursor: inNulls ? paging.cursor : undefined,
      limit: wanted - found.length,
      segment: 'null' as const,
    }
    const statement = await compileList(db, input, rest)
    found.push(...(await rows<Record<string, unknown>>(db, statement.text, statement.values)))
  }
  return found
}

export type ListPart = Paging & { limit: number; segment: 'all' | 'valued' | 'null' }

/** The SQL of one page, or of one of its two segments. */
export async function compileList(db: Db, input: ListInput, part: ListPart): Promise<Statement> {
  const sql = sqlWriter()
  const { keys, oneDirection } = part.order
  const where = await listConditions(db, input, sql)
  const first = keys[0] as Key
  if (part.segment === 'valued') where.push(`${first.sql} is not null`)
  if (part.segment === 'null') where.push(`${first.sql} is null`)
  if (part.cursor) {
    const after = part.cursor.after
    if (part.segment === 'null') where.push(afterRow(keys.slice(1), after.slice(1), sql))
    else where.push(oneDirection ? afterRow(keys, after, sql) : afterKeys(keys, after, sql))
  }
  const select = projectionOf(input.registry, input.entity, input.actor).sql
  const marks = keys.map((key, i) => `${key.sql}::text as "k$${i}"`).join(', ')
  const order =
    part.segment === 'null' ? orderBy({ ...part.order, keys: keys.slice(1) }) : orderBy(part.order)
  const condition = where.length ? ` where ${where.join(' and ')}` : ''
  const text = `select ${select}, ${marks} from ${input.entity.table} t${condition} order by ${order} limit ${sql.bind(part.limit, 'int')}`
  return { text, values: sql.values }
}

/** The total of a list, counted up to the limit; an unfiltered list of everything is estimated from the catalogue. */
async function countOf(db: Db, input: ListInput, found: number): Promise<{ total: number; exact: boolean }> {
  if (found <= input.query.limit) return { total: found, exact: true }
  const sql = sqlWriter()
  const where = await listConditions(db, input, sql)
  const everything = where.length === (input.entity.hiddenWhen ? 1 : 0)
  const condition = where.length ? ` where ${where.join(' and ')}` : ''
  const text = `select count(*)::int as n from (select 1 from ${input.entity.table} t${condition} limit ${countLimit + 1}) c`
  const counted = (await row<{ n: number }>(db, text, sql.values))?.n ?? 0
  if (counted <= countLimit) return { total: counted, exact: true }
  return {
    total: everything ? Math.max(await estimate(db, input.entity.table), counted) : countLimit,
    exact: false,
  }
}

async function estimate(db: Db, table: string): Promise<number> {
  const found = await row<{ n: number }>(
    db,
    'select greatest(reltuples, 0)::bigint as n from pg_class where oid = $1::regclass',
    [table],
  )
  return found?.n ?? 0
}

/** The exact number of rows a filter matches; asked for separately because it reads them all. */
export async function countRecords(
  db: Db,
  input: Omit<ListInput, 'query'> & { query: Pick<ListQuery, 'filter' | 'q'> },
): Promise<number> {
  const sql = sqlWriter()
  const where = await listConditions(db, { ...input, query: { ...input.query, limit: 1 } }, sql)
  const condition = where.length ? ` where ${where.join(' and ')}` : ''
  return (
    (
      await row<{ n: number }>(
        db,
        `select count(*) as n from ${input.entity.table} t${condition}`,
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
  const scope = scopeCondition({ ...input, alias: 't', sql })
  const { sql: select, read } = projectionOf(input.registry, input.entity, input.actor)
  const text = `select ${select} from ${input.entity.table} t where t.id = ${sql.bind(id, 'uuid')}${scope ? ` and ${scope}` : ''}`
  const found = await row<Record<string, unknown>>(db, text, sql.values)
  return found && read(found)
}

export type { Filter }
