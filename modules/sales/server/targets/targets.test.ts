import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import { leadContract, salesContract, targetContract as api, territoryContract } from '../../contract.ts'

let app: TestApp
let admin: Caller
let seller: Caller
let other: Caller
const now = new Date()
const month = now.toISOString().slice(0, 7)
const today = now.toISOString().slice(0, 10)
const year = now.getUTCFullYear()

beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())
beforeEach(async () => {
  seller = await app.person('seller')
  other = await app.person('seller')
})

const set = (caller: Caller, ...items: object[]) => caller.send(api.setTargets, { body: { items } as never })
const targetOf = (one: Caller, amount: number | null, period = month) => ({
  kind: 'seller',
  holder: one.id,
  period,
  amount,
})
const monthsOf = async (caller: Caller, holder: string) =>
  (await caller.call(api.targets, { query: { year } })).items.find(({ id }) => id === holder)?.months
const at = now.getUTCMonth()
const dealOf = async (owner: Caller, amount: number, more: object = {}) => {
  const customer = (
    await owner.call(customersContract.create, { body: { name: 'Nordwind', owner: owner.id } })
  ).id
  const body = { name: 'Turbines', customer, amount, expectedClose: today, ...more }
  return { id: (await owner.call(salesContract.openOpportunity, { body })).id, customer }
}
const win = (owner: Caller, id: string) =>
  owner.call(salesContract.closeOpportunity, { params: { id }, body: { outcome: 'won' } })
const plan = (sellers: string[], more: object = {}) =>
  admin.send(api.addPlan, {
    body: {
      name: 'Five, then seven',
      per: 'month',
      basisPoints: 500,
      steps: [{ fromPercent: 100, basisPoints: 700 }],
      sellers,
      fromOn: `${month}-01`,
      ...more,
    },
  })
const numbers = (caller: Caller, period = month) => caller.call(api.myNumbers, { query: { period } })

describe('targets', () => {
  test('of a year are spread over its months in one act, which one undo takes back', async () => {
    const { reply, headers } = await set(admin, targetOf(seller, 1_000_007, String(year)))
    expect(reply).toEqual({ added: 12, changed: 0, removed: 0 })
    const months = (await monthsOf(seller, seller.id)) ?? []
    expect(months.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)).toBe(1_000_007)
    await admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
    expect(await monthsOf(seller, seller.id)).toEqual(Array.from({ length: 12 }, () => null))
  })

  test('are one for each month: typed again it is changed, emptied it is gone, and undo brings back what was', async () => {
    await set(admin, targetOf(seller, 500))
    expect((await set(admin, targetOf(seller, 700))).reply).toEqual({ added: 0, changed: 1, removed: 0 })
    const emptied = await set(admin, targetOf(seller, null))
    expect(emptied.reply).toEqual({ added: 0, changed: 0, removed: 1 })
    await admin.call(historyContract.undo, { params: { id: String(emptied.headers['tessera-batch']) } })
    expect((await monthsOf(seller, seller.id))?.[at]).toBe(700)
  })

  test('are not written over where somebody else has changed them meanwhile', async () => {
    await set(admin, targetOf(seller, 500))
    const late = await set(admin, { ...targetOf(seller, 900), was: null })
    expect(late.problem.code).toBe('sales.target-changed-meanwhile')
    expect((await set(admin, { ...targetOf(seller, 900), was: 500 })).status).toBe(200)
  })

  test('refuse what is negative, huge, for nobody or for who has left; two at once set one', async () => {
    expect((await set(admin, targetOf(seller, -1))).status).toBe(422)
    expect((await set(admin, targetOf(seller, 2 ** 60))).status).toBe(422)
    expect(
      (await set(admin, { ...targetOf(seller, 5), holder: '00000000-0000-7000-8000-0000000000aa' })).status,
    ).toBe(422)
    await admin.call(staffContract.deactivateUser, { params: { id: other.id } })
    expect((await set(admin, targetOf(seller, 5), targetOf(other, 5))).status).toBe(422)
    expect((await monthsOf(seller, seller.id))?.[at]).toBeNull()
    const both = await Promise.all([set(admin, targetOf(seller, 5)), set(admin, targetOf(seller, 6))])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
  })

  test('are set by who manages sales only, of people he sees; a seller sees his own and nobody else’s', async () => {
    expect((await set(seller, targetOf(seller, 5))).status).toBe(403)
    const unit = await admin.call(staffContract.createUnit, { body: { name: `Unit of ${seller.id}` } })
    const manager = await app.person('manager', { unitId: unit.id })
    const his = await app.person('seller', { unitId: unit.id })
    expect((await set(manager, targetOf(seller, 5))).status).toBe(422)
    expect((await set(manager, targetOf(his, 5))).status).toBe(200)
    await set(admin, targetOf(other, 7))
    expect(await monthsOf(seller, other.id)).toBeUndefined()
    expect(await monthsOf(manager, other.id)).toBeUndefined()
    expect((await monthsOf(manager, his.id))?.[at]).toBe(5)
  })
})

