import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import { customerScope } from '../../../customers/index.ts'
import type { ChangedDeal, ChangedDealsQuery } from '../../contract/forecast-changes.ts'
import { houseCurrency } from '../house-currency.ts'
import { comparedDeals } from './changes.queries.ts'
import { findLock } from './locks.ts'

const pageSize = 50
const cursorPattern = /^(\d{1,16})\|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

type Page = { items: ChangedDeal[]; next: string | null }

/**
 * The deals behind a reason, those that changed most first. Names are by today's row scope; of a deal that the actor does not see any more
 * only what it counted for is told.
 */
export async function readChangedDeals(ctx: Context, asked: ChangedDealsQuery): Promise<Page> {
  const past = asked.cursor === undefined ? null : cursorPattern.exec(asked.cursor)
  if (asked.cursor !== undefined && !past)
    throw invalid('cursor', 'platform.bad-cursor', 'This cursor was not given out here.')
  const { pipeline, period, lock } = await findLock(ctx, asked)
  if (!lock || !pipeline || lock.currency !== (await houseCurrency(ctx))) return { items: [], next: null }
  const sql = sqlWriter()
  const compared = comparedDeals(ctx, sql, { lock, pipeline, period, asked })
  const chosen = `measure = ${sql.bind(asked.measure)} and reason = ${sql.bind(asked.reason)}`
  const after = past
    ? `and (weight, key) < (${sql.bind(past[1], 'bigint')}, ${sql.bind(past[2], 'uuid')})`
    : ''
  const found = await rows<ChangedDeal & { mark: string }>(
    ctx.db,
    `with ${compared},
     page as (select * from (
         select *, coalesce(locked_id, opportunity_id) as key, case when reason = 'won' then after else abs(after - before) end as weight
         from changed where ${chosen}) c
       where true ${after} order by weight desc, key desc limit ${pageSize + 1})
     select key, weight || '|' || key as mark, before::float8 as before, after::float8 as after, (after - before)::float8 as amount,
       case when seen then json_build_object('id', opportunity_id, 'name', p.name,
         'customer', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end) end as deal,
       case when seen and then_level is not null then ${standing('then_')} end as was,
       case when seen then ${standing('')} end as now
     from page p left join customers.v_customer own on own.id = p.customer_id
       left join customers.v_customer c on c.id = coalesce(own.merged_into, own.id) and ${customerScope(ctx, { alias: 'c', sql })}
     order by weight desc, key desc`,
    sql.values,
  )
  const last = found.length > pageSize ? found[pageSize - 1] : undefined
  return { items: found.slice(0, pageSize).map(({ mark: _, ...item }) => item), next: last?.mark ?? null }
}

/** What a deal was or is, by the columns of that side. */
function standing(side: 'then_' | ''): string {
  const of = (now: string, then = now) => (side ? `p.then_${then}` : `p.${now}`)
  const outcome = side ? "case when p.then_won then 'won' end" : 'p.outcome'
  const owner = of('owner_id', 'owner')
  return `json_build_object('amount', ${of('amount')}, 'currency', ${of('currency')}, 'houseAmount', ${of('house_amount', 'house')},
    'category', ${of('word')}, 'stage', (select s.name from sales.stage s where s.id = ${of('stage_id', 'stage')}),
    'expectedClose', ${of('expected_close', 'close')}, 'outcome', ${outcome},
    'owner', json_build_object('id', ${owner}, 'name', (select u.name from staff.v_user u where u.id = ${owner})))`
}
