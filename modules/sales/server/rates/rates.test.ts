import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { rateContract as api, salesContract } from '../../contract.ts'
import { worthOf } from '../house-currency.ts'

let app: TestApp
let admin: Caller
let customer: string
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  const made = await admin.call(customersContract.create, { body: { name: 'Nordwind' } })
  customer = made.id
})
afterAll(() => app.close())

const read = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const open = async (amount: number, currency: string) =>
  (
    await admin.call(salesContract.openOpportunity, {
      body: { name: 'Turbines', customer, amount, currency },
    })
  ).id
const paste = (lines: string) => admin.send(api.pasteRates, { body: { lines } })
const undo = (headers: Record<string, unknown>) =>
  admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
/** What the latest run of the job has found, once no run is left. */
const converted = async () => {
  for (;;) {
    const { conversion } = await admin.call(api.rates, { query: {} })
    if (conversion?.state === 'done') return conversion
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
const worth = async (id: string) => {
  const [found] = await read<{ house_amount: number | null; rate_day: string | null }>(
    'select house_amount, rate_day::text from sales.opportunity where id = $1',
    [id],
  )
  return found
}
const today = new Date().toISOString().slice(0, 10)
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

describe('rates', () => {
  test('that come make amounts count that had none: the open by today’s, the closed by the day of closing', async () => {
    const [deal, closed, unknown] = [
      await open(10_000, 'USD'),
      await open(20_000, 'USD'),
      await open(5, 'ZAR'),
    ]
    await admin.call(salesContract.closeOpportunity, { params: { id: closed }, body: { outcome: 'won' } })
    await read('update sales.opportunity set closed_at = $2 where id = $1', [closed, `${ago(20)}T10:00:00Z`])
    const before = await admin.call(api.rates, { query: {} })
    expect(before.missing).toEqual([
      { currency: 'USD', open: 1, closed: 1, from: ago(20) },
      { currency: 'ZAR', open: 1, closed: 0, from: today },
    ])
    const { reply } = await paste(`USD ${ago(30)} 0.5\nusd;${ago(3)};0,8`)
    expect(reply).toEqual({ added: 2, changed: 0, same: 0 })
    expect(await converted()).toMatchObject({ why: 'rates', looked: 3, changed: 2, missing: 1 })
    expect(await worth(deal)).toEqual({ house_amount: 8000, rate_day: ago(3) })
    expect(await worth(closed)).toEqual({ house_amount: 10_000, rate_day: ago(30) })
    expect(await worth(unknown)).toEqual({ house_amount: null, rate_day: null })
  })

  test('that change, go and are taken back take the sums of the board with them', async () => {
    const sum = async () => {
      const board = await admin.call(salesContract.board, { query: { whose: 'all' } })
      return board.stages.reduce((all, stage) => all + stage.sum, 0)
    }
    expect(await sum()).toBe(8000)
    const { items } = await admin.call(api.rates, { query: { currency: 'USD' } })
    const [newest] = items
    const params = { id: newest?.id ?? '' }
    await admin.call(api.changeRate, { params, body: { rate: 0.9 } })
    await converted()
    expect(await sum()).toBe(9000)
    const removed = await admin.send(api.removeRate, { params })
    expect(await converted()).toMatchObject({ changed: 1 })
    expect(await sum()).toBe(5000)
    await undo(removed.headers)
    expect(await converted()).toMatchObject({ why: 'undone' })
    expect(await sum()).toBe(9000)
  })

  test('two people change one rate: the second is told', async () => {
    const [rate] = (await admin.call(api.rates, { query: { currency: 'USD' } })).items
    const change = (to: number) =>
      admin.send(api.changeRate, {
        params: { id: rate?.id ?? '' },
        body: { rate: to },
        ifMatch: rate?.version ?? 0,
      })
    expect((await change(0.7)).status).toBe(200)
    expect((await change(0.6)).status).toBe(409)
  })

  test('are refused line by line, and then none is taken', async () => {
    const { status, problem } = await paste(
      [
        `USD ${ago(1)} 0.9`,
        'EUR 2026-01-01 1',
        'XYQ 2026-01-01 1',
        'USD 2026-02-30 1',
        'USD 2026-01-01 -1',
        'USD 2026-01-01',
        'USD 2199-01-01 1',
        'USD 2026-01-02 0',
        `USD ${ago(1)} 0.8`,
        'USD 2026-01-03 99999999999999999999',
      ].join('\n'),
    )
    expect(status).toBe(422)
    expect(problem.fields?.map(({ path, code }) => [path, code])).toEqual([
      ['lines.2', 'sales.rate-of-own'],
      ['lines.3', 'sales.no-such-currency'],
      ['lines.4', 'sales.rate-day'],
      ['lines.5', 'sales.rate-number'],
      ['lines.6', 'sales.rate-line'],
      ['lines.7', 'sales.rate-far-ahead'],
      ['lines.8', 'sales.rate-number'],
      ['lines.9', 'sales.rate-twice'],
      ['lines.10', 'sales.rate-number'],
    ])
    const { items } = await admin.call(api.rates, { query: { currency: 'USD' } })
    expect(items.map(({ day }) => day)).not.toContain(ago(1))
  })

  test('one by one: a day that has a rate is refused, and so is the currency of the firm', async () => {
    const add = (currency: string, day: string) =>
      admin.send(api.addRate, { body: { currency, day, rate: 2 } })
    expect((await add('USD', ago(30))).problem.code).toBe('sales.rate-there')
    expect((await add('EUR', ago(30))).status).toBe(422)
    expect((await add('CHF', ago(30))).status).toBe(201)
  })

  test('come page by page, each once', async () => {
    const lines = Array.from({ length: 130 }, (_, at) => `NOK ${ago(at + 1)} 0.0${at + 100}`)
    await paste(lines.join('\n'))
    const first = await admin.call(api.rates, { query: { currency: 'NOK' } })
    const second = await admin.call(api.rates, {
      query: { currency: 'NOK', ...(first.next ? { cursor: first.next } : {}) },
    })
    const days = [...first.items, ...second.items].map(({ day }) => day)
    expect(days).toEqual(Array.from({ length: 130 }, (_, at) => ago(at + 1)))
    expect(second.next).toBeNull()
    expect((await admin.send(api.rates, { query: { cursor: 'x' } })).status).toBe(422)
  })
})

describe('the currency of the firm', () => {
  test('changes with its rates carried over, and undo brings all of it back', async () => {
    await paste(`USD ${today} 0.8\nCHF ${today} 1`)
    await converted()
    const [dollars, euros] = [await open(10_000, 'USD'), await open(8000, 'EUR')]
    const francs = await open(4000, 'CHF')
    expect(await worth(dollars)).toMatchObject({ house_amount: 8000 })
    const set = await admin.send(api.setHouseCurrency, { body: { currency: 'USD' } })
    expect((set.reply as { carried: number }).carried).toBeGreaterThan(0)
    expect(await converted()).toMatchObject({ why: 'house' })
    expect(await worth(dollars)).toMatchObject({ house_amount: 10_000 })
    expect(await worth(euros)).toMatchObject({ house_amount: 10_000 })
    expect(await worth(francs)).toMatchObject({ house_amount: 5000 })
    const board = await admin.call(salesContract.board, { query: { whose: 'all' } })
    expect(board.currency).toBe('USD')
    const sums = await read<{ sum: number }>(
      'select sum(house_amount)::float8 as sum from sales.opportunity where closed_at is null',
    )
    expect(board.stages.reduce((all, stage) => all + stage.sum, 0)).toBe(sums[0]?.sum)
    await undo(set.headers)
    expect(await converted()).toMatchObject({ why: 'undone' })
    expect(await worth(dollars)).toMatchObject({ house_amount: 8000 })
    expect(await worth(euros)).toMatchObject({ house_amount: 8000 })
  })

  test('that no rate leads to leaves amounts out of the sums, and says which', async () => {
    const set = await admin.send(api.setHouseCurrency, { body: { currency: 'JPY' } })
    expect(set.reply).toMatchObject({ carried: 0 })
    const { missing: none } = await converted()
    const { missing } = await admin.call(api.rates, { query: {} })
    expect(missing.map(({ currency }) => currency)).toEqual(['CHF', 'EUR', 'USD', 'ZAR'])
    expect(missing.reduce((all, { open: n, closed }) => all + n + closed, 0)).toBe(none)
    await undo(set.headers)
    await converted()
  })
})

test('the job and a save say the same of every amount', async () => {
  const rate = fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 1, max: 9_999_999_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(10, '0')}`)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('USD', 'JPY', 'KWD'),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      rate,
      async (currency, amount, at) => {
        const id = await open(amount, currency)
        const { status } = await paste(`${currency} ${today} ${at}`)
        expect(status).toBe(200)
        await converted()
        const own = { amount, currency, day: today }
        expect(await worth(id)).toEqual(worthOf(own, { house: 'EUR', rate: { rate: at, day: today } }))
      },
    ),
    { numRuns: 12 },
  )
})
