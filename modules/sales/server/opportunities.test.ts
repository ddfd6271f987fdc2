import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { historyContract } from '../../../platform/history/contract.ts'
import { customersContract } from '../../customers/contract.ts'
import { salesContract as api } from '../contract.ts'

let app: TestApp
let admin: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  const made = await admin.call(customersContract.create, {
    body: { name: 'Nordwind', kind: 'organisation' },
  })
  customer = made.id
})
afterAll(() => app.close())

const open = (more: object = {}, who = admin) =>
  who.call(api.openOpportunity, { body: { name: 'Turbines', customer, ...more } })
const read = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const stages = () =>
  read<{ id: string }>('select id from sales.stage where retired_at is null order by position')
const visits = (id: string) =>
  read<{ stage_id: string; left: boolean }>(
    'select stage_id, left_at is not null as left from sales.stage_visit where opportunity_id = $1 order by entered_at, id',
    [id],
  )

describe('an opportunity', () => {
  test('begins in the first stage, is mine, and is worth its amount in the currency of the firm', async () => {
    const [first] = await stages()
    const made = await open({ amount: 1_250_000 })
    expect(made).toMatchObject({ amount: 1_250_000, currency: 'EUR', customer: { title: 'Nordwind' } })
    expect(made.stage).toMatchObject({ id: first?.id })
    expect((made.owner as { id: string }).id).toBe(admin.id)
    expect(await visits(made.id)).toEqual([{ stage_id: first?.id, left: false }])
  })

  test('leaves a visit behind in every stage it was in, and undo of a move ends where it began', async () => {
    const [first, , third] = await stages()
    const { id } = await open()
    const { headers } = await admin.send(api.moveOpportunity, {
      params: { id },
      body: { stage: third?.id ?? '' },
    })
    expect(await visits(id)).toEqual([
      { stage_id: first?.id, left: true },
      { stage_id: third?.id, left: false },
    ])
    await admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
    expect(await visits(id)).toEqual([{ stage_id: first?.id, left: false }])
    expect((await admin.call(api.getOpportunity, { params: { id } })).stage).toMatchObject({ id: first?.id })
  })

  test('is closed once, with a reason for that outcome, and can be opened again', async () => {
    const { id } = await open({ amount: 500 })
    const [lost] = await read<{ id: string }>(
      "select id from sales.closing_reason where outcome = 'lost' limit 1",
    )
    const close = (body: { outcome: 'won' | 'lost'; reason?: string | undefined; at?: string }) =>
      admin.send(api.closeOpportunity, { params: { id }, body })
    expect((await close({ outcome: 'won', reason: lost?.id })).status).toBe(422)
    expect((await close({ outcome: 'won', at: '2199-01-01T00:00:00Z' })).status).toBe(422)
    // A day before it came into its stage is no day on which it can have been decided there.
    expect((await close({ outcome: 'won', at: '2020-01-01T00:00:00Z' })).status).toBe(422)
    expect((await close({ outcome: 'lost', reason: lost?.id })).reply).toMatchObject({ outcome: 'lost' })
    expect((await close({ outcome: 'won' })).problem.code).toBe('sales.closed')
    expect((await visits(id)).every(visit => visit.left)).toBe(true)
    const again = await admin.call(api.reopenOpportunity, { params: { id } })
    expect(again).toMatchObject({ outcome: null, closedAt: null })
    expect((await visits(id)).filter(visit => !visit.left)).toHaveLength(1)
  })

  test('is removed with all that belongs to it, and undo brings all of it back', async () => {
    const { id } = await open()
    await admin.call(api.closeOpportunity, { params: { id }, body: { outcome: 'won' } })
    const all = async () => {
      const { version: _grows, ...record } = await admin.call(api.getOpportunity, { params: { id } })
      return [await visits(id), record]
    }
    const before = await all()
    const { batchId } = await admin.call(api.removeOpportunity, { params: { id } })
    expect((await admin.send(api.getOpportunity, { params: { id } })).status).toBe(404)
    expect(await visits(id)).toEqual([])
    await admin.call(historyContract.undo, { params: { id: batchId } })
    expect(await all()).toEqual(before)
  })
})

describe('the history of a customer', () => {
  const seenBy = async (who: Caller, rootId: string) =>
    (await who.call(historyContract.ofRecord, { query: { rootId } })).items.map(({ entity }) => entity)

  test('shows an opportunity to whoever sees that, and to nobody else', async () => {
    const { seller, agent, manager } = app.people
    const shared = await admin.call(customersContract.create, { body: { name: 'Shared', owner: seller.id } })
    await open({ customer: shared.id })
    expect(await seenBy(admin, shared.id)).toContain('opportunity')
    expect(await seenBy(manager, shared.id)).toContain('opportunity')
    // The customer is the seller's, the deal is not; the agent sees customers and no sales at all.
    expect(await seenBy(seller, shared.id)).toContain('customer')
    expect(await seenBy(seller, shared.id)).not.toContain('opportunity')
    expect(await seenBy(agent, shared.id)).not.toContain('opportunity')
    await open({ customer: shared.id }, seller)
    expect((await seenBy(seller, shared.id)).filter(entity => entity === 'opportunity')).toHaveLength(1)
  })
})
