import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { productContract as api } from '../../contract.ts'

let app: TestApp
let manager: Caller
beforeAll(async () => {
  app = await testApp()
  manager = app.people.administrator
})
afterAll(() => app.close())

let lists = 0
const list = async () =>
  (await manager.call(api.addPriceList, { body: { name: `List ${++lists}`, currency: 'EUR' } })).id
const product = async (code: string) =>
  (await manager.call(api.addProduct, { body: { code, name: `Pump ${code}` } })).id
const pricesOf = async (id: string) =>
  (await manager.call(api.prices, { params: { id }, query: {} })).items.map(
    ({ product: { code }, breaks }) => [code, ...breaks.map(({ from, amount }) => `${from}: ${amount}`)],
  )
const one = (amount: number) => [{ from: '1', amount }]

test('many prices are one act: only what differs is written, and one undo takes all of it back', async () => {
  const id = await list()
  const [a, b, c] = [await product('A'), await product('B'), await product('C')]
  const params = { id }
  await manager.call(api.setPrices, { params: { id, childId: a }, body: { breaks: one(100) } })
  await manager.call(api.setPrices, { params: { id, childId: c }, body: { breaks: one(700) } })
  const before = await pricesOf(id)
  const prices = [
    { product: a, breaks: [...one(120), { from: '10', amount: 90 }] },
    { product: b, breaks: one(50) },
    { product: c, breaks: one(700) },
  ]
  const { reply, headers } = await manager.send(api.setManyPrices, { params, body: { prices } })
  expect(reply).toEqual({ products: 2 })
  expect(await pricesOf(id)).toEqual([
    ['A', '1: 120', '10: 90'],
    ['B', '1: 50'],
    ['C', '1: 700'],
  ])
  await manager.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
  expect(await pricesOf(id)).toEqual(before)
})

test('one row that is wrong keeps all of them out', async () => {
  const id = await list()
  const [d, e] = [await product('D'), await product('E')]
  const twice = [...one(1), ...one(2)]
  const tries = [
    [
      { product: d, breaks: one(10) },
      { product: e, breaks: twice },
    ],
    [
      { product: d, breaks: one(10) },
      { product: d, breaks: one(11) },
    ],
    [
      { product: d, breaks: one(10) },
      { product: id, breaks: one(11) },
    ],
    [{ product: d, breaks: one(-1) }],
  ]
  const statuses = []
  for (const prices of tries)
    statuses.push((await manager.send(api.setManyPrices, { params: { id }, body: { prices } })).status)
  expect(statuses).toEqual([422, 422, 404, 422])
  expect(await pricesOf(id)).toEqual([])
  const { seller } = app.people
  const body = { prices: [{ product: d, breaks: one(10) }] }
  expect((await seller.send(api.setManyPrices, { params: { id }, body })).status).toBe(403)
})
