import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dayContract } from '../../contract.ts'

let app: TestApp
let seller: Caller
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  seller = await app.person('seller')
})

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day).toISOString()
type Place = { city?: string; postcode?: string }
const make = async (name: string, place: Place = {}, who = seller) =>
  (await who.call(customersContract.create, { body: { name, owner: who.id, ...place } })).id
const visited = (id: string, days: number) =>
  seller.call(customersContract.addEntry, {
    params: { id },
    body: { kind: 'visit', title: 'There', at: ago(days) },
  })
const plan = (id: string, tier: 'A' | 'B' | 'C' | null) =>
  seller.send(dayContract.planVisits, { params: { id }, body: { tier } })
const list = (query: object = {}, who = seller) =>
  who.call(dayContract.visits, { query: { whose: 'mine' as const, ...query } })
const names = async (query: object = {}, who = seller) =>
  (await list(query, who)).items.map(({ customer }) => customer.name)

describe('visits', () => {
  test('are due by the last one and the weeks of the tier, the longest overdue first', async () => {
    for (const [name, tier, days] of [
      ['Fresh', 'A', 5],
      ['Late', 'A', 40],
      ['Slow', 'C', 40],
    ] as const) {
      const id = await make(name)
      await visited(id, days)
      await plan(id, tier)
    }
    expect(await names({})).toEqual(['Late', 'Fresh', 'Slow'])
    expect(await names({ due: 'yes' })).toEqual(['Late'])
    expect(await names({ tier: 'C' })).toEqual(['Slow'])
    expect(await names({ unvisited: 4 })).toEqual(['Late', 'Slow'])
  })

  test('are found by how the postcode or the town begins', async () => {
    for (const [name, place] of [
      ['North', { city: 'Umeå', postcode: '90325' }],
      ['South', { city: 'Malmö', postcode: '21119' }],
    ] as const)
      await plan(await make(name, place), 'B')
    expect(await names({ place: '90' })).toEqual(['North'])
    expect(await names({ place: 'malm' })).toEqual(['South'])
    expect(await names({ place: '%' })).toEqual([])
  })

  test('come page by page without gap or repetition', async () => {
    const ids = await Promise.all(Array.from({ length: 57 }, (_, n) => make(`C${n}`)))
    await seller.call(dayContract.planManyVisits, { body: { ids, tier: 'C' } })
    const first = await list()
    const second = await list({ cursor: first.next ?? '' })
    expect(first.items).toHaveLength(50)
    expect(second.next).toBeNull()
    const seen = [...first.items, ...second.items].map(({ customer }) => customer.id)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('are planned for many at once, and undo takes it back', async () => {
    const ids = [await make('One'), await make('Two')]
    await plan(ids[0] as string, 'A')
    const { headers, reply } = await seller.send(dayContract.planManyVisits, { body: { ids, tier: 'B' } })
    expect(reply.changed).toBe(2)
    const tiers = async () =>
      (await list()).items.map(({ tier, customer }) => `${customer.name} ${tier}`).sort()
    expect(await tiers()).toEqual(['One B', 'Two B'])
    await seller.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
    expect(await tiers()).toEqual(['One A'])
    expect((await plan(ids[0] as string, null)).reply.changed).toBe(1)
    expect(await tiers()).toEqual([])
  })

  test('of records that are one customer are one: visits of each count, and one change changes all', async () => {
    const { administrator } = app.people
    const [whole, part] = [await make('Whole'), await make('Part')]
    await plan(part, 'A')
    await administrator.call(customersContract.link, { params: { id: whole }, body: { ids: [part] } })
    const { items } = await list()
    expect(items).toHaveLength(1)
    const root = items[0]?.customer.id as string
    await visited(part, 3)
    expect((await list()).items[0]?.lastVisit).not.toBeNull()
    await plan(root, 'C')
    const read = await seller.call(dayContract.visitPlan, { params: { id: part } })
    expect(read.tier).toBe('C')
  })

  test('of customers out of sight are neither listed nor planned', async () => {
    const { administrator } = app.people
    const id = await make('Hidden', {}, administrator)
    await administrator.call(dayContract.planVisits, { params: { id }, body: { tier: 'A' } })
    expect(await names({ whose: 'all' })).toEqual([])
    expect((await plan(id, 'B')).status).toBe(404)
    expect((await seller.send(dayContract.visitPlan, { params: { id } })).status).toBe(404)
    const body = { ids: [id], tier: 'B' as const }
    expect((await seller.call(dayContract.planManyVisits, { body })).changed).toBe(0)
  })

  test('follow the rhythm that who manages sales has set; an impossible one is refused', async () => {
    const set = (who: Caller, body: { A: number; B: number; C: number }) =>
      who.send(dayContract.setVisitRhythm, { body })
    const id = await make('Rare')
    await visited(id, 10)
    await plan(id, 'A')
    expect(await names({ due: 'yes' })).toEqual([])
    expect((await set(seller, { A: 1, B: 4, C: 13 })).status).toBe(403)
    expect((await set(app.people.administrator, { A: 9, B: 4, C: 13 })).status).toBe(422)
    await set(app.people.administrator, { A: 1, B: 4, C: 13 })
    expect(await names({ due: 'yes' })).toEqual(['Rare'])
    await set(app.people.administrator, { A: 2, B: 4, C: 13 })
  })
})
