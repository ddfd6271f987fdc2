import type pg from 'pg'
import type { Actor } from '../../platform/access/actor.ts'
import type { HttpConnection, Request } from '../http-client.ts'
import { latencyOf } from '../measure.ts'
import type { Call, Product } from '../product.ts'
import { inShort, type Line, timesLine } from '../report.ts'
import { replay, type Sent } from '../statements.ts'
import type { SalesSet } from './set.ts'

/** What every line of this benchmark is measured with. */
export type SalesSetting = {
  connection: HttpConnection
  product: Product
  raw: pg.Client
  set: SalesSet
  counts: { count: number; warm: number }
  say: (line: string) => void
}

type Reading = {
  work: string
  limit: number | null
  path: string
  call: Call
  /** Reads every deal there is: measured a tenth as often. */
  ofAll?: true
  /** What the answer must hold; else nothing was measured. */
  holds: (reply: unknown) => boolean
}

type Board = { stages: { count: number; cards: unknown[] }[] }
const totalOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
const countOf = (reply: unknown) => totalOf((reply as Board).stages.map(({ count }) => count))

/** Boards and pictures, each beside the very statements it sends. */
export function measureReadings(setting: SalesSetting): Promise<Line[]> {
  return measureEach(setting, readingsOf(setting.set))
}

/**
 * What has a limit once more, for a manager of three units of five: every statement asks for the unit of every deal. Over HTTP nothing
 * else differs, so the statements alone are measured, against the same limit.
 */
export async function measureAsManager({
  product,
  raw,
  set,
  counts: usual,
  say,
}: SalesSetting): Promise<Line[]> {
  const units = set.units.slice(0, 3)
  const manager = (key: Actor): Actor => ({
    ...key,
    scopes: new Map([...key.scopes.keys()].map(entity => [entity, 'unit'])),
    units,
  })
  const lines: Line[] = []
  for (const { work, limit, call, ofAll } of readingsOf(set).filter(reading => reading.limit !== null)) {
    const counts = ofAll ? { count: Math.ceil(usual.count / 10), warm: 2 } : usual
    const statements = await product.statementsOf(call, manager)
    if (!statements.some(({ values }) => values.some(value => isSame(value, units))))
      throw new Error(`“${work}” asked for no unit.`)
    const times = await latencyOf(() => replay(raw, statements), counts)
    const line = { ...timesLine(`${work}, statements for a manager`, limit, times), raw: times.p50 }
    say(inShort(line))
    lines.push(line)
  }
  return lines
}

const isSame = (value: unknown, units: readonly string[]) => JSON.stringify(value) === JSON.stringify(units)

async function measureEach(setting: SalesSetting, readings: readonly Reading[]): Promise<Line[]> {
  const lines: Line[] = []
  for (const reading of readings) {
    const line = await measureReading(setting, reading)
    setting.say(inShort(line))
    lines.push(line)
  }
  return lines
}

