import type pg from 'pg'

/** What the board and the pictures of this benchmark are of. */
export type SalesSet = {
  opportunities: number
  records: number
  pipeline: string
  stages: readonly string[]
  /** Owners of a team of ten. */
  team: readonly string[]
  /** Open deals whose cards are moved. */
  cards: readonly { id: string; stage: string }[]
}

/** How many deals lie in the data folder. */
async function countOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from sales.opportunity')
  return rows[0]?.n ?? 0
}

/**
 * Fills the first pipeline with so many deals, a tenth of them open, spread over all customers and colleagues: each with its stays in
 * stages, and its end where it has come. A folder that has them already is left as it is.
 */
export async function fillSales(
  client: pg.Client,
  { opportunities, say }: { opportunities: number; say: (line: string) => void },
): Promise<SalesSet> {
  if ((await countOf(client)) !== opportunities) {
    const from = performance.now()
    await fill(client, opportunities)
    say(`${opportunities} opportunities made in ${Math.round((performance.now() - from) / 1000)} s`)
  }
  const read = async <T extends pg.QueryResultRow>(text: string) => (await client.query<T>(text)).rows
  const [counts] = await read<{ n: number }>(
    `select (select count(*) from sales.stage_visit)::int + (select count(*) from sales.closure)::int
       + (select count(*) from customers.timeline_entry)::int as n`,
  )
  const [pipeline] = await read<{ id: string }>('select id from sales.pipeline order by position, id limit 1')
  const stages = await read<{ id: string }>(
    'select id from sales.stage where pipeline_id = (select id from sales.pipeline order by position, id limit 1) order by position',
  )
  const team = await read<{ id: string }>('select id from staff."user" order by id limit 10')
  const cards = await read<{ id: string; stage: string }>(
    'select id, stage_id as stage from sales.opportunity where closed_at is null order by id limit 3000',
  )
  return {
    opportunities,
    records: counts?.n ?? 0,
    pipeline: pipeline?.id ?? '',
    stages: stages.map(({ id }) => id),
    team: team.map(({ id }) => id),
    cards,
  }
}

/** Whom the deals are of, by number; tables of their own, since without statistics every deal would look for its customer in all. */
const numbered = (name: string, from: string) =>
  `create temp table ${name} as select id, row_number() over (order by id) - 1 as at from ${from}`

const deals = `with st as materialized (select id, pipeline_id, position,
      string_agg(number::text, '>') over (order by position) as course from sales.stage
    where pipeline_id = (select id from sales.pipeline order by position, id limit 1))
  insert into sales.opportunity (customer_id, id, name, pipeline_id, stage_id, course, stage_since, owner_id, unit_id, amount, currency, house_amount, rate_day,
    expected_close, next_step, source, opened_at, outcome, closed_at)
  select c.id, platform.new_id(), 'Deal ' || n, st.pipeline_id, st.id, st.course,
    case when d.open then d.day - (n / 10 % 40) * interval '1 day' else d.opened + d.took * 0.7 end, u.id, unit.id, d.amount, 'EUR', d.amount, d.day::date,
    case when n % 7 > 0 then (d.day + (n / 10 % 120) * interval '1 day')::date end, case when n % 3 > 0 then 'Send the offer' end, 'Fair',
    case when d.open then d.day - (40 + n / 10 % 140) * interval '1 day' else d.opened end,
    case when d.open then null when n % 3 = 0 then 'won' else 'lost' end, case when not d.open then d.opened + d.took end
  from generate_series(1, $1::int) n
  cross join lateral (select n % 10 = 0 as open, date_trunc('day', now()) as day, date_trunc('day', now()) - (100 + n % 700) * interval '1 day' as opened,
    (5 + n % 85) * interval '1 day' as took, (1 + n % 9000)::bigint * 1000 as amount) d
  join bench_customer c on c.at = (n::bigint * 7919) % (select count(*) from bench_customer)
  join bench_user u on u.at = (n / 10 + n) % (select count(*) from bench_user)
  join bench_unit unit on unit.at = u.at % (select count(*) from bench_unit)
  join st on st.position = (n / 10) % 4`

/** Each stage up to the one it is in, for the same time; the stay in that one goes on while the deal is open. */
const visits = `insert into sales.stage_visit (customer_id, id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, by_id)
  select o.customer_id, platform.new_id(), o.id, o.pipeline_id, s.id, o.opened_at + s.position * x.each,
    case when s.position < x.last then o.opened_at + (s.position + 1) * x.each else o.closed_at end, o.owner_id
  from sales.opportunity o join sales.stage at on at.id = o.stage_id
  cross join lateral (select at.position as last, (coalesce(o.closed_at, now()) - o.opened_at) / (at.position + 1) as each) x
  join sales.stage s on s.pipeline_id = o.pipeline_id and s.position <= x.last`

const closures = `insert into sales.closure (customer_id, id, opportunity_id, outcome, at, by_id, owner_id, reason_id)
  select o.customer_id, platform.new_id(), o.id, o.outcome, o.closed_at, o.owner_id, o.owner_id, r.ids[1 + abs(hashtext(o.id::text)) % array_length(r.ids, 1)]
  from sales.opportunity o join (select outcome, array_agg(id order by position) as ids from sales.closing_reason group by 1) r on r.outcome = o.outcome`

async function fill(client: pg.Client, opportunities: number): Promise<void> {
  await client.query('set statement_timeout = 0; set synchronous_commit = off; set work_mem = 131072')
  await client.query('truncate sales.opportunity cascade')
  await client.query(numbered('bench_customer', 'customers.customer where merged_into is null'))
  await client.query(numbered('bench_user', 'staff."user"'))
  await client.query(numbered('bench_unit', 'staff.business_unit'))
  await client.query('analyze bench_customer, bench_user, bench_unit')
  await client.query(deals, [opportunities])
  // The next reads who is where: without statistics it would take each deal by itself.
  await client.query('analyze sales.opportunity')
  await client.query(visits)
  await client.query(closures)
  await client.query('vacuum (analyze) sales.opportunity, sales.stage_visit, sales.closure')
  // What is measured on this connection is measured as the product works.
  await client.query('reset all')
}
