import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { lastWeek } from './engine/course.ts'
import type { SeenThen } from './engine/memory.ts'

/** Weeks before which nothing is looked at. */
const weeksBack = 104

/** The deals of a pipeline as they were known at a moment. */
export type Looking = { pipeline: string; until: Date }

/**
 * Stays in stages of $1, as known at $2: what ended later had not ended then. `oldest` and `newest` are how many weeks ago it began and
 * ended, `week` the week of the stay in which it ended, `ending` the stage that was gone to, won, lost, or null.
 */
const stays = `
  select v.stage_id, v.owner_id, ended.ending, extract(epoch from $2 - v.entered_at)::float8 / 604800 as oldest, extract(epoch from $2 - ended.at)::float8 / 604800 as newest,
    floor(extract(epoch from ended.at - v.entered_at) / 604800)::int as week
  from (select v.*, o.owner_id, lead(v.stage_id) over (partition by v.customer_id, v.opportunity_id order by v.entered_at, v.id) as next
    from sales.stage_visit v join sales.opportunity o on o.customer_id = v.customer_id and o.id = v.opportunity_id
    where v.pipeline_id = $1 and v.entered_at < $2) v
  left join sales.closure c on c.customer_id = v.customer_id and c.opportunity_id = v.opportunity_id and v.next is null
  cross join lateral (select least(coalesce(v.left_at, $2), $2) as at,
    case when v.left_at is null or v.left_at >= $2 then null when v.next is not null then v.next::text else c.outcome end as ending) ended
  where coalesce(v.left_at, $2) >= $2 - interval '${weeksBack} weeks'`

/**
 * Days lived through, by week of the stay and weeks before $2. Within one of those the week of a stay changes once at most,
 * so each gives two pieces, of which one may be empty.
 */
const lived = `
  select stage_id, owner_id, least(span.week + half, ${lastWeek}) as week, ago, piece.upto - piece.since as days
  from stays s
  cross join lateral generate_series(floor(s.newest)::int, least(floor(s.oldest)::int, ${weeksBack - 1})) as ago
  cross join lateral (select greatest((s.oldest - ago - 1) * 7, 0) as since, (s.oldest - greatest(ago, s.newest)) * 7 as upto,
    floor(greatest(s.oldest - ago - 1, 0))::int as week) span
  cross join generate_series(0, 1) as half
  cross join lateral (select case half when 0 then span.since else (span.week + 1) * 7 end as since,
    case half when 0 then least(span.upto, (span.week + 1) * 7) else span.upto end as upto) piece
  where piece.upto > piece.since`

const endings = `
  select stage_id, owner_id, least(week, ${lastWeek}) as week, least(floor(newest)::int, ${weeksBack - 1}) as ago, ending
  from stays where ending is not null`

const withStays = `with stays as materialized (${stays})`
  .replaceAll('$1', '$1::uuid')
  .replaceAll('$2', '$2::timestamptz')

/** What was seen of a pipeline's deals, by stage, week of the stay and weeks ago; one statement over its visits. */
export async function readSeen(db: Db, { pipeline, until }: Looking): Promise<SeenThen[]> {
  return rows<SeenThen>(
    db,
    `${withStays},
     counted as (
       select stage_id, week, ago, sum(days) as days, 0 as won, 0 as lost, null::text as stage, 0 as n from (${lived}) l group by 1, 2, 3
       union all
       select stage_id, week, ago, 0, count(*) filter (where ending = 'won'), count(*) filter (where ending = 'lost'),
         case when ending not in ('won', 'lost') then ending end, count(*) from (${endings}) e group by 1, 2, 3, 7)
     select stage_id as stage, week, ago, sum(days)::float8 as days, sum(won)::float8 as won, sum(lost)::float8 as lost,
       coalesce(jsonb_object_agg(stage, n) filter (where stage is not null), '{}') as moved
     from counted group by stage_id, week, ago`,
    [pipeline, until],
  )
}

/** How often somebody has won, and how often others would have with his deals; both weighted by how long ago it was. */
export type OwnRecord = { owner: string; won: number; expected: number }

/** Rates of being won on a day, by stage and week of the stay, and what a week so many weeks ago counts. */
export type Measure = { stages: string[]; weeks: number[]; rates: number[]; weights: number[] }

/** What owners have won beside what was to be expected; of today's owners. */
export function readOwnRecords(db: Db, looking: Looking, measure: Measure): Promise<OwnRecord[]> {
  const { stages, weeks, rates, weights } = measure
  return rows<OwnRecord>(
    db,
    `${withStays},
     rate as (select * from unnest($3::uuid[], $4::int[], $5::float8[]) r(stage_id, week, rate)),
     weight as (select ordinality::int - 1 as ago, weight from unnest($6::float8[]) with ordinality w(weight)),
     -- added up before it meets the rates: else each rate would look at every piece of its stage
     lived as materialized (select stage_id, week, ago, owner_id, sum(days) as days from (${lived}) l group by 1, 2, 3, 4),
     counted as (
       select l.owner_id, l.days * r.rate * w.weight as expected, 0 as won
       from lived l join rate r using (stage_id, week) join weight w using (ago)
       union all
       select e.owner_id, 0, w.weight from (${endings}) e join weight w using (ago) where e.ending = 'won')
     select owner_id as owner, sum(won)::float8 as won, sum(expected)::float8 as expected from counted where owner_id is not null group by 1`,
    [looking.pipeline, looking.until, stages, weeks, rates, weights],
  )
}

/** What each of the weeks looked at counts; `weigh` by days ago. */
export function weightsBy(weigh: (daysAgo: number) => number): number[] {
  return Array.from({ length: weeksBack }, (_, ago) => weigh((ago + 0.5) * 7))
}
