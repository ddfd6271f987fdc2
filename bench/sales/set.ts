import type pg from 'pg'
import type { Part } from '../data-set.ts'
import { loadBare, statement } from '../loading.ts'

/** What the board and the pictures of this benchmark are of. */
export type SalesSet = {
  opportunities: number
  open: number
  records: number
  pipeline: string
  stages: readonly string[]
  /** Owners of a team of ten. */
  team: readonly string[]
  /** Open deals whose cards are moved. */
  cards: readonly { id: string; stage: string }[]
}

/**
 * So many deals in the first pipeline, twelve in a hundred open, a quarter of the others won: each with its stays in stages, and its
 * end where it has come. The busiest of 200 sellers has ten times as many as the idlest; they work in twenty teams of ten.
 */
export function salesPart(opportunities: number): Part {
  return {
    name: `${opportunities}-deals`,
    program: new URL(import.meta.url),
    fill: (url, say) =>
      loadBare(url, { which: `n.nspname = 'sales'`, say }, async (timed, first) => {
        await timed('teams', [statement(teams)])
        // The tables that say whom deals are of are seen by the connection that made them.
        for (const [name, from] of Object.entries(numbered))
          await first.query(`create temp table ${name} as ${from}; analyze ${name}`)
        await timed('deals', [
          async () => {
            await first.query(deals, [opportunities])
            await first.query('analyze sales.opportunity')
          },
        ])
        await timed('stays and ends', [statement(visits), statement(closures)])
      }),
  }
}

/** What is in a set that was made so. */
export async function readSalesSet(client: pg.Client): Promise<SalesSet> {
  const read = async <T extends pg.QueryResultRow>(text: string) => (await client.query<T>(text)).rows
  const pipeline = '(select id from sales.pipeline order by position, id limit 1)'
  const [counts] = await read<Pick<SalesSet, 'opportunities' | 'open' | 'records' | 'pipeline'>>(
    `select count(*)::int as opportunities, count(*) filter (where closed_at is null)::int as open, ${pipeline} as pipeline,
       (select count(*) from sales.stage_visit)::int + (select count(*) from sales.closure)::int
         + (select count(*) from customers.timeline_entry)::int as records from sales.opportunity`,
  )
  if (!counts) throw new Error('There is no set.')
  const stages = await read<{ id: string }>(
    `select id from sales.stage where pipeline_id = ${pipeline} order by position`,
  )
  const team = await read<{ id: string }>(
    'select user_id as id from staff.team_member where team_id = (select id from staff.team order by name limit 1)',
  )
  const cards = await read<{ id: string; stage: string }>(
    'select id, stage_id as stage from sales.opportunity where closed_at is null order by id limit 3000',
  )
  return { ...counts, stages: stages.map(({ id }) => id), team: team.map(({ id }) => id), cards }
}

const teams = `with made as (insert into staff.team (id, unit_id, name)
    select platform.new_id(), (select id from staff.business_unit order by id limit 1), 'Team ' || n from generate_series(10, 29) n returning id, name),
  place as (select id, row_number() over (order by name) - 1 as at from made),
  seller as (select id, row_number() over (order by id) - 1 as at from staff."user")
  insert into staff.team_member (team_id, user_id) select place.id, seller.id from seller join place on place.at = seller.at % 20`

/** Tables of their own: without statistics every deal would look for its customer in all. */
const numbered = {
  bench_customer:
    'select id, row_number() over (order by id) - 1 as at from customers.customer where merged_into is null',
  bench_seller: 'select id, row_number() over (order by id) - 1 as at from staff."user"',
  bench_unit: 'select id, row_number() over (order by id) - 1 as at from staff.business_unit',
  bench_stage: `select id, pipeline_id, number, row_number() over (order by position) - 1 as at from sales.stage
    where pipeline_id = (select id from sales.pipeline order by position, id limit 1)`,
}

/** A number from 0 to 1 that depends on the deal and the purpose alone. */
const draw = (purpose: number) => `((hashint4extended(n, ${purpose}) & 1048575) / 1048576.0)`