describe('plans', () => {
  test('hold for one person one at a time: not twice from a day, and what was promised is not changed backwards', async () => {
    expect((await plan([seller.id])).status).toBe(201)
    expect((await plan([seller.id])).problem.code).toBe('sales.plan-that-day')
    const past = await plan([seller.id], { fromOn: '2020-01-01' })
    expect(past.problem.code).toBe('sales.plan-in-past')
    expect((await plan([seller.id], { fromOn: '2199-01-01', basisPoints: 900 })).status).toBe(201)
    expect((await numbers(seller)).plan).toMatchObject({ basisPoints: 500, fromOn: `${month}-01` })
    const [newest] = (await admin.call(api.plans)).items
    expect(newest?.sellers).toMatchObject([{ id: seller.id, from: '2199-01-01', until: null }])
  })

  test('have ascending steps, and begin for people who are there', async () => {
    const steps = [
      { fromPercent: 100, basisPoints: 700 },
      { fromPercent: 100, basisPoints: 800 },
    ]
    expect((await plan([seller.id], { steps })).status).toBe(422)
    expect((await plan([seller.id, '00000000-0000-7000-8000-0000000000aa'])).status).toBe(422)
  })
})

describe('my numbers', () => {
  test('move as the formula says when a deal is won, and say before what it would bring', async () => {
    await set(admin, targetOf(seller, 1_000_000))
    await plan([seller.id])
    await win(seller, (await dealOf(seller, 800_000)).id)
    const { id } = await dealOf(seller, 400_000)
    const before = await numbers(seller)
    expect(before).toMatchObject({ won: 800_000, attainment: 0.8, left: 200_000, commission: 40_000 })
    // 200,000 at five per cent up to the target, 200,000 at seven beyond it.
    expect(before.openDeals).toMatchObject([{ id, commission: 10_000 + 14_000 }])
    expect(before.ifAllWon).toBe(24_000)
    await win(seller, id)
    expect(await numbers(seller)).toMatchObject({
      won: 1_200_000,
      attainment: 1.2,
      left: 0,
      commission: 64_000,
      openDeals: [],
    })
  })

  test('count what a hand-over left with the giver, and the parts add up to the deal', async () => {
    const { id } = await dealOf(seller, 1_000_001)
    const body = { from: seller.id, to: other.id, keptPercent: 60 }
    const asked = await seller.call(territoryContract.askHandOver, { body })
    await other.call(territoryContract.answerHandOver, { params: { id: asked.id }, body: { accept: true } })
    await win(other, id)
    const [mine, his] = [await numbers(seller), await numbers(other)]
    expect([mine.won, his.won]).toEqual([600_000, 400_001])
    expect(mine.wonDeals).toMatchObject([{ id, seen: false, credited: 600_000 }])
    expect(his.wonDeals[0]?.parts).toMatchObject([
      { why: 'owner', percent: 40, amount: 400_001 },
      { why: 'passed-on', percent: 60, amount: 600_000, user: { id: seller.id } },
    ])
  })

  test('say so where there are too many deals to add up, and tell no sum of some of them', async () => {
    const { id } = await dealOf(seller, 1)
    const more = (n: number) =>
      app.database.pool.query(
        `insert into sales.opportunity select (jsonb_populate_record(o, jsonb_build_object('id', platform.new_id()))).*
         from sales.opportunity o, generate_series(1, $2::int) where o.id = $1`,
        [id, n],
      )
    await more(19_999)
    expect((await numbers(seller)).weighted.n).toBe(20_000)
    await more(1)
    const refused = await seller.send(api.myNumbers, { query: { period: month } })
    expect(refused.problem).toMatchObject({ code: 'sales.too-many-of-mine', params: { most: 20_000 } })
  })

  test('keep a deal with who owned it when it was won', async () => {
    const { id } = await dealOf(seller, 500)
    await win(seller, id)
    await admin.call(salesContract.changeOpportunity, { params: { id }, body: { owner: other.id } })
    expect([(await numbers(seller)).won, (await numbers(other)).won]).toEqual([500, 0])
  })

  test('tell who brought a lead that another has won it, without money', async () => {
    const lead = await seller.call(leadContract.captureLead, {
      body: { name: 'Eva Lind', company: 'Lind AB' },
    })
    const params = { id: lead.id }
    const became = await seller.call(leadContract.convertLead, {
      params,
      body: { opportunity: { name: 'Pumps', amount: 900 } } as never,
    })
    const deal = String((became as { opportunity?: string }).opportunity)
    await admin.call(salesContract.changeOpportunity, { params: { id: deal }, body: { owner: other.id } })
    await win(other, deal)
    const mine = await numbers(seller)
    expect(mine.captured).toMatchObject([{ lead: lead.id, name: 'Lind AB' }])
    expect(mine.won).toBe(0)
  })
})

