import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dayContract, salesContract } from '../../contract.ts'

let app: TestApp
let seller: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  seller = await app.person('seller')
  customer = await newCustomer('Nordwind')
})

const newCustomer = async (name: string) =>
  (await seller.call(customersContract.create, { body: { name, owner: seller.id } })).id
const open = async () =>
  (
    await seller.call(salesContract.openOpportunity, {
      body: { name: 'Turbines', customer, nextStep: 'Call them', nextStepAt: '2026-01-01T09:00:00Z' },
    })
  ).id
const deal = (id: string) => seller.call(salesContract.getOpportunity, { params: { id } })
const written = async () =>
  (await seller.call(customersContract.timeline, { params: { id: customer }, query: { kind: 'call,visit' } }))
    .items
const tasks = async () =>
  (
    await seller.call(customersContract.tasks, {
      query: { filter: JSON.stringify({ field: 'customer', op: 'eq', value: customer }) },
    })
  ).items
const log = (body: object, headers: Record<string, string> = {}) =>
  seller.raw('POST', '/sales/log', {
    body: { customer, kind: 'call', text: 'They want an offer', ...body },
    headers,
  })

describe('a log', () => {
  test('writes the entry and the next step of the deal, and one undo takes both back', async () => {
    const id = await open()
    const at = '2027-03-01T09:00:00+00:00'
    const { status, reply } = await log({ deal: id, nextStep: { what: 'Send the offer', at } })
    expect(status).toBe(201)
    expect(await written()).toMatchObject([
      { kind: 'call', body: 'They want an offer', direction: 'out', actor: { id: seller.id } },
    ])
    expect(await deal(id)).toMatchObject({ nextStep: 'Send the offer', nextStepAt: at })
    await seller.call(historyContract.undo, { params: { id: (reply as { batchId: string }).batchId } })
    expect(await written()).toEqual([])
    expect(await deal(id)).toMatchObject({ nextStep: 'Call them' })
  })

  test('leaves the next step as it is, unless it was this one', async () => {
    const id = await open()
    await log({ deal: id })
    expect(await deal(id)).toMatchObject({ nextStep: 'Call them' })
    await log({ deal: id, stepDone: true })
    expect(await deal(id)).toMatchObject({ nextStep: null, nextStepAt: null })
  })

  test('makes a task of what comes next where there is no deal', async () => {
    await log({ nextStep: { what: 'Send a catalogue', at: '2027-03-01T09:00:00Z' } })
    expect(await tasks()).toMatchObject([{ title: 'Send a catalogue', assignee: { id: seller.id } }])
    expect((await log({ nextStep: { what: '', at: '2027-03-01T09:00:00Z' } })).status).toBe(422)
  })

  test('is written once, however often it is sent under its key', async () => {
    const headers = { 'idempotency-key': 'from-the-car' }
    const [first, second] = [await log({}, headers), await log({}, headers)]
    expect(second.reply).toEqual(first.reply)
    expect(await written()).toHaveLength(1)
  })

  test('tells what it was good for, to whoever sees the deal', async () => {
    const id = await open()
    const { reply } = await log({ deal: id })
    const uses = async (who: Caller) =>
      (await who.call(dayContract.entryUses, { params: { id: customer } })).items
    const { entry } = reply as { entry: string }
    expect(await uses(seller)).toEqual([{ entryId: entry, opportunity: { id, name: 'Turbines' } }])
    await app.database.pool.query('update sales.opportunity set owner_id = null where id = $1', [id])
    expect(await uses(seller)).toEqual([])
  })

  test('keeps a deal removable, and undo brings what it used back', async () => {
    const id = await open()
    await log({ deal: id })
    const { administrator } = app.people
    const { batchId } = await administrator.call(salesContract.removeOpportunity, { params: { id } })
    await administrator.call(historyContract.undo, { params: { id: batchId } })
    expect((await seller.call(dayContract.entryUses, { params: { id: customer } })).items).toHaveLength(1)
  })

  test('takes a visit with its line as the title, and sets the clock of the telephone right', async () => {
    const [hour, week] = [3_600_000, 7 * 86_400_000]
    expect((await log({ kind: 'visit', at: new Date(Date.now() + hour).toISOString() })).status).toBe(201)
    const [entry] = await written()
    expect(entry).toMatchObject({ kind: 'visit', title: 'They want an offer', body: null })
    expect(Date.parse(entry?.at ?? '')).toBeLessThanOrEqual(Date.now())
    const later = await log({ at: new Date(Date.now() + week).toISOString() })
    expect(later.problem.fields).toMatchObject([{ code: 'sales.logged-in-future' }])
  })

  test('is refused for a deal of another customer, a closed one, and customers out of sight; nothing is left', async () => {
    const id = await open()
    const other = await newCustomer('Südwind')
    expect((await log({ customer: other, deal: id })).problem.fields).toMatchObject([
      { code: 'sales.deal-of-another' },
    ])
    await seller.call(salesContract.closeOpportunity, { params: { id }, body: { outcome: 'won' } })
    expect((await log({ deal: id })).problem.code).toBe('sales.closed')
    expect((await log({ customer: '00000000-0000-7000-8000-0000000000aa' })).status).toBe(404)
    expect(await written()).toEqual([])
  })
})
