import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dealContract, salesContract } from '../../contract.ts'

const api = { ...salesContract, ...dealContract }
let app: TestApp
let admin: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  customer = (await admin.call(customersContract.create, { body: { name: 'Nordwind' } })).id
})
afterAll(() => app.close())

const open = (more: object = {}, who = admin) =>
  who.call(api.openOpportunity, { body: { name: 'Turbines', customer, ...more } })
const page = (id: string, who = admin) => who.call(api.opportunityPage, { params: { id } })
const undo = (headers: Record<string, unknown>) =>
  admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })

describe('the page of an opportunity', () => {
  test('tells who is involved, but not the name of a person whom the reader does not see', async () => {
    const { seller } = app.people
    const secret = await admin.call(customersContract.create, {
      body: { name: 'Dana Secret', kind: 'person' },
    })
    const { id } = await open({ owner: seller.id })
    const params = { id }
    await admin.call(api.addInvolved, { params, body: { person: secret.id, role: 'decides' } })
    const named = await seller.call(api.addInvolved, { params, body: { name: 'Porter', role: 'uses' } })
    expect((await page(id)).involved[0]?.person).toEqual({ id: secret.id, title: 'Dana Secret' })
    const shown = await seller.send(api.opportunityPage, { params })
    expect(shown.reply.involved).toMatchObject([
      { role: 'decides', person: null, name: null },
      { role: 'uses', name: 'Porter' },
    ])
    expect(shown.text).not.toMatch(new RegExp(`Secret|${secret.id}`))
    const child = { id, childId: named.id }
    await seller.call(api.changeInvolved, { params: child, body: { role: 'blocks' } })
    const { headers } = await seller.send(api.removeInvolved, { params: child })
    expect((await page(id)).involved).toHaveLength(1)
    await undo(headers)
    expect((await page(id)).involved[1]).toMatchObject({ role: 'blocks', name: 'Porter' })
  })

  test('names a competitor once, and shows the stages visited and how it ended', async () => {
    const made = '01930000-0000-7000-8000-0000000000c1'
    await app.database.pool.query(`insert into sales.competitor (id, name) values ($1, 'Ostwind')`, [made])
    const { id } = await open()
    const params = { id }
    const rival = await admin.call(api.addRival, { params, body: { competitor: made } })
    expect((await admin.send(api.addRival, { params, body: { competitor: made } })).problem.code).toBe(
      'sales.competitor-named',
    )
    const child = { id, childId: rival.id }
    await admin.call(api.changeRival, { params: child, body: { note: 'Cheaper' } })
    await admin.call(api.closeOpportunity, { params, body: { outcome: 'lost', competitor: made } })
    expect(await page(id)).toMatchObject({
      record: { id, outcome: 'lost' },
      visits: [{ stage: { title: 'Qualified' } }],
      competition: [{ competitor: { title: 'Ostwind' }, note: 'Cheaper' }],
      closure: { outcome: 'lost', competitor: 'Ostwind' },
    })
    await admin.call(api.removeRival, { params: child })
    expect((await page(id)).competition).toEqual([])
  })

  test('is not there, nor can anything be added, for whoever does not see the opportunity', async () => {
    const { seller } = app.people
    const { id } = await open()
    const params = { id }
    const other = await open({ owner: seller.id })
    const part = await admin.call(api.addInvolved, { params, body: { name: 'Porter', role: 'uses' } })
    const tries = [
      await seller.send(api.opportunityPage, { params }),
      await seller.send(api.addInvolved, { params, body: { name: 'X', role: 'uses' } }),
      await seller.send(api.tickCriterion, { params, body: { key: 'x', met: true } }),
      // The part of one deal by the address of another.
      await seller.send(api.removeInvolved, { params: { id: other.id, childId: part.id } }),
    ]
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })
})

test('a criterion is ticked with who and when, and taken back by undo', async () => {
  const { id } = await open()
  const criteria = JSON.stringify([{ key: 'budget', text: 'The budget is known' }])
  await app.database.pool.query(`update sales.stage set criteria = $1 where name = 'Qualified'`, [criteria])
  const tick = (key: string) => admin.send(api.tickCriterion, { params: { id }, body: { key, met: true } })
  const { headers } = await tick('budget')
  expect((await page(id)).criteria).toMatchObject([{ key: 'budget', metBy: { id: admin.id } }])
  expect((await tick('nothing')).status).toBe(422)
  await undo(headers)
  expect((await page(id)).criteria).toMatchObject([{ key: 'budget', metAt: null, metBy: null }])
})

test('lists find what stays too long and what has no next step', async () => {
  const old = await open({ tags: ['care'], nextStep: 'Call' })
  const fresh = await open({ tags: ['care'] })
  const sql = `update sales.opportunity set stage_since = now() - interval '15 days' where id = $1`
  await app.database.pool.query(sql, [old.id])
  const found = async (field: string, value: string) => {
    const tagged = { field: 'tags', op: 'has-any', value: ['care'] }
    const filter = JSON.stringify({ and: [tagged, { field, op: 'eq', value }] })
    return (await admin.call(api.opportunities, { query: { filter } })).items.map(item => item.id)
  }
  expect(await found('@stalled', 'yes')).toEqual([old.id])
  expect(await found('@stalled', 'no')).toEqual([fresh.id])
  expect(await found('@noNextStep', 'yes')).toEqual([fresh.id])
  const filter = JSON.stringify({ field: '@stalled', op: 'eq', value: 'perhaps' })
  expect((await admin.send(api.opportunities, { query: { filter } })).status).toBe(422)
})

test('many are handed over, postponed and tagged in one act that reaches only what one sees, and undone', async () => {
  const { seller } = app.people
  const own = await open({ owner: seller.id, tags: ['old'], expectedClose: '2027-01-01' })
  const hidden = await open({ tags: ['old'] })
  const body = {
    ids: [own.id, hidden.id],
    set: { expectedClose: '2027-03-01' },
    addTags: ['new'],
    removeTags: ['old'],
  }
  const { reply, headers } = await seller.send(api.changeOpportunities, { body })
  expect(reply.changed).toBe(1)
  const get = (id: string) => admin.call(api.getOpportunity, { params: { id } })
  expect(await get(own.id)).toMatchObject({ expectedClose: '2027-03-01', tags: ['new'] })
  expect(await get(hidden.id)).toMatchObject({ expectedClose: null, tags: ['old'] })
  await undo(headers)
  expect(await get(own.id)).toMatchObject({ expectedClose: '2027-01-01', tags: ['old'] })
  await admin.call(api.changeOpportunities, { body: { q: 'Turbines', set: { owner: seller.id } } })
  expect((await get(hidden.id)).owner).toMatchObject({ id: seller.id })
  expect((await admin.send(api.changeOpportunities, { body: { addTags: ['x'] } })).problem.code).toBe(
    'sales.nothing-selected',
  )
})