describe('what a manager sets', () => {
  test('is taken back, and its history read, by those alone who see all whom it is about', async () => {
    const unit = async (name: string) =>
      (await admin.call(staffContract.createUnit, { body: { name: `${name} ${seller.id}` } })).id
    const [ours, others] = [await unit('Ours'), await unit('Others')]
    const mate = await app.person('seller', { unitId: ours })
    const manager = await app.person('manager', { unitId: ours })
    const stranger = await app.person('manager', { unitId: others })
    const aim = await set(manager, targetOf(mate, 1_000))
    const made = await manager.send(api.addPlan, {
      body: { name: 'Ours', per: 'month', basisPoints: 100, steps: [], sellers: [mate.id], fromOn: today },
    })
    const batchOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['tessera-batch'])
    for (const act of [aim, made]) {
      const params = { id: batchOf(act) }
      expect((await stranger.send(historyContract.undo, { params })).status).toBe(404)
      expect((await stranger.send(historyContract.act, { params })).status).toBe(404)
    }
    const rootId = String((made.reply as { id: string }).id)
    const changes = async (who: Caller) =>
      (await who.call(historyContract.ofRecord, { query: { rootId } })).items.length
    expect([await changes(stranger), (await changes(manager)) > 0]).toEqual([0, true])
    const other = await app.person('manager', { unitId: ours })
    for (const act of [made, aim])
      expect((await other.send(historyContract.undo, { params: { id: batchOf(act) } })).status).toBeLessThan(
        300,
      )
    expect(await monthsOf(manager, mate.id)).toBeUndefined()
  })

  test('is not taken from sellers who have worked for it, only while nobody has', async () => {
    const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10)
    const made = await plan([seller.id], { fromOn: yesterday })
    const later = await plan([other.id], { fromOn: `${year + 1}-01-01` })
    const { id } = made.reply as { id: string }
    const given = await admin.send(api.assignPlan, {
      params: { id },
      body: { sellers: [other.id], fromOn: today },
    })
    const act = ({ headers }: { headers: Record<string, unknown> }) => String(headers['tessera-batch'])
    const undo = (sent: typeof made) => admin.send(historyContract.undo, { params: { id: act(sent) } })
    const held = async () => (await numbers(other)).plan?.name ?? null
    await app.database.pool.query(
      `update sales.commission_share set made_at = made_at - interval '2 days' where user_id = any($1)`,
      [[seller.id, other.id]],
    )
    // It began today: nobody has worked for it for a day.
    expect((await undo(given)).reply).toMatchObject({ removed: 1, kept: 0 })
    expect((await undo(later)).reply).toMatchObject({ removed: 1, kept: 0 })
    expect((await undo(made)).reply).toMatchObject({ removed: 0, kept: 1 })
    expect(await held()).toBeNull()
    expect((await numbers(seller)).plan?.name).toBe('Five, then seven')
  })

  test('is for a holder of its kind', async () => {
    const both = [targetOf(seller, 10), { ...targetOf(seller, 10), kind: 'team' }]
    expect((await set(admin, ...both)).status).toBe(422)
  })
})

