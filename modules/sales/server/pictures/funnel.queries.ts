import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Pictured, StageFigures } from '../../contract/pictures.ts'
import { figureIn, type Frame, frameOf } from './pictured.ts'

type Row = {
  id: string
  name: string
  n: number
  q1: number | null
  median: number | null
  q3: number | null
} & Record<'entered' | 'onward' | 'won' | 'lost' | 'open' | 'back', number>

/** What became of the deals that entered each stage of a pipeline, and for how many days they stayed. */
export async function readFunnel(ctx: Context, asked: Pictured): Promise<{ stages: StageFigures[] }> {
  const frame = await frameOf(ctx, asked)
  const pipeline = frame.sql.bind(frame.pipeline, 'uuid')
  const found = await rows<Row>(
    ctx.db,
    // What became of a deal is said once for each stage: where it stands or ended first, then whether it went on from there.
    `with deals as materialized (select t.customer_id, t.id, t.stage_id, t.outcome from sales.opportunity t where ${frame.deals}),
     visits as (
       select d.id as deal, d.stage_id as stands, d.outcome, v.stage_id, v.entered_at, v.left_at, s.position,
         max(s.position) over (partition by d.id order by v.entered_at, v.id rows between current row and unbounded following) as furthest
       from deals d join sales.stage_visit v on v.customer_id = d.customer_id and v.opportunity_id = d.id
         join sales.stage s on s.id = v.stage_id where v.pipeline_id = ${pipeline}),
     passed as (
       select deal, stage_id, outcome, stands = stage_id as here, bool_or(furthest > position) as further,
         case when bool_and(left_at is not null) then sum(extract(epoch from left_at - entered_at)) / 86400 end as days
       from visits group by deal, stage_id, outcome, stands)
     select s.id, s.name, count(p.deal)::int as entered,
       count(p.deal) filter (where not here and further)::int as onward, count(p.deal) filter (where not here and not further)::int as back,
       count(p.deal) filter (where here and outcome = 'won')::int as won, count(p.deal) filter (where here and outcome = 'lost')::int as lost,
       count(p.deal) filter (where here and outcome is null)::int as open, count(p.days)::int as n,
       percentile_cont(0.25) within group (order by p.days)::float8 as q1, percentile_cont(0.5) within group (order by p.days)::float8 as median,
       percentile_cont(0.75) within group (order by p.days)::float8 as q3
     from sales.stage s left join passed p on p.stage_id = s.id
     where s.pipeline_id = ${pipeline} group by s.id having s.retired_at is null or count(p.deal) > 0 order by s.position, s.id`,
    frame.sql.values,
  )
  return { stages: found.map(row => stageFigures(frame, row)) }
}

function stageFigures(frame: Frame, row: Row): StageFigures {
  const { id, name, n, q1, median, q3 } = row
  const named = (field: string) => [{ field, op: 'eq', value: id } as const]
  const here = named('stage')
  const decided = row.entered - row.open
  return {
    id,
    name,
    entered: figureIn(frame, row.entered, named('@entered')),
    onward: figureIn(frame, row.onward, named('@onward')),
    back: figureIn(frame, row.back, named('@back')),
    won: figureIn(frame, row.won, [...here, { field: 'outcome', op: 'eq', value: 'won' }]),
    lost: figureIn(frame, row.lost, [...here, { field: 'outcome', op: 'eq', value: 'lost' }]),
    open: figureIn(frame, row.open, [...here, { field: 'outcome', op: 'empty' }]),
    conversion: decided > 0 ? (row.onward + row.won) / decided : null,
    days: { n, q1, median, q3 },
  }
}
