import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { randomFrom } from '../../../../platform/random.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import { salesContract, territoryContract as api } from '../../contract.ts'

let app: TestApp
let admin: Caller
let giver: Caller
let taker: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())
beforeEach(async () => {
  giver = await app.person('seller')
  taker = await app.person('seller')
})

const rowsOf = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const customerOf = async (owner: Caller, more: object = {}) =>
  (await owner.call(customersContract.create, { body: { name: 'Nordwind', owner: owner.id, ...more } })).id
const dealOf = async (owner: Caller, customer: string) =>
  (await owner.call(salesContract.openOpportunity, { body: { name: 'Turbines', customer } })).id
const ownerOf = async (id: string) =>
  (await rowsOf<{ owner_id: string }>('select owner_id from customers.customer where id = $1', [id]))[0]
    ?.owner_id
const sellerOf = async (id: string) =>
  (await rowsOf<{ owner_id: string }>('select owner_id from sales.opportunity where id = $1', [id]))[0]
    ?.owner_id
const add = (name: string, more: object = {}) =>
  admin.call(api.addTerritory, { body: { name, rule: {}, ...more } })

describe('territories', () => {
  test('form a tree: whatever is moved under whatever, none ever stands below itself', async () => {
    const random = randomFrom(7)
    const ids = (await Promise.all([0, 1, 2, 3, 4].map(n => add(`T${n}`)))).map(({ id }) => id)
    let refused = 0
    for (let n = 0; n < 40; n++) {
      const [id, parent] = [random.pick(ids), random.pick(ids)]
      const { status, problem } = await admin.send(api.changeTerritory, { params: { id }, body: { parent } })
      if (status !== 200) {
        expect(problem.code).toBe('sales.territory-circle')
        refused++
      }
      const { items } = await admin.call(api.territories)
      const above = new Map(items.map(one => [one.id, one.parent]))
      for (const start of ids) {
        let at: string | null | undefined = start
        for (let steps = 0; at; steps++) {
          expect(steps).toBeLessThan(50)
          at = above.get(at)
        }
      }
    }
    expect(refused).toBeGreaterThan(0)
  })

  test('are somebody’s from a day until another has them; a day before his is refused', async () => {
    const { id } = await add('North')
    const give = (user: string | null, from?: string) =>
      admin.send(api.giveTerritory, { params: { id }, body: { user, from } })
    expect((await give(giver.id)).reply.owner?.id).toBe(giver.id)
    expect((await give(taker.id, '2199-01-01')).reply.owner?.id).toBe(giver.id)
    expect((await give(giver.id, '2026-01-01')).problem.code).toBe('sales.territory-owned-later')
    expect((await give('00000000-0000-7000-8000-0000000000aa')).status).toBe(422)
  })

  test('hold whom all parts of their rule hold, and whom they name; the preview says who would move', async () => {
    const tags = [`t-${giver.id.slice(-6)}`]
    const inside = await customerOf(giver, { country: 'SE', postcode: '90325', tags })
    await customerOf(giver, { country: 'SE', postcode: '21119', tags })
    const namedOne = await customerOf(taker, { country: 'DE' })
    const rule = { countries: ['SE'], postcodes: ['90'], tags, customers: [namedOne] }
    const { id } = await add('North', { rule })
    await admin.call(api.giveTerritory, { params: { id }, body: { user: giver.id } })
    const seen = await admin.call(api.previewTerritory, { params: { id } })
    expect(seen).toMatchObject({ inside: 2, moving: 1, owners: [{ owner: { id: taker.id }, customers: 1 }] })
    expect(seen.sample.map(one => one.id)).toEqual([namedOne])
    expect(seen.sample.map(one => one.id)).not.toContain(inside)
    const empty = await add('Empty')
    expect((await admin.call(api.previewTerritory, { params: { id: empty.id } })).inside).toBe(0)
  })

  test('are managed by whoever manages sales only, and end after they begin', async () => {
    expect((await giver.send(api.addTerritory, { body: { name: 'Mine', rule: {} } })).status).toBe(403)
    const { status } = await admin.send(api.addTerritory, {
      body: { name: 'Back', rule: {}, fromOn: '2026-05-01', toOn: '2026-04-01' },
    })
    expect(status).toBe(422)
  })
})

const ask = (who: Caller, more: object = {}) =>
  who.send(api.askHandOver, { body: { from: giver.id, to: taker.id, ...more } })
