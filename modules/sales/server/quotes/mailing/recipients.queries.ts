import type { Context } from '../../../../../platform/context.ts'
import { sqlWriter } from '../../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../../platform/database/statement.ts'
import { customerScope } from '../../../../customers/index.ts'
import type { QuoteKey } from '../access.ts'

export type Addressee = { address: string; name: string; customer: boolean }

/**
 * Who may be written to about a deal, of those whom the actor sees: its people first, then the customer, then who belongs to him.
 * Each address once; one that could not be read is left out.
 */
export async function recipientsOf(
  ctx: Context,
  { customerId, opportunityId }: QuoteKey,
): Promise<Addressee[]> {
  const sql = sqlWriter()
  const customer = sql.bind(customerId, 'uuid')
  const opportunity = sql.bind(opportunityId, 'uuid')
  const text = `with family as (
      select m.id from customers.v_customer c join customers.v_customer m
        on m.id = coalesce(c.merged_into, c.id) or m.merged_into = coalesce(c.merged_into, c.id)
      where c.id = ${customer}),
    people as (
      select i.person_id as id, 1 as place from sales.involvement i
        where i.customer_id = ${customer} and i.opportunity_id = ${opportunity} and i.person_id is not null
      union all select f.id, 2 from family f
      union all select r.other_id, 3 from customers.v_relationship r join family f on f.id = r.customer_id where r.to_date is null
      union all select r.customer_id, 3 from customers.v_relationship r join family f on f.id = r.other_id where r.to_date is null)
    select x.address, x.name, x.customer from (
      select distinct on (lower(k.value)) k.value as address, t.name, p.place, k.is_primary, p.place = 2 and t.kind <> 'person' as customer
      from people p join customers.v_customer t on t.id = p.id
        join customers.v_contact_point k on k.customer_id = t.id and k.kind = 'email' and k.problem is null
      where ${customerScope(ctx, { alias: 't', sql })}
      order by lower(k.value), p.place, k.is_primary desc) x
    order by x.place, x.is_primary desc, x.name, x.address limit 50`
  return rows<Addressee>(ctx.db, text, sql.values)
}
