import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dealContract, dealReadings, salesContract } from '../../contract.ts'

const api = { ...salesContract, ...dealContract, ...dealReadings }
let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())

const newCustomer = async (more: object = {}) =>
  (await admin.call(customersContract.create, { body: { name: 'Nordwind', ...more } })).id
const open = (customer: string, more: object = {}, who = admin) =>
  who.call(api.openOpportunity, { body: { name: 'Turbines', customer, ...more } })
const dealsOf = (id: string, who = admin) => who.call(api.customerDeals, { params: { id } })
const changesOf = (id: string, who = admin, query: object = {}) =>
  who.call(api.opportunityChanges, { params: { id }, query })

describe('what may be sold to a customer', () => {
  test('is told with what it adds up to, and apart from it what was won and lost', async () => {
    const customer = await newCustomer()
    await open(customer, { name: 'Later', amount: 500_00, expectedClose: '2031-01-01' })
    await open(customer, { name: 'Sooner', amount: 1_000_00, expectedClose: '2030-01-01', nextStep: 'Call' })
    await open(customer, { name: 'Foreign', amount: 10_00, currency: 'ISK' })
    const { id } = await open(customer, { name: 'Gone', amount: 9_999_00 })
    await admin.call(api.closeOpportunity, { params: { id }, body: { outcome: 'lost' } })
    const told = await dealsOf(customer)
    expect(told.open).toMatchObject({ count: 3, sum: 1_500_00, notConverted: 1 })
    expect(told.open.items.map(({ name }) => name)).toEqual(['Sooner', 'Later', 'Foreign'])
    expect(told.open.items[0]).toMatchObject({
      nextStep: 'Call',
      stage: { title: 'Qualified' },
      outcome: null,
    })
    expect(told.closed).toMatchObject({ won: 0, lost: 1, items: [{ name: 'Gone', outcome: 'lost' }] })
    expect(await dealsOf(await newCustomer())).toMatchObject({
      open: { count: 0, sum: 0, items: [] },
      closed: { won: 0, lost: 0, items: [] },
    })
  })

  test('is that of all records of the family, whichever of them is asked for', async () => {
    const [root, part] = [await newCustomer(), await newCustomer({ name: 'Nordwind Ltd' })]
    await open(root, { name: 'Of one' })
    await open(part, { name: 'Of the other' })
    await admin.call(customersContract.link, { params: { id: root }, body: { ids: [part] } })
    for (const id of [root, part]) expect((await dealsOf(id)).open.count).toBe(2)
  })

  test('is only what one sees oneself, in list and sum, and nothing of a customer one does not see', async () => {
    const { seller, manager } = app.people
    const customer = await newCustomer({ owner: seller.id })
    await open(customer, { name: 'Of the administrator', amount: 700_00 })
    await open(customer, { name: 'Of the seller', amount: 50_00 }, seller)
    const told = await dealsOf(customer, seller)
    expect(told.open).toMatchObject({ count: 1, sum: 50_00, items: [{ name: 'Of the seller' }] })
    expect((await dealsOf(customer, manager)).open.count).toBe(2)
    const params = { id: await newCustomer() }
    expect((await seller.send(api.customerDeals, { params })).status).toBe(404)
    expect((await app.people.agent.send(api.customerDeals, { params: { id: customer } })).status).toBe(403)
  })
})

describe('the changes of an opportunity', () => {
  test('tell of its parts too, also of those that are gone, and of no other deal of the customer', async () => {
    const customer = await newCustomer()
    const { id } = await open(customer)
    const params = { id }
    await open(customer, { name: 'Another' })
    const clerk = await admin.call(api.addInvolved, { params, body: { name: 'Clerk', role: 'uses' } })
    const child = { id, childId: clerk.id }
    await admin.call(api.changeInvolved, { params: child, body: { role: 'blocks' } })
    await admin.call(api.removeInvolved, { params: child })
    await admin.call(api.changeOpportunity, { params, body: { nextStep: 'Call' } })
    const { items } = await changesOf(id)
    expect(items.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
      'opportunity changed',
      'involvement deleted',
      'involvement changed',
      'involvement created',
      'opportunity created',
    ])
    expect(items[1]?.before).toMatchObject({ name: 'Clerk', role: 'blocks' })
    const first = await changesOf(id, admin, { limit: 2 })
    const rest = await changesOf(id, admin, { before: first.next })
    expect([...first.items, ...rest.items]).toEqual(items)
  })

  test('are those of one record alone in the history of its customer, as before', async () => {
    const customer = await newCustomer()
    const { id } = await open(customer)
    await open(customer)
    const query = { rootId: customer, recordId: id }
    const { items } = await admin.call(historyContract.ofRecord, { query })
    expect(items.map(({ recordId }) => recordId)).toEqual([id])
  })

  test('are told to whoever sees it, though he may not see its customer, and to nobody else', async () => {
    const { seller, agent } = app.people
    const { id } = await open(await newCustomer(), { owner: seller.id })
    expect((await changesOf(id, seller)).items).toHaveLength(1)
    const hidden = await open(await newCustomer())
    for (const who of [seller, agent])
      expect((await who.send(api.opportunityChanges, { params: { id: hidden.id } })).status).toBe(404)
  })
})
