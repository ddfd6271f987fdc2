import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { customersContract as customers } from '../modules/customers/contract.ts'
import { integrationContract as systems } from '../modules/integration/contract.ts'
import { type TakingThere, takingThere } from '../modules/integration/testing/taking-there.ts'
import { leasesOver } from '../modules/integration/testing/written-there.ts'
import { quoteContract as quotes } from '../modules/sales/contract.ts'
import { type QuoteDesk, quoteDesk } from '../modules/sales/server/quotes/testing.ts'
import { historyContract } from '../platform/history/contract.ts'
import { setNetworks } from '../platform/outbound/networks.ts'

/** From a quote that is accepted by its link to an order that stands in another system, with every mishap on the way. */

let desk: QuoteDesk
let erp: TakingThere
let stop: (() => Promise<void>)[] = []
beforeAll(async () => {
  desk = await quoteDesk()
  await desk.app.asSystem(ctx => setNetworks(ctx, ['127.0.0.0/8']))
  erp = await takingThere(desk.app, {
    limits: { limits: { perSecond: 1000, timeout: { page: 250, background: 2000, write: 1500 } } },
  })
}, 120_000)
afterEach(async () => {
  erp.proxy.set({})
  for (const each of stop.splice(0)) await each()
})
afterAll(async () => {
  await erp?.remove()
  await desk?.app.close()
})

const patience = { timeout: 30_000, interval: 50 }
const sending: TakingThere['sending'] = limits => {
  const ended = erp.sending(limits)
  stop.push(ended)
  return ended
}
const orderOf = async (params: { id: string }) => (await desk.seller.call(quotes.quotePage, { params })).order
const there = async (number: string) =>
  (
    await erp.there.query(
      `select o.no, o.client_no, o.crm_ref, o.order_date::text, o.currency, o.total::text,
         (select json_agg(json_build_array(l.line_no, l.article, l.name, l.qty::text, l.unit_price::text) order by l.line_no)
           from order_line l where l.order_no = o.no) as lines
       from sales_order o where o.crm_ref = $1 order by o.no`,
      [number],
    )
  ).rows

type Placed = { params: { id: string }; number: string; customer: string }
/** A quote that was accepted by its link; `known`: its customer is a client there. */
async function placed({ known = true }: { known?: boolean } = {}): Promise<Placed> {
  const { params, token, number } = await desk.sent()
  const customer = (await desk.seller.call(quotes.quotePage, { params })).customer.id
  if (known) await erp.known(customer)
  expect((await desk.accept(token)).status).toBe(200)
  return { params, number, customer }
}
const passed = (params: { id: string }) =>
  expect.poll(async () => (await orderOf(params))?.state, patience).toBe('passed')

test('without a system that takes orders they wait, and are not passed on by themselves when there is one', async () => {
  const { params } = await placed()
  expect(await orderOf(params)).toMatchObject({ state: 'waiting', system: null })
  const { seller } = desk
  expect((await seller.send(quotes.passOrder, { params })).problem.code).toBe('sales.nobody-takes-orders')
  await erp.takes('sales.order')
  expect(await orderOf(params)).toMatchObject({ state: 'waiting', system: expect.stringMatching(/^ERP/) })
  sending()
  const page = await seller.call(quotes.passOrder, { params })
  expect(page.order?.state).toBe('on-its-way')
  await passed(params)
})