function readingsOf(set: SalesSet): Reading[] {
  const filter = JSON.stringify({ field: 'owner', op: 'in', value: set.team })
  const { open } = set
  return [
    {
      work: 'board of a team of ten',
      limit: 60,
      path: `/api/v1/sales/board?filter=${encodeURIComponent(filter)}`,
      call: { endpoint: 'sales.board.read', query: { filter } },
      holds: reply => countOf(reply) > 0 && countOf(reply) < open,
    },
    {
      work: 'board of the whole firm',
      limit: null,
      path: '/api/v1/sales/board',
      call: { endpoint: 'sales.board.read', query: {} },
      holds: reply => countOf(reply) === open,
    },
    {
      work: 'funnel of the whole firm',
      limit: 300,
      path: '/api/v1/sales/pictures/funnel',
      call: { endpoint: 'sales.pictures.funnel', query: {} },
      ofAll: true,
      holds: reply =>
        (reply as { stages: { entered: { n: number } }[] }).stages[0]?.entered.n === set.opportunities,
    },
    {
      work: 'forecast of the whole firm',
      limit: 300,
      path: '/api/v1/sales/forecast',
      call: { endpoint: 'sales.forecast', query: {} },
      ofAll: true,
      holds: reply => (reply as { history: { expected: number } | null }).history !== null,
    },
    {
      work: 'summary of the whole firm',
      limit: null,
      path: '/api/v1/sales/pictures/summary',
      call: { endpoint: 'sales.pictures.summary', query: {} },
      ofAll: true,
      holds: reply => (reply as { deals: { n: number } }).deals.n === set.opportunities,
    },
    {
      work: 'reasons of the whole firm',
      limit: null,
      path: '/api/v1/sales/pictures/reasons',
      call: { endpoint: 'sales.pictures.reasons', query: {} },
      ofAll: true,
      holds: reply =>
        totalOf((reply as { reasons: { deals: { n: number } }[] }).reasons.map(({ deals }) => deals.n)) ===
        set.opportunities - open,
    },
    {
      work: 'cohorts of the whole firm',
      limit: null,
      path: '/api/v1/sales/pictures/cohorts',
      call: { endpoint: 'sales.pictures.cohorts', query: {} },
      ofAll: true,
      holds: reply =>
        totalOf((reply as { months: { opened: { n: number } }[] }).months.map(({ opened }) => opened.n)) ===
        set.opportunities,
    },
  ]
}

async function measureReading(
  { connection, product, raw, counts: usual }: SalesSetting,
  { work, limit, path, call, holds, ofAll }: Reading,
): Promise<Line> {
  const counts = ofAll ? { count: Math.ceil(usual.count / 10), warm: 2 } : usual
  const request: Request = { method: 'GET', path }
  const first = await connection.send(request)
  // Over the time that a question may take: that is a figure too, and the others are still to come.
  if (first.status === 429)
    return {
      work,
      limit: limit === null ? '' : `p95 ≤ ${limit} ms`,
      within: false,
      note: 'refused: reads too much',
    }
  if (first.status !== 200 || !holds(JSON.parse(first.body)))
    throw new Error(`“${work}” answered ${first.status}: ${first.body.slice(0, 300)}`)
  const over = await latencyOf(async () => {
    const { status } = await connection.send(request)
    if (status !== 200) throw new Error(`“${work}” answered ${status}.`)
  }, counts)
  const statements = await product.statementsOf(call)
  const alone = await latencyOf(() => replay(raw, statements), counts)
  return besideRaw(work, limit, { over, raw: alone })
}

type Latencies = Record<'over' | 'raw', Awaited<ReturnType<typeof latencyOf>>>

function besideRaw(work: string, limit: number | null, { over, raw }: Latencies): Line {
  const note = `p50 ${(over.p50 / raw.p50).toFixed(1)} × the statements alone`
  return { ...timesLine(work, limit, over), raw: raw.p50, note }
}

/** A card goes to the next stage, each time another one; beside it the same writes by `pg` alone. */
export async function measureMove({ connection, product, raw, set, counts }: SalesSetting): Promise<Line> {
  const needed = counts.warm + 3 * counts.count
  const moving = (turn: number) => {
    const card = set.cards[turn % set.cards.length] as SalesSet['cards'][number]
    const at = set.stages.indexOf(card.stage) + 1 + Math.floor(turn / set.cards.length)
    return { id: card.id, stage: set.stages[at % set.stages.length] as string }
  }
  const over = await latencyOf(async turn => {
    const { id, stage } = moving(turn)
    const path = `/api/v1/opportunities/${id}/stage`
    const reply = await connection.send({ method: 'PUT', path, body: JSON.stringify({ stage }) })
    if (reply.status !== 200) throw new Error(`A move answered ${reply.status}: ${reply.body.slice(0, 300)}`)
  }, counts)
  const recorded: Sent[][] = []
  for (let turn = 0; turn < needed; turn++) {
    const { id, stage } = moving(needed + turn)
    const call = { endpoint: 'sales.opportunities.move', params: { id }, body: { stage } }
    recorded.push(await product.statementsOf(call))
  }
  const alone = await latencyOf(turn => replay(raw, recorded[turn] ?? []), counts)
  return besideRaw('move of a card', 20, { over, raw: alone })
}
