import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { type Figure, pictureContract as api, salesContract } from '../../contract.ts'
import { importFile, reading, realFields, realMissing, realPipeline } from '../importing/testing-files.ts'

let app: TestApp
let admin: Caller
let read: ReturnType<typeof reading>
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  read = reading(app)
})
afterAll(() => app.close())

/** All figures of an answer, wherever they stand. */
function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return []
  if ('n' in value && 'filter' in value) return [value as Figure]
  return Object.values(value).flatMap(figuresIn)
}

/** Every figure counts just the rows that its filter opens in the list. */
async function expectRowsBehind(answer: unknown, who = admin): Promise<void> {
  const figures = figuresIn(answer)
  expect(figures.length).toBeGreaterThan(0)
  for (const { n, filter } of figures)
    expect([filter, (await who.call(salesContract.countOpportunities, { query: { filter } })).total]).toEqual(
      [filter, n],
    )
}

const day = 86_400_000
const daysOf = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / day
/** The quantile between two neighbours, as statistics tools give it (type 7). */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low + (high - low) * (at - Math.floor(at))
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe.skipIf(realMissing)(`pictures of the real pipeline${realMissing ? ` (${realMissing})` : ''}`, () => {
  test('show what is counted in the file without the product, and open the rows behind each figure', async () => {
    await read("update sales.house_currency set currency = 'USD'")
    const { content, lines } = realPipeline()
    await importFile(admin, content, realFields)
    const won = lines.filter(({ stage }) => stage === 'Won')
    const lost = lines.filter(({ stage }) => stage === 'Lost')
    const open = lines.length - won.length - lost.length
    const cycle = won.map(({ opened, closed }) => daysOf(opened, closed))
    const value = mean(won.flatMap(line => line.value ?? [])) * 100
    const winRate = won.length / (won.length + lost.length)
    const summary = await admin.call(api.pictureSummary, { query: {} })
    expect(summary).toMatchObject({
      deals: { n: lines.length },
      open: { n: open },
      won: { n: won.length },
      lost: { n: lost.length },
      notConverted: { n: 0 },
      winRate,
      averageValue: Math.round(value),
      currency: 'USD',
    })
    expect(summary.cycle.median).toBeCloseTo(quantile(cycle, 0.5), 6)
    expect(summary.cycle.mean).toBeCloseTo(mean(cycle), 6)
    expect(summary.velocity).toBeCloseTo((open * value * winRate) / mean(cycle), -1)
    await expectRowsBehind(summary)

    const { stages } = await admin.call(api.pictureFunnel, { query: {} })
    const stays = [...won, ...lost].map(({ opened, closed }) => daysOf(opened, closed))
    expect(stages[0]).toMatchObject({
      entered: { n: lines.length },
      won: { n: won.length },
      lost: { n: lost.length },
      open: { n: open },
      onward: { n: 0 },
      back: { n: 0 },
      conversion: winRate,
      days: { n: stays.length },
    })
    for (const [key, share] of [
      ['q1', 0.25],
      ['median', 0.5],
      ['q3', 0.75],
    ] as const)
      expect(stages[0]?.days[key]).toBeCloseTo(quantile(stays, share), 6)
    await expectRowsBehind(stages)

    const { months } = await admin.call(api.pictureCohorts, { query: {} })
    const byMonth = Map.groupBy(lines, line => line.opened.slice(0, 7))
    const counted = [...byMonth]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, of]) => ({
        month,
        opened: of.length,
        won: of.filter(({ stage }) => stage === 'Won').length,
        lost: of.filter(({ stage }) => stage === 'Lost').length,
      }))
    expect(
      months.map(({ month, ...of }) => ({ month, opened: of.opened.n, won: of.won.n, lost: of.lost.n })),
    ).toEqual(counted)
    await expectRowsBehind(months)
    console.info(
      `real pipeline: ${lines.length} deals, ${won.length} won, ${lost.length} lost, ${open} open, win rate ${winRate.toFixed(4)}, cycle median ${quantile(cycle, 0.5)} mean ${mean(cycle).toFixed(2)} days`,
    )

    const [from, to] = ['2017-03-01', '2017-05-31']
    const within = await admin.call(api.pictureSummary, { query: { from, to, by: 'closed' } })
    const closed = (of: typeof won) => of.filter(line => line.closed >= from && line.closed <= to).length
    expect(within).toMatchObject({ won: { n: closed(won) }, lost: { n: closed(lost) }, open: { n: 0 } })
  }, 240_000)
})

