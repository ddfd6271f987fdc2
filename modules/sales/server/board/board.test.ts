import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import type { BoardColumn } from '../../contract.ts'
import { salesContract as api } from '../../contract.ts'

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
const columns = async (who: Caller, query = {}): Promise<BoardColumn[]> =>
  (await who.call(api.board, { query })).stages

describe('a board', () => {
  test('adds up every stage in the currency of the firm and says what it could not convert', async () => {
    const made = await open({ amount: 100_00, tags: ['sums'] })
    await open({ amount: 50_00, tags: ['sums'] })
    await open({ amount: 7_00, currency: 'SEK', tags: ['sums'] })
    await open({ tags: ['sums'] })
    const filter = JSON.stringify({ field: 'tags', op: 'has-any', value: ['sums'] })
    const board = await admin.call(api.board, { query: { filter } })
    const [first, ...others] = board.stages
    expect(board.currency).toBe('EUR')
    expect(first).toMatchObject({ count: 4, sum: 150_00, weighted: 15_00, notConverted: 1, next: null })
    expect(first?.cards.find(card => card.id === made.id)).toMatchObject({
      name: 'Turbines',
      amount: 100_00,
      customer: { id: customer, title: 'Nordwind' },
      owner: { id: admin.id },
    })
    expect(others.every(stage => stage.count === 0 && stage.cards.length === 0)).toBe(true)
  })

  test('goes on where the first cards end: by expected close, those without last, each once', async () => {
    for (let i = 0; i < 55; i++) {
      const expectedClose = i % 11 === 0 ? null : `2027-01-${String((i % 28) + 1).padStart(2, '0')}`
      await open({ tags: ['many'], expectedClose })
    }
    for (let i = 0; i < 50; i++) await open({ tags: ['many'] })
    const filter = JSON.stringify({ field: 'tags', op: 'has-any', value: ['many'] })
    const [first] = await columns(admin, { filter })
    expect(first?.count).toBe(105)
    const cards = [...(first?.cards ?? [])]
    let cursor = first?.next
    while (cursor) {
      const page = await admin.call(api.boardCards, {
        params: { stage: first?.id ?? '' },
        query: { filter, cursor },
      })
      cards.push(...page.cards)
      cursor = page.next
    }
    expect(new Set(cards.map(card => card.id)).size).toBe(105)
    // The whole board takes its cards another way, and in the same order.
    const whole = (await columns(admin))[0]
    const soonest = whole?.cards.map(card => `${card.expectedClose ?? '9999'} ${card.id}`) ?? []
    expect(soonest).toHaveLength(50)
    expect(soonest).toEqual([...soonest].sort())
    expect(whole?.next).not.toBeNull()
    const days = cards.map(card => card.expectedClose ?? '9999')
    expect(days).toEqual([...days].sort())
  })

  test('shows nobody a deal, a count or a sum of what he does not see', async () => {
    const { seller, agent } = app.people
    const hidden = await open({ name: 'Hidden away', amount: 9_999_00 })
    const own = await open({ name: 'Own', amount: 1_00, customer: await customerOf(seller) }, seller)
    for (const whose of ['mine', 'team', 'all'] as const) {
      const [first] = await columns(seller, { whose })
      expect(first).toMatchObject({ count: 1, sum: 1_00 })
      expect(first?.cards.map(card => card.id)).toEqual([own.id])
      const more = await seller.call(api.boardCards, { params: { stage: first?.id ?? '' }, query: { whose } })
      expect(more.cards.map(card => card.id)).toEqual([own.id])
    }
    expect((await columns(seller, { q: 'Hidden' })).every(stage => stage.count === 0)).toBe(true)
    expect((await agent.send(api.board, {})).status).toBe(403)
    const all = (await columns(admin)).flatMap(stage => stage.count)
    expect(all[0]).toBeGreaterThan(1)
    expect((await admin.call(api.getOpportunity, { params: { id: hidden.id } })).name).toBe('Hidden away')
  })

  test('refuses a cursor of something else, and a pipeline that is not there', async () => {
    const [first] = await columns(admin)
    for (const cursor of ['x', '2026-02-30|00000000-0000-7000-8000-000000000000', '|', "'"]) {
      const { status } = await admin.send(api.boardCards, {
        params: { stage: first?.id ?? '' },
        query: { cursor },
      })
      expect(status, cursor).toBe(422)
    }
    const query = { pipeline: '00000000-0000-7000-8000-00000000abcd' }
    expect((await admin.send(api.board, { query })).status).toBe(404)
  })
})

async function customerOf(who: Caller): Promise<string> {
  return (await who.call(customersContract.create, { body: { name: 'Südwind', owner: who.id } })).id
}
