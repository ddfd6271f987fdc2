import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Hit } from '../../../../platform/search/source.ts'
import { opportunityScope } from '../access.ts'

/** Quotes by their number, of the opportunities that the actor sees. */
export async function findQuotes(ctx: Context, q: string, limit: number): Promise<Hit[]> {
  const typed = q.trim()
  if (!/\d/.test(typed)) return []
  const sql = sqlWriter()
  return rows<Hit>(
    ctx.db,
    `select q.id, q.number as title, q.title as subtitle from sales.quote q
       join sales.opportunity t on t.customer_id = q.customer_id and t.id = q.opportunity_id
     where lower(q.number) = lower(${sql.bind(typed, 'text')}) and ${opportunityScope(ctx, { alias: 't', sql })}
     order by q.id limit ${sql.bind(limit, 'int')}`,
    sql.values,
  )
}
