import type pg from 'pg'
import type { Part } from '../data-set.ts'
import { generateDeals } from './generate-deals.ts'

/** What the board and the pictures of this benchmark are of. */
export type SalesSet = {
  opportunities: number
  open: number
  records: number
  pipeline: string
  stages: readonly string[]
  /** Business units that the deals belong to. */
  units: readonly string[]
  /** Owners of a team of ten. */
  team: readonly string[]
  /** Open deals whose cards are moved. */
  cards: readonly { id: string; stage: string }[]
}

/** Deals as a part of the set that is kept. */
export function salesPart(opportunities: number): Part {
  return {
    name: `${opportunities}-deals`,
    programs: ['./deals.ts', './generate-deals.ts'].map(path => new URL(path, import.meta.url)),
    fill: (url, scene, say) => generateDeals(url, scene, { count: opportunities, say }),
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
  const units = await read<{ id: string }>(
    'select distinct unit_id as id from sales.opportunity order by unit_id',
  )
  const cards = await read<{ id: string; stage: string }>(
    'select id, stage_id as stage from sales.opportunity where closed_at is null order by id limit 3000',
  )
  const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id)
  return { ...counts, stages: idsOf(stages), units: idsOf(units), team: idsOf(team), cards }
}
