import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import { customerScope } from '../../../customers/index.ts'

/**
 * The condition that the actor sees the customer whose record this expression names, by the record itself or by the root of its
 * family; `true` where he sees all.
 */
export function seesRecord(ctx: Context, { record, sql }: { record: string; sql: SqlWriter }): string {
  const own = customerScope(ctx, { alias: 'seen', sql })
  if (own === 'true' || own === 'false') return own
  const above = customerScope(ctx, { alias: 'top', sql })
  return `exists (select 1 from customers.v_customer seen
    left join customers.v_customer top on top.id = seen.merged_into
    where seen.id = ${record} and (${own} or ${above}))`
}
