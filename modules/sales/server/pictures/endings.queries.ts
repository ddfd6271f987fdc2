import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Cohort, Pictured, ReasonFigures } from '../../contract/pictures.ts'
import { dayAfter, figureIn, frameOf } from './pictured.ts'

type ReasonRow = { outcome: 'won' | 'lost'; id: string | null; name: string | null; n: number; value: number }

/** Why deals were won and lost, the most frequent first. */
export async function readReasons(ctx: Context, asked: Pictured): Promise<{ reasons: ReasonFigures[] }> {
  const frame = await frameOf(ctx, asked)
  const found = await rows<ReasonRow>(
    ctx.db,
    `select e.outcome, e.reason_id as id, r.name, count(*)::int as n, coalesce(sum(t.house_amount), 0)::float8 as value
     from sales.opportunity t join sales.closure e on e.customer_id = t.customer_id and e.opportunity_id = t.id
     left join sales.closing_reason r on r.id = e.reason_id where ${frame.deals} group by 1, 2, 3 order by 1 desc, 4 desc, 3`,
    frame.sql.values,
  )
  return {
    reasons: found.map(({ n, ...reason }) => ({
      ...reason,
      deals: figureIn(frame, n, [
        { field: 'outcome', op: 'eq', value: reason.outcome },
        { field: '@reason', op: 'eq', value: reason.id ?? 'none' },
      ]),
    })),
  }
}

type CohortRow = { month: string; opened: number; won: number; lost: number; open: number }

/** What became of the deals opened in each month (of UTC), oldest first. */
export async function readCohorts(ctx: Context, asked: Pictured): Promise<{ months: Cohort[] }> {
  const frame = await frameOf(ctx, asked)
  const found = await rows<CohortRow>(
    ctx.db,
    `select to_char(t.opened_at at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as opened,
       count(*) filter (where t.outcome = 'won')::int as won, count(*) filter (where t.outcome = 'lost')::int as lost,
       count(*) filter (where t.outcome is null)::int as open
     from sales.opportunity t where ${frame.deals} group by 1 order by 1`,
    frame.sql.values,
  )
  return {
    months: found.map(({ month, opened, won, lost, open }) => {
      const within = [
        { field: 'openedAt', op: 'gte', value: `${month}-01T00:00:00.000Z` } as const,
        { field: 'openedAt', op: 'lt', value: dayAfter(month) } as const,
      ]
      return {
        month,
        opened: figureIn(frame, opened, within),
        won: figureIn(frame, won, [...within, { field: 'outcome', op: 'eq', value: 'won' }]),
        lost: figureIn(frame, lost, [...within, { field: 'outcome', op: 'eq', value: 'lost' }]),
        open: figureIn(frame, open, [...within, { field: 'outcome', op: 'empty' }]),
        winRate: won + lost > 0 ? won / (won + lost) : null,
      }
    }),
  }
}
