import type { Context } from '../../../platform/context.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows } from '../../../platform/database/statement.ts'
import { likePattern } from '../../../platform/search/like.ts'
import type { Hit } from '../../../platform/search/source.ts'
import { opportunityScope } from './access.ts'

/** Opportunities by part of their name, or by their number in another system; open ones first. */
export async function findOpportunities(ctx: Context, q: string, limit: number): Promise<Hit[]> {
  const typed = q.trim()
  // A trigram index finds nothing shorter.
  if (typed.length < 3) return []
  const sql = sqlWriter()
  const pattern = sql.bind(likePattern(typed, true))
  const scope = opportunityScope(ctx, { alias: 't', sql })
  return rows<Hit>(
    ctx.db,
    `select t.id, t.name as title, (select c.name from customers.v_customer c where c.id = t.customer_id) as subtitle
     from sales.opportunity t where (t.name ilike ${pattern} or t.external_id = ${sql.bind(typed)}) and ${scope}
     order by t.closed_at is not null, t.opened_at desc, t.id limit ${sql.bind(limit, 'int')}`,
    sql.values,
  )
}
