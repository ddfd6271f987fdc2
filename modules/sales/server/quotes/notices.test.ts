import { afterAll, beforeAll, expect, test } from 'vitest'
import { historyContract } from '../../../../platform/history/contract.ts'
import { offerContract, quoteContract as api } from '../../contract.ts'
import { type QuoteDesk, quoteDesk } from './testing.ts'

let desk: QuoteDesk
beforeAll(async () => {
  desk = await quoteDesk()
})
afterAll(() => desk.app.close())

const kindsOf = async (quoteId: string) =>
  (await desk.seller.call(api.quoteNotices)).items
    .filter(({ quote }) => quote.id === quoteId)
    .map(({ kind }) => kind)

test('that a customer opened his link is told once, however many look at once, and not when a colleague looks', async () => {
  const { params, token } = await desk.sent()
  const look = { body: { token } }
  await desk.manager.call(offerContract.lookAtOffer, look)
  expect(await kindsOf(params.id)).toEqual([])
  await Promise.all([1, 2, 3].map(() => desk.app.stranger.call(offerContract.lookAtOffer, look)))
  await desk.app.stranger.call(offerContract.lookAtOffer, look)
  expect(await kindsOf(params.id)).toEqual(['looked'])
  await desk.accept(token)
  expect(await kindsOf(params.id)).toEqual(['accepted', 'looked'])
})

test('settings of quotes are set as a whole and taken back by undo; nobody sets them over somebody else’s', async () => {
  const { manager, seller } = desk
  const { version, ...before } = await manager.call(api.quoteSettings)
  const body = { ...before, sender: 'Nordlicht AS\nKai 4', limits: { seller: 1250 }, otherwise: 0 }
  const { headers, status } = await manager.send(api.setQuoteSettings, { body, ifMatch: version })
  expect(status).toBe(200)
  expect(await seller.call(api.quoteSettings)).toMatchObject({ sender: 'Nordlicht AS\nKai 4' })
  expect((await manager.send(api.setQuoteSettings, { body: before, ifMatch: version })).status).toBe(409)
  expect((await seller.send(api.setQuoteSettings, { body })).status).toBe(403)
  await manager.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
  expect(await seller.call(api.quoteSettings)).toMatchObject(before)
})
