import type { Client } from 'pg'
import { copyRows, type RowWriter } from '../copy.ts'
import { bits, draw } from '../draw.ts'
import { loadBare, statement } from '../loading.ts'
import type { Scene } from '../scene.ts'
import { type Deal, day, dealsOf, entered, inOrder } from './deals.ts'

/** Where deals go and why they end, as the database names it. */
type Names = {
  pipeline: Buffer
  stages: readonly { id: Buffer; number: number }[]
  reasons: Record<'won' | 'lost', readonly Buffer[]>
}

type Loading = { scene: Scene; names: Names; dealAt: (row: number) => Deal; count: number }

/** Fills the first pipeline with so many deals: each with its stays in stages, and its end where it has come; sellers work in teams of ten. */
export function generateDeals(
  url: string,
  scene: Scene,
  { count, say }: { count: number; say: (line: string) => void },
): Promise<void> {
  return loadBare(url, { which: `n.nspname = 'sales'`, say }, async (timed, first) => {
    const dealOf = dealsOf(scene)
    const order = inOrder(count, dealOf)
    const loading: Loading = {
      scene,
      count,
      names: await readNames(first),
      dealAt: row => dealOf(order[row] as number),
    }
    await timed('deals', [
      statement(teams),
      client => loadDeals(client, loading),
      client => loadStays(client, loading),
      client => loadEnds(client, loading),
    ])
  })
}

const teams = `with made as (insert into staff.team (id, unit_id, name)
    select platform.new_id(), (select id from staff.business_unit order by id limit 1), 'Team ' || n from generate_series(10, 29) n returning id, name),
  place as (select id, row_number() over (order by name) - 1 as at from made),
  seller as (select id, row_number() over (order by id) - 1 as at from staff."user")
  insert into staff.team_member (team_id, user_id) select place.id, seller.id from seller join place on place.at = seller.at % 20`

async function readNames(client: Client): Promise<Names> {
  const read = async (text: string) =>
    (await client.query<{ id: string; number: number; word: string }>(text)).rows.map(row => ({
      ...row,
      id: Buffer.from(row.id.replaceAll('-', ''), 'hex'),
    }))
  const first = '(select id from sales.pipeline order by position, id limit 1)'
  const [pipeline] = await read(`select ${first} as id`)
  const stages = await read(
    `select id, number from sales.stage where pipeline_id = ${first} order by position limit 4`,
  )
  const reasons = await read('select id, outcome as word from sales.closing_reason order by position')
  const why = (outcome: string) => reasons.filter(({ word }) => word === outcome).map(({ id }) => id)
  if (!pipeline || stages.length < 4) throw new Error('The first pipeline has fewer than four stages.')
  return { pipeline: pipeline.id, stages, reasons: { won: why('won'), lost: why('lost') } }
}

function loadDeals(client: Client, { scene, names, dealAt, count }: Loading): Promise<void> {
  const columns = `customer_id, id, name, pipeline_id, stage_id, course, stage_since, owner_id, unit_id, amount, currency, house_amount,
    rate_day, expected_close, next_step, source, opened_at, outcome, closed_at`
  return copyRows(client, `sales.opportunity (${columns})`, {
    from: 0,
    to: count,
    write: (out, row) => {
      const deal = dealAt(row)
      const stage = stageAt(names, deal, deal.way.length - 1)
      out.row(19)
      out.id(scene.ids, deal.customer * 16)
      idOf(out, scene, deal)
      out.text(`Deal ${deal.number}`)
      out.bytes(names.pipeline)
      out.bytes(stage.id)
      out.text(deal.way.map((_, nth) => stageAt(names, deal, nth).number).join('>'))
      out.time(entered(deal, deal.way.length - 1))
      out.id(scene.users, deal.owner * 16)
      out.id(scene.units, (deal.owner % scene.unitCount) * 16)
      out.long(deal.amount)
      out.text('EUR')
      out.long(deal.amount)
      out.day(deal.until)
      writeOutlook(out, scene, deal)
      out.text('Fair')
      out.time(deal.opened)
      if (deal.outcome) out.text(deal.outcome)
      else out.absent()
      if (deal.outcome) out.time(deal.until)
      else out.absent()
    },
  })
}

/** When it is expected to close, for most, and what is to be done next, for two in three. */
function writeOutlook(out: RowWriter, scene: Scene, { number, outcome, until }: Deal): void {
  const by = (purpose: number) => draw(scene.seed, number, 1100 + purpose)
  if (outcome) out.day(until)
  else if (by(1) < 0.85) out.day(until + Math.floor(120 * by(2) - 20) * day)
  else out.absent()
  if (by(3) < 0.66) out.text('Send the offer')
  else out.absent()
}

function loadStays(client: Client, { scene, names, dealAt, count }: Loading): Promise<void> {
  const columns = 'customer_id, id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, by_id'
  return copyRows(client, `sales.stage_visit (${columns})`, {
    from: 0,
    to: count,
    write: (out, row) => {
      const deal = dealAt(row)
      for (const nth of deal.way.keys()) {
        const began = entered(deal, nth)
        out.row(8)
        out.id(scene.ids, deal.customer * 16)
        out.newId(
          Math.floor(began),
          bits(scene.seed, deal.number, 1200 + nth),
          bits(scene.seed, deal.number, 1210 + nth),
        )
        idOf(out, scene, deal)
        out.bytes(names.pipeline)
        out.bytes(stageAt(names, deal, nth).id)
        out.time(began)
        if (nth < deal.way.length - 1 || deal.outcome) out.time(entered(deal, nth + 1))
        else out.absent()
        out.id(scene.users, deal.owner * 16)
      }
    },
  })
}

function loadEnds(client: Client, { scene, names, dealAt, count }: Loading): Promise<void> {
  const columns = 'customer_id, id, opportunity_id, outcome, at, by_id, owner_id, reason_id'
  return copyRows(client, `sales.closure (${columns})`, {
    from: 0,
    to: count,
    write: (out, row) => {
      const deal = dealAt(row)
      if (!deal.outcome) return
      const reasons = names.reasons[deal.outcome]
      out.row(8)
      out.id(scene.ids, deal.customer * 16)
      out.newId(deal.until, bits(scene.seed, deal.number, 1220), bits(scene.seed, deal.number, 1221))
      idOf(out, scene, deal)
      out.text(deal.outcome)
      out.time(deal.until)
      out.id(scene.users, deal.owner * 16)
      out.id(scene.users, deal.owner * 16)
      out.bytes(reasons[deal.number % reasons.length] as Buffer)
    },
  })
}

function stageAt({ stages }: Names, { way }: Deal, nth: number): Names['stages'][number] {
  return stages[way[nth] as number] as Names['stages'][number]
}

function idOf(out: RowWriter, { seed }: Scene, { number, opened }: Deal): void {
  out.newId(opened, bits(seed, number, 1230), bits(seed, number, 1231))
}
