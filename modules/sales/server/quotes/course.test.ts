import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  offerContract,
  productContract as products,
  quoteContract as api,
  salesContract,
} from '../../contract.ts'
import { type QuoteDesk, quoteDesk } from './testing.ts'

let desk: QuoteDesk
beforeAll(async () => {
  desk = await quoteDesk()
})
afterAll(() => desk.app.close())

const rows = async <T>(text: string, values: unknown[] = []) =>
  (await desk.app.database.pool.query(text, values)).rows as T[]

test('what was accepted is not sent again, though a next version had been begun: one quote gives one order', async () => {
  const { seller } = desk
  const { params, token } = await desk.sent()
  await seller.call(api.writeDraft, { params, body: { title: 'Next', discount: { percent: 500 } } })
  expect((await desk.accept(token)).status).toBe(200)
  const again = await seller.send(api.sendQuote, { params, body: {} })
  expect(again.problem.code).toBe('sales.quote-accepted')
  const page = await seller.call(api.quotePage, { params })
  expect(page.may).toMatchObject({ write: false, send: false, ask: false, win: true })
  // Lists show what was accepted, not the draft that lies beside it.
  expect(page.record).toMatchObject({ state: 'accepted', title: 'Pumps', net: 200_00 })
  const orders = await rows('select id from sales.sales_order where quote_id = $1', [params.id])
  expect(orders).toHaveLength(1)
})

test('without a price list of its own a quote is measured by the default, so no discount goes unseen', async () => {
  const { seller, pump } = desk
  const lines = [{ product: pump, name: 'Pump', quantity: '1', unitPrice: 50_00 }]
  const page = await desk.started({ priceList: null, lines })
  expect(page.versions[0]?.totals.discountShare).toBe(5000)
  const send = await seller.send(api.sendQuote, { params: { id: page.record.id }, body: {} })
  expect(send.problem.code).toBe('sales.approval-missing')
})

test('whoever writes a draft that was sent meanwhile is told so, and begins no other', async () => {
  const { seller } = desk
  const page = await desk.started()
  const params = { id: page.record.id }
  await seller.call(api.sendQuote, { params, body: {} })
  const read = Number(page.versions[0]?.version)
  const late = await seller.send(api.writeDraft, { params, body: { title: 'Late' }, ifMatch: read })
  expect(late.status).toBe(409)
  expect((await seller.call(api.quotePage, { params })).versions).toHaveLength(1)
})

test('an amount follows the quote before again when the newest is withdrawn, and none when somebody types it', async () => {
  const { seller, pump } = desk
  const opportunity = await desk.deal()
  const params = { id: opportunity }
  await seller.call(api.followQuotes, { params, body: { follows: 'newest' } })
  const quoted = async (quantity: string) => {
    const lines = [{ product: pump, name: 'Pump', quantity }]
    const { record } = await seller.call(api.startQuote, { body: { opportunity, lines } })
    await seller.call(api.sendQuote, { params: { id: record.id }, body: {} })
    return { id: record.id }
  }
  const amount = async () => (await seller.call(salesContract.getOpportunity, { params }))['amount']
  await quoted('1')
  const second = await quoted('3')
  expect(await amount()).toBe(300_00)
  await seller.call(api.withdrawQuote, { params: second, body: { reason: null } })
  expect(await amount()).toBe(100_00)
  await seller.call(salesContract.changeOpportunity, { params, body: { amount: 77_00 } })
  await quoted('2')
  expect(await amount()).toBe(77_00)
})

test('an offer is kept as it was sent, the sender too; a colleague who clicks is not taken for the customer', async () => {
  const { seller, manager, app } = desk
  const { params, token } = await desk.sent()
  const look = async () => (await app.stranger.call(offerContract.lookAtOffer, { body: { token } })).sender
  const before = await look()
  const settings = await manager.call(api.quoteSettings)
  const { id: _id, version: _version, ...kept } = settings as Record<string, unknown>
  const set = await manager.send(api.setQuoteSettings, { body: { ...kept, sender: 'Another firm' } as never })
  expect(set.status).toBe(200)
  expect(await look()).toBe(before)
  await seller.call(offerContract.acceptOffer, { body: { token, name: 'Me' } })
  const page = await seller.call(api.quotePage, { params })
  expect(page.versions[0]?.answer?.by).toMatchObject({ id: seller.id })
})

test('of two price lists that become the default at once one is it', async () => {
  const { manager } = desk
  const made = await Promise.all(
    ['One', 'Two', 'Three'].map(name =>
      manager.call(products.addPriceList, { body: { name, currency: 'SEK', isDefault: true } }),
    ),
  )
  expect(made).toHaveLength(3)
  const defaults = await rows(`select id from sales.price_list where currency = 'SEK' and is_default`)
  expect(defaults).toHaveLength(1)
})
