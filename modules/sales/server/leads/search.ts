import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { likePattern } from '../../../../platform/search/like.ts'
import type { Hit } from '../../../../platform/search/source.ts'
import { leadScope } from './access.ts'

/** Leads by part of their name or company, or by their number in another system; the newest first. */
export async function findLeads(ctx: Context, q: string, limit: number): Promise<Hit[]> {
  const typed = q.trim()
  // A trigram index finds nothing shorter.
  if (typed.length < 3) return []
  const sql = sqlWriter()
  const pattern = sql.bind(likePattern(typed, true))
  const number = sql.bind(typed)
  const scope = leadScope(ctx, { alias: 't', sql })
  return rows<Hit>(
    ctx.db,
    `select t.id, t.name as title, t.company as subtitle from sales.lead t
     where (t.name ilike ${pattern} or t.company ilike ${pattern} or t.external_id = ${number}) and ${scope}
     order by t.captured_at desc, t.id limit ${sql.bind(limit, 'int')}`,
    sql.values,
  )
}
