import type { Context } from '../../../../platform/context.ts'
import { column } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { customer } from '../../entities.ts'

export type ShownAddress = Record<'lines' | 'postcode' | 'city' | 'region' | 'country', string | null>

/**
 * What is shown in place of a record: `root` is the id of its family's root, or its own. `values` has every column by the
 * key of its field as JSON gives it, the primary `email` and `phone` among them.
 */
export type Shown = {
  id: string
  root: string
  values: Record<string, unknown>
  custom: Record<string, unknown>
  address: ShownAddress | null
}

const values = customer.fields
  .flatMap(field => (field.column ? [`'${field.key}', r.${column(field.column)}`] : []))
  .join(', ')
const address = ['lines', 'postcode', 'city', 'region', 'country']
  .map(part => `'${part}', p.address ->> '${part}'`)
  .join(', ')

/**
 * What is shown now for these records, in one statement; those that are not there are left out. The address is a primary
 * one of the family, before all one in the place that is shown, then that of the root. No rights are asked: the caller has
 * them.
 */
export function shownValues(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Shown[]> {
  return rows<Shown>(
    ctx.db,
    `select t.id, r.id as root, jsonb_build_object(${values}) as values, r.custom, a.address
     from customers.customer t join customers.customer r on r.id = coalesce(t.merged_into, t.id)
     left join lateral (
       select jsonb_build_object(${address}) as address
       from (select r.id union all select m.id from customers.customer m where m.merged_into = r.id) f
       join customers.contact_point p on p.customer_id = f.id
       where p.kind = 'address'
       order by p.is_primary desc,
         (p.address ->> 'city' is not distinct from r.city and p.address ->> 'postcode' is not distinct from r.postcode) desc,
         (p.customer_id = r.id) desc, p.customer_id, p.id
       limit 1) a on true
     where t.id = any($1::uuid[]) order by t.id`,
    [ids],
  )
}
