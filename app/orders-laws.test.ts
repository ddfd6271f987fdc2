import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TakingThere, takingThere } from '../modules/integration/testing/taking-there.ts'
import type { Faults } from '../modules/integration/testing/systems/fault-proxy.ts'
import { leasesOver } from '../modules/integration/testing/written-there.ts'
import { quoteContract as quotes } from '../modules/sales/contract.ts'
import { type QuoteDesk, quoteDesk } from '../modules/sales/server/quotes/testing.ts'
import { setNetworks } from '../platform/outbound/networks.ts'
import { processesOn } from './testing/processes.ts'

/** Any series of orders, faults of the line, workers that come, go and are killed: each order stands there once, under what is told here. */

let desk: QuoteDesk
let erp: TakingThere
let stop: (() => Promise<void>)[] = []
beforeAll(async () => {
  desk = await quoteDesk()
  await desk.app.asSystem(ctx => setNetworks(ctx, ['127.0.0.0/8']))
  const limits = { limits: { perSecond: 1000, timeout: { page: 250, background: 700, write: 500 } } }
  erp = await takingThere(desk.app, { limits })
  await erp.takes('sales.order')
}, 120_000)
afterEach(async () => {
  erp.proxy.set({})
  for (const each of stop.splice(0)) await each()
})
afterAll(async () => {
  await erp?.remove()
  await desk?.app.close()
})

type Act =
  | { do: 'order'; waits: boolean }
  | { do: 'again'; which: number }
  | { do: 'line'; faults: Faults }
  | { do: 'cut' | 'worker' | 'leave' | 'lease' | 'pause' }

const faults = fc.constantFrom<Faults>(
  {},
  { latency: 40 },
  { resetAfter: 60 },
  { resetAfter: 700 },
  { truncateAfter: 200 },
  { closesAfterAccepting: true },
  { blackHole: true },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('order' as const), waits: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('line' as const), faults }) },
  ...(['cut', 'worker', 'worker', 'leave', 'lease', 'lease', 'pause', 'pause'] as const).map(each => ({
    weight: 1,
    arbitrary: fc.constant({ do: each }),
  })),
)

type Placed = { params: { id: string }; number: string; customer: string; waits: boolean }

async function placed(waits: boolean): Promise<Placed> {
  const { params, token, number } = await desk.sent()
  const customer = (await desk.seller.call(quotes.quotePage, { params })).customer.id
  if (!waits) await erp.known(customer)
  expect((await desk.accept(token)).status).toBe(200)
  return { params, number, customer, waits }
}

async function carryOut(one: Act, orders: Placed[]): Promise<void> {
  if (one.do === 'order') orders.push(await placed(one.waits))
  else if (one.do === 'again') {
    const order = orders[one.which]
    // Impatience may be refused, and does no harm.
    if (order) await desk.seller.send(quotes.passOrder, { params: order.params })
  } else if (one.do === 'line') erp.proxy.set(one.faults)
  else if (one.do === 'cut') erp.proxy.resetAll()
  else if (one.do === 'worker') {
    if (stop.length < 3) stop.push(erp.sending())
  } else if (one.do === 'leave') await stop.pop()?.()
  else if (one.do === 'lease') await leasesOver(desk.app)
  else await new Promise(done => setTimeout(done, 120))
}

/** Health at last, and every customer known there: all that is open comes to its end. */
async function rest(orders: readonly Placed[]): Promise<void> {
  erp.proxy.set({})
  for (const { customer, params, waits } of orders)
    if (waits) {
      await erp.known(customer)
      await desk.seller.send(quotes.passOrder, { params })
    }
  if (stop.length === 0) stop.push(erp.sending())
  const open = `select id from integration.operation where state in ('pending', 'sent')`
  await expect
    .poll(
      async () => {
        await leasesOver(desk.app)
        return (await desk.app.database.pool.query(open)).rows.length
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(0)
}

async function stands({ params, number }: Placed): Promise<void> {
  const { rows } = await erp.there.query<{ no: number; lines: number }>(
    `select o.no, (select count(*)::int from order_line l where l.order_no = o.no) as lines from sales_order o where o.crm_ref = $1`,
    [number],
  )
  expect(rows.map(({ lines }) => lines)).toEqual([1])
  const { order } = await desk.seller.call(quotes.quotePage, { params })
  expect([order?.state, order?.passedAs]).toEqual(['passed', String(rows[0]?.no)])
}

test('every order stands there once with its lines, and its number there is told here', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async acts => {
      const orders: Placed[] = []
      for (const one of acts) await carryOut(one, orders)
      await rest(orders)
      for (const each of stop.splice(0)) await each()
      for (const order of orders) await stands(order)
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 10), endOnFailure: true },
  )
}, 400_000)

test('a worker killed while the other database works on an order leaves it to the next one, which makes it once', async () => {
  const processes = processesOn(desk.app.database.url)
  try {
    // A whole worker is less quick to begin with than one within this process.
    await openToOthers()
    const holder = await erp.there.connect()
    await holder.query('begin; lock table order_line in access exclusive mode')
    const first = await processes.start(['app/main.ts', '--role', 'worker'], null)
    const order = await placed(false)
    const state = async () =>
      (
        await desk.app.database.pool.query(`select state from integration.operation where title = $1`, [
          order.number,
        ])
      ).rows[0]?.state
    await expect.poll(state, { timeout: 60_000, interval: 50 }).toBe('sent')
    const waiting = async () =>
      (await erp.there.query('select 1 from pg_locks where not granted')).rows.length
    await expect.poll(waiting, { timeout: 30_000, interval: 50 }).toBeGreaterThan(0)
    await first.kill('SIGKILL')
    await holder.query('commit')
    holder.release()
    await leasesOver(desk.app)
    await processes.start(['app/main.ts', '--role', 'worker'], null)
    await expect.poll(state, { timeout: 60_000, interval: 100 }).toBe('confirmed')
    await stands(order)
  } finally {
    await processes.stop()
  }
}, 240_000)

/** Other processes of a test have other keys, so they cannot open what this one has sealed; and they are less quick to begin with. */
async function openToOthers(): Promise<void> {
  const password = decodeURIComponent(new URL(erp.other.url).password)
  await desk.app.database.pool.query(
    `update integration.system set limits = '{}', version = version + 1, sealed = null, settings = settings || jsonb_build_object('password', $1::text)`,
    [password],
  )
}
