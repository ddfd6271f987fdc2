import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { requireCustomer } from '../../../customers/index.ts'
import { opportunityScope } from '../access.ts'

type Use = { entryId: string; opportunity: { id: string; name: string } }

/** Which entries of a customer's timeline served which deals that the actor sees, the newest 500; throws `NotFound`. */
export async function entryUsesOf(ctx: Context, customerId: string): Promise<{ items: Use[] }> {
  await requireCustomer(ctx, customerId)
  const sql = sqlWriter()
  const id = sql.bind(customerId, 'uuid')
  const items = await rows<Use>(
    ctx.db,
    `select u.entry_id as "entryId", json_build_object('id', o.id, 'name', o.name) as opportunity
     from customers.v_customer m join sales.entry_use u on u.customer_id = m.id
     join sales.opportunity o on o.customer_id = u.customer_id and o.id = u.opportunity_id
     where (m.id = ${id} or m.merged_into = ${id}) and ${opportunityScope(ctx, { alias: 'o', sql })} order by u.id desc limit 500`,
    sql.values,
  )
  return { items }
}