describe('pictures', () => {
  test('tell what became of the deals that entered a stage: on, back, won, lost or still there', async () => {
    const [stage1, stage2, stage3] = await read<{ id: string }>(
      'select id from sales.stage order by position',
    )
    const { id: customer } = await admin.call(customersContract.create, { body: { name: 'Funnel' } })
    const mine = { query: { whose: 'mine' } } as const
    const deal = async (...moves: (string | undefined)[]) => {
      const { id } = await admin.call(salesContract.openOpportunity, {
        body: { name: 'Deal', customer, amount: 1000, currency: 'XOF' },
      })
      for (const stage of moves)
        await admin.call(salesContract.moveOpportunity, { params: { id }, body: { stage: stage ?? '' } })
      return id
    }
    const close = (id: string, outcome: 'won' | 'lost', reason?: string) =>
      admin.call(salesContract.closeOpportunity, { params: { id }, body: { outcome, reason } })
    await deal(stage2?.id)
    await deal(stage2?.id, stage1?.id)
    await close(await deal(stage2?.id, stage3?.id), 'won')
    const [reason] = await read<{ id: string }>(
      "select id from sales.closing_reason where outcome = 'lost' limit 1",
    )
    await close(await deal(stage2?.id), 'lost', reason?.id)
    const { stages } = await admin.call(api.pictureFunnel, mine)
    const counts = stages
      .slice(0, 3)
      .map(({ entered, onward, won, lost, open, back }) =>
        [entered, onward, won, lost, open, back].map(({ n }) => n),
      )
    expect(counts).toEqual([
      [4, 3, 0, 0, 1, 0],
      [4, 1, 0, 1, 1, 1],
      [1, 0, 1, 0, 0, 0],
    ])
    expect(stages[1]?.conversion).toBeCloseTo(1 / 3)
    await expectRowsBehind(stages)
    const summary = await admin.call(api.pictureSummary, mine)
    // Nobody has said what this currency is worth: the sums say how many they leave out.
    expect(summary).toMatchObject({
      notConverted: { n: 4 },
      openValue: 0,
      averageValue: null,
      velocity: null,
    })
    await expectRowsBehind(summary)
    const { reasons } = await admin.call(api.pictureReasons, mine)
    expect(reasons).toMatchObject([
      { outcome: 'won', id: null, deals: { n: 1 } },
      { outcome: 'lost', id: reason?.id, deals: { n: 1 } },
    ])
    await expectRowsBehind(reasons)
  })

  test('count nothing that the one who looks does not see', async () => {
    const { seller } = app.people
    const { deals } = await seller.call(api.pictureSummary, { query: {} })
    const all = await seller.call(salesContract.countOpportunities, { query: {} })
    expect(deals.n).toBe(all.total)
    expect(deals.n).toBeLessThan((await admin.call(api.pictureSummary, { query: {} })).deals.n)
    await expectRowsBehind(await seller.call(api.pictureFunnel, { query: {} }), seller)
  })

  test('refuse a range that ends before it begins, and a pipeline that is none', async () => {
    const turned = await admin.send(api.pictureSummary, { query: { from: '2026-02-01', to: '2026-01-01' } })
    expect(turned.status).toBe(422)
    const none = await admin.send(api.pictureFunnel, {
      query: { pipeline: '01930000-0000-7000-8000-0000000000ff' },
    })
    expect(none.status).toBe(404)
  })
})