describe('with one', () => {
  test('an accepted quote is an order there with its lines, and its number there is told here', async () => {
    sending()
    const { params, number } = await placed()
    await passed(params)
    const [order, ...more] = await there(number)
    expect(more).toEqual([])
    expect(order).toMatchObject({
      currency: 'EUR',
      total: expect.stringMatching(/^\d+\.\d\d$/),
      order_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      lines: [[1, 'P-1', 'Pump', '2.000', '100.00']],
    })
    const { passedAs, reason } = (await orderOf(params)) as { passedAs: string; reason: string | null }
    expect([passedAs, reason]).toEqual([String(order.no), null])
    const again = await desk.seller.send(quotes.passOrder, { params })
    expect(again.problem.code).toBe('sales.order-passed')
  })

  test('neither the acceptance nor the passing on can be taken back', async () => {
    sending()
    const { params, number } = await placed()
    await passed(params)
    const { rows: acts } = await desk.app.database.pool.query<{ id: string }>(
      `select distinct c.batch_id as id from platform.change c join sales.sales_order o on o.id = c.record_id where o.quote_id = $1`,
      [params.id],
    )
    expect(acts).toHaveLength(2)
    for (const { id } of acts) await desk.manager.send(historyContract.undo, { params: { id } })
    expect(await orderOf(params)).toMatchObject({ state: 'passed' })
    expect(await there(number)).toHaveLength(1)
  })

  test('a customer who is not known there makes it wait with the reason, until he is and somebody sends it again', async () => {
    sending()
    const { params, number, customer } = await placed({ known: false })
    expect(await orderOf(params)).toMatchObject({ state: 'stuck', reason: 'customer-not-known' })
    expect(await there(number)).toEqual([])
    const { items } = await desk.manager.call(systems.operations, { query: {} })
    expect(items.find(({ title }) => title === number)).toMatchObject({
      kind: 'make',
      key: null,
      reason: 'customer-not-known',
    })
    await erp.known(customer)
    await desk.seller.call(quotes.passOrder, { params })
    await passed(params)
    expect(await there(number)).toHaveLength(1)
  })

  test.for([
    { himself: true, what: 'he is taken who ordered' },
    { himself: false, what: 'nobody is guessed, and the order waits' },
  ])('of a family that stands there several times $what', async ({ himself }) => {
    sending()
    const { params, token, number } = await desk.sent()
    const { customer } = await desk.seller.call(quotes.quotePage, { params })
    const { administrator } = desk.app.people
    const kin: string[] = []
    for (let at = 0; at < 4; at++) {
      const body = { name: `${customer.title} ${at}` }
      kin.push((await administrator.call(customers.create, { body })).id)
      await erp.known(kin[at] as string)
    }
    await administrator.call(customers.link, { params: { id: customer.id }, body: { ids: kin } })
    const no = himself ? await erp.known(customer.id) : null
    expect((await desk.accept(token)).status).toBe(200)
    if (no === null)
      expect(await orderOf(params)).toMatchObject({ state: 'stuck', reason: 'customer-several' })
    else {
      await passed(params)
      expect(await there(number)).toMatchObject([{ client_no: no }])
    }
  })

  test('what the database refuses waits with its words, and goes through once that is mended', async () => {
    sending()
    await erp.there.query(`alter table order_line add constraint no_pumps check (article <> 'P-1') not valid`)
    const { params, number } = await placed()
    await expect.poll(async () => (await orderOf(params))?.state, patience).toBe('stuck')
    expect(await orderOf(params)).toMatchObject({
      reason: 'refused',
      said: expect.stringContaining('no_pumps'),
    })
    // All of it or nothing: the head is not there without its lines.
    expect(await there(number)).toEqual([])
    await erp.there.query('alter table order_line drop constraint no_pumps')
    const { items } = await desk.manager.call(systems.operations, { query: {} })
    const ids = items.filter(({ title }) => title === number).map(({ id }) => id)
    expect(ids).toHaveLength(1)
    const edit = await desk.manager.call(systems.decideMany, { body: { ids, decision: 'mine' } })
    expect(edit).toMatchObject({ done: 0, left: [{ code: 'integration.cannot-be-decided-so' }] })
    const decided = await desk.manager.call(systems.decideMany, { body: { ids, decision: 'replay' } })
    expect(decided.done).toBe(1)
    await passed(params)
    expect(await there(number)).toHaveLength(1)
  })

  test('an answer that is lost on the way is looked for there, and nothing is made twice', async () => {
    const holder = await erp.there.connect()
    await holder.query('begin; lock table order_line in access exclusive mode')
    sending()
    const { params, number } = await placed()
    await expect
      .poll(
        async () =>
          (await attempts(params)).some(({ state, reason }) => state !== 'confirmed' && reason !== null),
        patience,
      )
      .toBe(true)
    await holder.query('commit')
    holder.release()
    await leasesOver(desk.app)
    await passed(params)
    expect(await there(number)).toHaveLength(1)
  })

  test('a worker that died after it had sent leaves it to the next one, which finds it by our number', async () => {
    const { params, number, customer } = await placed()
    await desk.app.database.pool.query(
      `update integration.operation set state = 'sent', attempts = 1, sent_at = now(), due_at = now()
       where customer_id = $1 and kind = 'make'`,
      [customer],
    )
    const { rows } = await erp.there.query(
      `insert into sales_order (client_no, crm_ref, order_date, currency, total) select max(no), $1, now(), 'EUR', 1 from client returning no`,
      [number],
    )
    sending()
    await passed(params)
    expect(await there(number)).toHaveLength(1)
    expect((await orderOf(params))?.passedAs).toBe(String(rows[0].no))
  })

  test('our number in two records there is told, and nothing is made', async () => {
    const { params, number } = await placed()
    for (const total of [1, 2])
      await erp.there.query(
        `insert into sales_order (client_no, crm_ref, order_date, currency, total) select max(no), $1, now(), 'EUR', $2 from client`,
        [number, total],
      )
    sending()
    await expect.poll(async () => (await orderOf(params))?.state, patience).toBe('stuck')
    expect(await orderOf(params)).toMatchObject({ reason: 'ours-several' })
    expect(await there(number)).toHaveLength(2)
  })

  test('a system that is away is told of on the quote, and takes the order when it is back', async () => {
    sending()
    const { params: offered, token, number } = await desk.sent()
    const { customer } = await desk.seller.call(quotes.quotePage, { params: offered })
    await erp.known(customer.id)
    await erp.other.stop()
    expect((await desk.accept(token)).status).toBe(200)
    const params = offered
    await expect.poll(async () => (await orderOf(params))?.reason, patience).not.toBeNull()
    expect(await orderOf(params)).toMatchObject({ state: 'on-its-way' })
    await erp.other.start()
    await expect
      .poll(
        async () => {
          await leasesOver(desk.app)
          return (await orderOf(params))?.state
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe('passed')
    expect(await there(number)).toHaveLength(1)
  }, 120_000)
})

async function attempts({ id }: { id: string }) {
  const { rows } = await desk.app.database.pool.query<{ state: string; reason: string | null }>(
    `select p.state, p.reason from integration.operation p join sales.sales_order o on o.id = p.record_id where o.quote_id = $1 order by p.id`,
    [id],
  )
  return rows
}