/**
 * Four in five go straight on to the stage they are in, one in ten leaves one out, one in ten goes back once. They lie in the table in
 * the order in which they were opened, as in life.
 */
const deals = `with outcome as (
    select n, case when ${draw(1)} < 0.12 then null when ${draw(2)} < 0.25 then 'won' else 'lost' end as outcome from generate_series(1, $1::int) n),
  reached as (
    select n, outcome, case outcome when 'won' then case when ${draw(3)} < 0.85 then 3 else 2 end
      else least(floor(4.4 * power(${draw(3)}, 1.4)), 3)::int end as last from outcome),
  took as (
    select n, outcome, last, date_trunc('day', now()) as day, (4 + floor(110 * power(${draw(4)}, 1.6))) * interval '1 day' + last * interval '9 days' as took,
      case when outcome is null then interval '0' else floor(1000 * power(${draw(5)}, 1.2)) * interval '1 day' + interval '1 hour' end as ago,
      case when last >= 2 and ${draw(6)} < 0.1 then array_remove(straight, 1) when last >= 1 and ${draw(6)} > 0.9 then straight || array[last - 1, last]
        else straight end as way
    from reached cross join lateral (select array(select generate_series(0, last)) as straight) s),
  deal as (
    select *, day - ago - took as opened, case when outcome is not null then day - ago end as closed, ${lasted('cardinality(way) - 1')} as stood,
      (50000 + 40000000 * power(${draw(7)}, 4))::bigint as amount from took)
  insert into sales.opportunity (customer_id, id, name, pipeline_id, stage_id, course, stage_since, owner_id, unit_id, amount, currency, house_amount,
    rate_day, expected_close, next_step, source, opened_at, outcome, closed_at)
  select c.id, platform.new_id(), 'Deal ' || n, st.pipeline_id, st.id,
    (select string_agg(number::text, '>' order by nth) from unnest(way) with ordinality w(at, nth) join bench_stage s on s.at = w.at),
    opened + took * stood, seller.id, unit.id, amount, 'EUR', amount, coalesce(closed, day)::date,
    coalesce(closed, case when ${draw(8)} < 0.85 then day + floor(120 * ${draw(9)} - 20) * interval '1 day' end)::date,
    case when ${draw(10)} < 0.66 then 'Send the offer' end, 'Fair', opened, outcome, closed
  from deal
  join bench_customer c on c.at = floor(${draw(11)} * ${draw(12)} * (select count(*) from bench_customer))
  join bench_seller seller on seller.at = floor(power(${draw(13)}, 1.4) * (select count(*) from bench_seller))
  join bench_unit unit on unit.at = seller.at % (select count(*) from bench_unit)
  join bench_stage st on st.at = deal.last
  order by opened`

/** The part of its time after which a deal has passed so many of its stays: later ones take longer. */
function lasted(passed: string): string {
  return `power((${passed})::float8 / cardinality(way), 1.3)`
}

/** The stays of a deal's course; the last goes on while the deal is open. */
const visits = `insert into sales.stage_visit (customer_id, id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, by_id)
  select o.customer_id, platform.new_id(), o.id, o.pipeline_id, s.id, o.opened_at + x.took * ${lasted('nth - 1')},
    case when nth < cardinality(way) then o.opened_at + x.took * ${lasted('nth')} else o.closed_at end, o.owner_id
  from sales.opportunity o
  cross join lateral (select coalesce(o.closed_at, date_trunc('day', now())) - o.opened_at as took, string_to_array(o.course, '>')::int[] as way) x
  cross join lateral unnest(way) with ordinality w(number, nth) join sales.stage s on s.number = w.number`

const closures = `insert into sales.closure (customer_id, id, opportunity_id, outcome, at, by_id, owner_id, reason_id)
  select o.customer_id, platform.new_id(), o.id, o.outcome, o.closed_at, o.owner_id, o.owner_id, r.ids[1 + abs(hashtext(o.id::text)) % array_length(r.ids, 1)]
  from sales.opportunity o join (select outcome, array_agg(id order by position) as ids from sales.closing_reason group by 1) r on r.outcome = o.outcome`