const answer = (who: Caller, id: string, accept: boolean) =>
  who.send(api.answerHandOver, { params: { id }, body: { accept } })

describe('a hand-over', () => {
  test('is done when both have agreed, customer and open deals together, and one undo takes it back', async () => {
    const customer = await customerOf(giver)
    const [deal, closed] = [await dealOf(giver, customer), await dealOf(giver, customer)]
    await giver.call(salesContract.closeOpportunity, { params: { id: closed }, body: { outcome: 'won' } })
    const asked = await ask(admin, { keptPercent: 40 })
    expect(asked.reply).toMatchObject({ state: 'asked', customers: 1 })
    expect(asked.reply.waitsFor.toSorted()).toEqual([giver.id, taker.id].toSorted())
    expect((await answer(giver, asked.reply.id, true)).reply.state).toBe('asked')
    expect(await ownerOf(customer)).toBe(giver.id)
    const done = await answer(taker, asked.reply.id, true)
    expect(done.reply.state).toBe('done')
    expect([await ownerOf(customer), await sellerOf(deal), await sellerOf(closed)]).toEqual([
      taker.id,
      taker.id,
      giver.id,
    ])
    const credits = () =>
      rowsOf('select user_id, percent from sales.credit where opportunity_id = $1', [deal])
    expect(await credits()).toEqual([{ user_id: giver.id, percent: 40 }])
    await admin.call(historyContract.undo, { params: { id: String(done.headers['tessera-batch']) } })
    expect([await ownerOf(customer), await sellerOf(deal)]).toEqual([giver.id, giver.id])
    expect(await credits()).toEqual([])
  })

  test('moves nothing when one refuses, and is decided once', async () => {
    const customer = await customerOf(giver)
    const { reply } = await ask(giver)
    expect(reply.waitsFor).toEqual([taker.id])
    expect((await answer(taker, reply.id, false)).reply.state).toBe('refused')
    expect((await answer(taker, reply.id, true)).problem.code).toBe('sales.hand-over-ended')
    expect(await ownerOf(customer)).toBe(giver.id)
  })

  test('is nobody else’s business, and cannot be asked for in the place of another', async () => {
    await customerOf(giver)
    const stranger = await app.person('seller')
    const { reply } = await ask(giver)
    expect((await answer(stranger, reply.id, true)).status).toBe(404)
    expect((await answer(giver, reply.id, true)).problem.code).toBe('sales.no-word-asked')
    expect((await stranger.call(api.handOvers)).items).toEqual([])
    expect((await ask(stranger)).status).toBe(403)
    expect((await ask(taker)).status).toBe(403)
  })

  test('needs something to hand over, somebody to take it, and another than the giver', async () => {
    expect((await ask(giver)).problem.code).toBe('sales.nothing-to-hand-over')
    const mine = await customerOf(taker)
    expect((await ask(giver, { customers: [mine] })).problem.code).toBe('sales.nothing-to-hand-over')
    expect((await ask(giver, { to: giver.id })).status).toBe(422)
    expect((await ask(giver, { to: '00000000-0000-7000-8000-0000000000aa' })).status).toBe(422)
  })

  test('of who left waits for the days of the holdout, and then for the taker only', async () => {
    const customer = await customerOf(giver)
    await admin.call(staffContract.deactivateUser, { params: { id: giver.id } })
    expect((await ask(admin)).problem.code).toBe('sales.held-out')
    await app.database.pool.query(
      `update staff.user_deactivation set at = now() - interval '15 days' where user_id = $1`,
      [giver.id],
    )
    const { reply } = await ask(admin)
    expect(reply.waitsFor).toEqual([taker.id])
    expect((await answer(taker, reply.id, true)).reply.state).toBe('done')
    expect(await ownerOf(customer)).toBe(taker.id)
  })

  test('after hand-over never leaves more than the whole credit to those before', async () => {
    const customer = await customerOf(giver)
    const deal = await dealOf(giver, customer)
    const third = await app.person('seller')
    for (const [from, to] of [
      [giver, taker],
      [taker, third],
      [third, giver],
    ] as const) {
      const { reply } = await ask(from, { from: from.id, to: to.id, keptPercent: 60 })
      expect((await answer(to, reply.id, true)).reply.state).toBe('done')
    }
    const parts = await rowsOf<{ percent: number }>(
      'select percent from sales.credit where opportunity_id = $1 order by since, id',
      [deal],
    )
    expect(parts.map(({ percent }) => percent)).toEqual([60, 24, 9])
  })
})