describe('coverage', () => {
  test('opens just what is counted of those in no team, with the deals of nobody', async () => {
    await dealOf(seller, 70)
    const { id: nobodys } = await dealOf(seller, 30)
    await app.database.pool.query('update sales.opportunity set owner_id = null where id = $1', [nobodys])
    const { teams } = await admin.call(api.coverage, { query: { period: month } })
    const none = teams.find(({ team }) => team === null)
    const filter = String(none?.open.filter)
    const counted = await admin.call(salesContract.countOpportunities, { query: { filter } })
    expect(counted.total).toBe(none?.open.n)
    const ofNobody = JSON.stringify({ and: [JSON.parse(filter), { field: 'owner', op: 'empty' }] })
    expect((await admin.call(salesContract.countOpportunities, { query: { filter: ofNobody } })).total).toBe(
      1,
    )
  })

  test('is what is open of a team by what is missing to its target, with the rows behind it', async () => {
    const unit = await admin.call(staffContract.createUnit, { body: { name: `Covered ${seller.id}` } })
    const team = await admin.call(staffContract.createTeam, {
      body: { name: `T ${seller.id}`, unitId: unit.id },
    })
    const mate = await app.person('seller', { unitId: unit.id, teamId: team.id })
    const manager = await app.person('manager', { unitId: unit.id })
    const none = await manager.call(api.coverage, { query: { period: month } })
    expect(none.total).toMatchObject({ target: null, coverage: null })
    await win(mate, (await dealOf(mate, 400)).id)
    await dealOf(mate, 900)
    await set(manager, targetOf(mate, 1_000))
    const covered = await manager.call(api.coverage, { query: { period: month } })
    expect(covered.teams).toMatchObject([
      {
        team: { id: team.id },
        target: 1_000,
        won: { n: 1, amount: 400 },
        open: { n: 1, amount: 900 },
        coverage: 1.5,
      },
    ])
    const open = covered.teams[0]?.open.filter
    const rows = await manager.call(salesContract.countOpportunities, { query: { filter: String(open) } })
    expect(rows.total).toBe(1)
    await set(manager, { kind: 'team', holder: team.id, period: month, amount: 300 })
    const reached = await manager.call(api.coverage, { query: { period: month } })
    expect(reached.teams[0]).toMatchObject({ target: 300, coverage: null })
    expect((await mate.call(api.coverage, { query: { period: month } })).teams).toEqual([])
    expect((await mate.call(api.coverage, { query: { period: month } })).total).toMatchObject({
      target: 1_000,
      coverage: 1.5,
    })
  })
})
