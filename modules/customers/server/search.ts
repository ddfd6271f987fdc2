import type { Context } from '../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows } from '../../../platform/database/statement.ts'
import { fold } from '../../../platform/search/fold.ts'
import { likePattern } from '../../../platform/search/like.ts'
import type { Hit } from '../../../platform/search/source.ts'
import { forPeople, tsqueryFor } from '../../../platform/search/words.ts'
import { customerScope } from './access.ts'

type Found = { id: string; name: string; kind: string; city: string | null; matched: string | null }
type Stage = () => Promise<Found[]>

/**
 * Customers by part of a name, e-mail address or telephone number, also mistyped. In stages from the likeliest and
 * cheapest on; a stage runs only while there is room, which is what keeps frequent parts (“an”, “gmail”) fast.
 */
export async function findCustomers(ctx: Context, q: string, limit: number): Promise<Hit[]> {
  const found = new Map<string, Hit>()
  for (const stage of stagesOf(ctx, q.trim(), limit)) {
    if (found.size >= limit) break
    for (const hit of await stage())
      if (found.size < limit && !found.has(hit.id)) found.set(hit.id, hitOf(hit))
  }
  return [...found.values()]
}

function stagesOf(ctx: Context, q: string, limit: number): Stage[] {
  const typed = fold(q)
  const digits = q.replaceAll(/\D/g, '').replace(/^0/, '')
  const value = q.toLowerCase()
  if (typed === '') return []
  const known: Stage = () => byExternalId(ctx, q, limit)
  if (digits.length >= 3 && /^[\d\s+()/.-]+$/.test(q))
    return [
      known,
      () => byValue(ctx, { pattern: likePattern(digits, true), limit }),
      () => byWords(ctx, q, limit),
    ]
  const inside: Stage = () =>
    typed.length >= 3 ? byValue(ctx, { pattern: likePattern(value, true), limit }) : Promise.resolve([])
  if (q.includes('@')) {
    const beginning: Stage = () => byValue(ctx, { pattern: likePattern(value, false), limit })
    return value.startsWith('@') ? [() => byDomain(ctx, value.slice(1), limit), inside] : [beginning, inside]
  }
  const stages: Stage[] = [() => byBeginning(ctx, typed, limit), () => byWords(ctx, q, limit)]
  if (typed.includes(' ')) return stages
  // Ids of other systems have a digit in them; names do not.
  return [...(/\d/.test(q) ? [known] : []), ...stages, () => byDomain(ctx, value, limit), inside]
}

function hitOf({ id, name, kind, city, matched }: Found): Hit {
  return { id, title: name, subtitle: matched ?? city, kind }
}

/** Lists show roots; the words of a root are those of all its family. */
function visible(ctx: Context, sql: SqlWriter): string {
  return `t.merged_into is null and ${customerScope(ctx, { alias: 't', sql })}`
}

async function byBeginning(ctx: Context, typed: string, limit: number): Promise<Found[]> {
  const sql = sqlWriter()
  const text = `select t.id, t.name, t.kind, t.city, null as matched from customers.customer t
    where t.sort_name like ${sql.bind(likePattern(typed, false))} and ${visible(ctx, sql)} order by t.sort_name, t.id limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}

/** Enough candidates that the first names in order are good ones; all of a frequent word would cost too much. */
const mostCandidates = 400

async function byWords(ctx: Context, q: string, limit: number): Promise<Found[]> {
  const query = await tsqueryFor(ctx.db, q, forPeople)
  if (!query) return []
  const sql = sqlWriter()
  const text = `with m as materialized (
      select t.id, t.name, t.kind, t.city, t.sort_name from customers.customer t
      where t.words @@ ${sql.bind(query, 'tsquery')} and ${visible(ctx, sql)} limit ${mostCandidates})
    select id, name, kind, city, null as matched from m order by sort_name, id limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}

async function byValue(
  ctx: Context,
  { pattern, limit }: { pattern: string; limit: number },
): Promise<Found[]> {
  const sql = sqlWriter()
  return contactPoints(ctx, {
    sql,
    condition: `p.value like ${sql.bind(pattern)}`,
    kinds: `p.kind in ('email', 'phone')`,
    limit,
  })
}

/** By the id of another system, as a whole; a record that is part of a family is found as its root. */
async function byExternalId(ctx: Context, given: string, limit: number): Promise<Found[]> {
  const sql = sqlWriter()
  const text = `select t.id, t.name, t.kind, t.city, m.external_id as matched from customers.customer m
    join customers.customer t on t.id = coalesce(m.merged_into, m.id)
    where m.external_id = ${sql.bind(given)} and ${visible(ctx, sql)} order by t.id limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}

async function byDomain(ctx: Context, domain: string, limit: number): Promise<Found[]> {
  const sql = sqlWriter()
  return contactPoints(ctx, {
    sql,
    condition: `split_part(p.value, '@', 2) like ${sql.bind(likePattern(domain, false))}`,
    kinds: `p.kind = 'email'`,
    limit,
  })
}

type Points = { sql: SqlWriter; condition: string; kinds: string; limit: number }

function contactPoints(ctx: Context, { sql, condition, kinds, limit }: Points): Promise<Found[]> {
  const text = `select t.id, t.name, t.kind, t.city, p.value as matched
    from customers.contact_point p join customers.customer m on m.id = p.customer_id
    join customers.customer t on t.id = coalesce(m.merged_into, m.id)
    where ${condition} and ${kinds} and ${visible(ctx, sql)} limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}
