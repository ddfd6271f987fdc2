import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { sessionEndpoints } from '../../staff/contract/session.ts'
import { customersContract as api } from '../contract.ts'

let app: TestApp
let seller: Caller
beforeAll(async () => {
  app = await testApp()
  seller = await app.person('seller', { name: 'Inge' })
  await seller.call(sessionEndpoints.changeSession, { body: { timeZone: 'Asia/Tokyo' } })
})
afterAll(() => app.close())

const customer = async (owner: Caller, name: string) =>
  (await app.people.administrator.call(api.create, { body: { name, owner: owner.id } })).id
const meet = (
  who: Caller,
  id: string,
  entry: { at: string; title: string; kind?: 'meeting' | 'visit' | 'call' },
) => who.call(api.addEntry, { params: { id }, body: { kind: 'meeting', ...entry } })
const titles = async (who: Caller, from: string, until: string) =>
  (await who.call(api.appointments, { query: { from, until } })).items.map(item => item.title)

describe('my appointments', () => {
  test('are the meetings and visits of the asked days, in my time zone', async () => {
    const id = await customer(seller, 'Kessler')
    // Midnight in Tokyo is 15:00 UTC of the day before.
    await meet(seller, id, { at: '2031-03-02T14:59:00Z', title: 'The day before' })
    await meet(seller, id, { at: '2031-03-02T15:00:00Z', title: 'First minute', kind: 'visit' })
    await meet(seller, id, { at: '2031-03-04T14:59:00Z', title: 'Last minute' })
    await meet(seller, id, { at: '2031-03-04T15:00:00Z', title: 'The day after' })
    await meet(seller, id, { at: '2031-03-03T05:00:00Z', title: 'Only a call', kind: 'call' })
    expect(await titles(seller, '2031-03-03', '2031-03-05')).toEqual(['First minute', 'Last minute'])
  })

  test('are mine alone, and only with customers I may see', async () => {
    const at = '2032-03-03T05:00:00Z'
    const id = await customer(seller, 'Handed over')
    await meet(seller, id, { at, title: 'With mine' })
    await meet(app.people.administrator, id, { at, title: 'Of another' })
    expect(await titles(seller, '2032-03-01', '2032-04-01')).toEqual(['With mine'])
    await app.people.administrator.call(api.change, { params: { id }, body: { owner: app.people.agent.id } })
    expect(await titles(seller, '2032-03-01', '2032-04-01')).toEqual([])
  })
})
