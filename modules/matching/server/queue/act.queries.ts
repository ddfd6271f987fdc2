import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { matchingContract } from '../../contract.ts'
import { seen } from '../sight.ts'

type OfAct = ReplyOf<(typeof matchingContract)['act']>

/** How many records of an act wait in a pair of which the actor sees both ends, and whether all of them were compared. */
export async function ofAct(ctx: Context, batchId: string): Promise<OfAct> {
  const sql = sqlWriter()
  const batch = sql.bind(batchId, 'uuid')
  const found = await row<OfAct>(
    ctx.db,
    `with made as (select distinct root_id as id from platform.change where batch_id = ${batch} and entity = 'customer' and action = 'created'),
       waiting as (
         select m.id, p.customer_id, p.other_id from made m join matching.pair p on p.customer_id = m.id where p.settled_at is null
         union select m.id, p.customer_id, p.other_id from made m join matching.pair p on p.other_id = m.id where p.settled_at is null),
       visible as (
         select w.* from waiting w join customers.v_customer c on c.id = w.customer_id join customers.v_customer o on o.id = w.other_id
         where ${seen(ctx, { alias: 'c', sql })} and ${seen(ctx, { alias: 'o', sql })})
     select coalesce((select u.records from matching.catch_up u where u.batch_id = ${batch}), 0) as touched,
       coalesce((select u.compared from matching.catch_up u where u.batch_id = ${batch}), 0) as compared,
       count(distinct id)::int as records, count(distinct (customer_id, other_id))::int as pairs,
       not exists (select 1 from matching.catch_up u where u.batch_id = ${batch} and u.ended_at is null)
         and not exists (select 1 from platform.event e, platform.event_reader r
           where e.root_id in (select i.id from platform.import i where i.batch_id = ${batch}) and e.kind = 'customer.imported'
             and r.name = 'matching.keys.customer.imported' and (e.xid, e.id) > (r.xid, r.id)) as followed
     from visible`,
    sql.values,
  )
  return found ?? { records: 0, pairs: 0, followed: true, touched: 0, compared: 0 }
}
