import { scopeCondition } from '../../../platform/access/scope.ts'
import type { Context } from '../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows } from '../../../platform/database/statement.ts'
import { fold } from '../../../platform/search/fold.ts'
import type { Hit } from '../../../platform/search/source.ts'
import { tsqueryFor } from '../../../platform/search/words.ts'

type Found = { id: string; name: string; kind: string; city: string | null; matched: string | null }

/**
 * Customers by part of a name, e-mail address or telephone number. What begins like the words comes first, then any
 * name that holds them (or nearly), then contact points that hold them.
 */
export async function findCustomers(ctx: Context, q: string, limit: number): Promise<Hit[]> {
  const typed = fold(q)
  const found = new Map<string, Hit>()
  const take = (hits: readonly Found[]) => {
    for (const hit of hits) if (found.size < limit && !found.has(hit.id)) found.set(hit.id, hitOf(hit))
  }
  const digits = q.replaceAll(/\D/g, '')
  const looksLikeNumber = digits.length >= 3 && /^[\d\s+()/.-]+$/.test(q.trim())
  if (looksLikeNumber) take(await byContactPoint(ctx, digits.replace(/^0+/, ''), limit))
  else if (q.includes('@')) take(await byContactPoint(ctx, q.trim().toLowerCase(), limit))
  else take(await byBeginning(ctx, typed, limit))
  if (found.size < limit) take(await byWords(ctx, q, limit))
  if (
    found.size < limit &&
    !looksLikeNumber &&
    !q.includes('@') &&
    typed.length >= 3 &&
    !typed.includes(' ')
  ) {
    take(await byContactPoint(ctx, typed, limit - found.size))
  }
  return [...found.values()]
}

function hitOf({ id, name, kind, city, matched }: Found): Hit {
  return { id, title: name, subtitle: matched ?? city, kind }
}

function where(ctx: Context, sql: SqlWriter): string {
  const scope = scopeCondition({
    registry: ctx.catalogue.registry(),
    entity: ctx.catalogue.entity('customer'),
    actor: ctx.actor,
    alias: 't',
    sql,
  })
  return `t.merged_into is null${scope ? ` and ${scope}` : ''}`
}

const columns = 't.id, t.name, t.kind, t.city'

async function byBeginning(ctx: Context, typed: string, limit: number): Promise<Found[]> {
  if (!typed) return []
  const sql = sqlWriter()
  const pattern = sql.bind(`${typed.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const text = `select ${columns}, null as matched from customers.customer t where t.sort_name like ${pattern} and ${where(ctx, sql)} order by t.sort_name, t.id limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}

async function byWords(ctx: Context, q: string, limit: number): Promise<Found[]> {
  const query = await tsqueryFor(ctx.db, q)
  if (!query) return []
  const sql = sqlWriter()
  // The inner limit keeps a frequent word cheap: no order is asked of the index, only enough rows.
  const text = `select ${columns}, null as matched from customers.customer t where t.words @@ ${sql.bind(query, 'tsquery')} and ${where(ctx, sql)} limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}

async function byContactPoint(ctx: Context, part: string, limit: number): Promise<Found[]> {
  if (part.length < 3) return []
  const sql = sqlWriter()
  const pattern = sql.bind(`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`)
  const text = `select ${columns}, p.value as matched
    from customers.contact_point p join customers.customer t on t.id = p.customer_id
    where p.value like ${pattern} and p.kind in ('email', 'phone') and ${where(ctx, sql)} limit ${sql.bind(limit)}`
  return rows<Found>(ctx.db, text, sql.values)
}
