import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Pictured, PictureFunnel, StageFigures } from '../../contract/pictures.ts'
import { figureIn, type Frame, frameOf } from './pictured.ts'
import { type Drawn, readStays, type Stays } from './stays.queries.ts'

type Row = { id: string; name: string; deals: number } & Record<
  'entered' | 'onward' | 'won' | 'lost' | 'open' | 'back',
  number
>

/** What became of the deals that entered each stage of a pipeline, and for how many days they stayed. */
export async function readFunnel(ctx: Context, asked: Pictured): Promise<PictureFunnel> {
  const frame = await frameOf(ctx, asked)
  const drawn = { ...frame, bound: frame.sql.bind(frame.pipeline, 'uuid') }
  const found = await readCourses(ctx, drawn)
  const { stages, oneIn } = await readStays(ctx, drawn, found[0]?.deals ?? 0)
  return { stages: found.map(row => stageFigures(frame, row, stages.get(row.id))), staysOfOneIn: oneIn }
}

/**
 * Deals are counted by the course they took, of which there are few; where each course went on and where it stands is worked out
 * once. What became of a deal is said once for each stage: where it stands or ended first, then whether it went on from there.
 */
function readCourses(ctx: Context, { sql, deals, bound: pipeline }: Drawn): Promise<Row[]> {
  return rows<Row>(
    ctx.db,
    `with taken as materialized (select t.course, t.outcome, count(*) as n from sales.opportunity t where ${deals} group by 1, 2),
     steps as (
       select c.course, c.outcome, c.n, s.id as stage_id, s.position, at.nth = cardinality(way.numbers) as last,
         max(s.position) over (partition by c.course, c.outcome order by at.nth rows between current row and unbounded following) as furthest
       from taken c cross join lateral (select string_to_array(c.course, '>')::int[] as numbers) way
         cross join lateral unnest(way.numbers) with ordinality at(number, nth)
         join sales.stage s on s.number = at.number and s.pipeline_id = ${pipeline}),
     passed as (
       select stage_id, outcome, n, bool_or(last) as here, bool_or(furthest > position) as further
       from steps group by course, outcome, n, stage_id)
     select s.id, s.name, (select coalesce(sum(n), 0) from taken)::int as deals, coalesce(sum(p.n), 0)::int as entered,
       ${sumOf('not here and further', 'onward')}, ${sumOf('not here and not further', 'back')}, ${sumOf("here and outcome = 'won'", 'won')},
       ${sumOf("here and outcome = 'lost'", 'lost')}, ${sumOf('here and outcome is null', 'open')}
     from sales.stage s left join passed p on p.stage_id = s.id
     where s.pipeline_id = ${pipeline} group by s.id having s.retired_at is null or count(p.n) > 0 order by s.position, s.id`,
    sql.values,
  )
}

const sumOf = (which: string, name: string) => `coalesce(sum(p.n) filter (where ${which}), 0)::int as ${name}`

function stageFigures(frame: Frame, row: Row, days: Stays | undefined): StageFigures {
  const { id, name } = row
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
    days: days ?? { n: 0, q1: null, median: null, q3: null },
  }
}
