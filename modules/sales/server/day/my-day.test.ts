import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dayContract, leadContract, salesContract } from '../../contract.ts'
import { type DealFacts, rankDeal, rankVisit } from './ranking.ts'

let app: TestApp
let seller: Caller
let customer: string
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  seller = await app.person('seller')
  const made = await seller.call(customersContract.create, {
    body: { name: 'Nordwind', kind: 'organisation', city: 'Lund', owner: seller.id },
  })
  customer = made.id
})

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day).toISOString()
const date = (at: string) => at.slice(0, 10)
const open = async (more: object = {}) =>
  (await seller.call(salesContract.openOpportunity, { body: { name: 'Turbines', customer, ...more } })).id
const change = (id: string, body: object) =>
  seller.call(salesContract.changeOpportunity, { params: { id }, body })
const sql = (text: string, values: unknown[]) => app.database.pool.query(text, values)
const myDay = async (who = seller) => (await who.call(dayContract.myDay)).items
const codes = async (id: string) =>
  (await myDay()).find(item => item.id === id)?.reasons.map(({ code, count }) => `${code} ${count}`) ?? []
const calm = { nextStep: 'Call', nextStepAt: ago(-20), expectedClose: date(ago(-40)) }

describe('my day', () => {
  test('says nothing of a deal with which all is well', async () => {
    const id = await open(calm)
    expect(await codes(id)).toEqual([])
  })

  test('tells of steps that are late, days that passed, deals without a step and those that stand still', async () => {
    const late = await open({ ...calm, nextStepAt: ago(3), expectedClose: date(ago(2)) })
    expect(await codes(late)).toEqual(['step-due 3', 'close-passed 2'])
    const without = await open({ expectedClose: date(ago(-9)) })
    expect(await codes(without)).toEqual(['no-step 0'])
    const stalled = await open(calm)
    await sql(`update sales.opportunity set stage_since = now() - interval '24 days' where id = $1`, [
      stalled,
    ])
    expect(await codes(stalled)).toEqual(['stalled 10'])
  })

  test('tells of a deal whose day was put off twice, and not of one that was brought forward', async () => {
    const [slips, hastens] = [await open(calm), await open(calm)]
    for (const days of [-50, -60]) await change(slips, { expectedClose: date(ago(days)) })
    for (const days of [-30, -20]) await change(hastens, { expectedClose: date(ago(days)) })
    expect(await codes(slips)).toEqual(['slipping 2'])
    expect(await codes(hastens)).toEqual([])
  })

  test('tells who waits for an answer until he has one', async () => {
    const id = await open(calm)
    const entry = (kind: 'call' | 'email' | 'note', direction: 'in' | 'out' | null, days: number) =>
      seller.call(customersContract.addEntry, {
        params: { id: customer },
        body: { kind, direction, body: 'x', title: 'x', at: ago(days) },
      })
    await entry('email', 'in', 2)
    await entry('note', null, 1)
    expect(await codes(id)).toEqual(['reply-waiting 2'])
    await entry('call', 'out', 0.5)
    expect(await codes(id)).toEqual([])
  })

  test('tells of visits that are due by the rhythm of the customer, and not of those in the calendar', async () => {
    const params = { id: customer }
    await seller.call(dayContract.planVisits, { params, body: { tier: 'A' } })
    expect(await codes(customer)).toEqual(['never-visited 0'])
    const visit = (at: string) =>
      seller.call(customersContract.addEntry, { params, body: { kind: 'visit', title: 'There', at } })
    await visit(ago(20))
    expect(await codes(customer)).toEqual(['visit-due 6'])
    await visit(ago(-3))
    expect(await codes(customer)).toEqual([])
  })

  test('tells of my leads that lie, that were taken up again, and that will be shared; of nobody else’s', async () => {
    const lead = await seller.call(leadContract.captureLead, { body: { name: 'Zyx', private: true } })
    expect(await codes(lead.id)).toEqual([])
    await sql(`update sales.lead set updated_at = now() - interval '21 days' where id = $1`, [lead.id])
    expect(await codes(lead.id)).toEqual(['lead-untouched 21'])
    const notice = `insert into sales.lead_notice (id, owner_id, lead_id, kind, at, due_at)
      values (platform.new_id(), $1, $2, 'will-be-shared', now(), now() + interval '5 days')`
    await sql(notice, [seller.id, lead.id])
    expect(await codes(lead.id)).toEqual(['lead-shared-soon 5', 'lead-untouched 21'])
    await seller.call(leadContract.disqualifyLead, {
      params: { id: lead.id },
      body: { why: 'Later', recycleOn: '2199-01-01' },
    })
    expect(await codes(lead.id)).toEqual([])
    await seller.call(leadContract.recycleLead, { params: { id: lead.id } })
    expect(await codes(lead.id)).toContain('lead-again 0')
    const others = [app.people.administrator, app.people.manager, await app.person('seller')]
    for (const other of others) expect(JSON.stringify(await myDay(other))).not.toContain(lead.id)
  })

  test('is only mine: what a colleague neglects is not on it', async () => {
    const id = await open({ expectedClose: date(ago(9)) })
    expect((await myDay()).map(item => item.id)).toContain(id)
    expect((await myDay(app.people.administrator)).map(item => item.id)).not.toContain(id)
  })

  test('puts what is worth more first where the reasons are the same', async () => {
    const small = await open({ amount: 1_000 })
    const large = await open({ amount: 9_000_000 })
    const order = (await myDay()).map(({ id }) => id)
    expect(order.indexOf(large)).toBeLessThan(order.indexOf(small))
  })
})

const some = (most: number) => fc.option(fc.integer({ min: -most, max: most }), { nil: null })
const dealFacts: fc.Arbitrary<DealFacts> = fc.record({
  replyDays: fc.option(fc.nat(400), { nil: null }),
  stepLate: some(400),
  closePassed: some(400),
  noStep: fc.boolean(),
  stalledDays: some(400),
  timesPutOff: fc.nat(20),
  worth: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('the ranking', () => {
  test('never calls a deal less urgent because it is later or worth more', () => {
    fc.assert(
      fc.property(dealFacts, fc.nat(60), (facts, more) => {
        const points = (changed: Partial<DealFacts>) => rankDeal({ ...facts, ...changed })?.points ?? 0
        const before = points({})
        for (const key of ['replyDays', 'stepLate', 'closePassed', 'stalledDays'] as const) {
          const was = facts[key]
          if (was !== null) expect(points({ [key]: was + more })).toBeGreaterThanOrEqual(before)
        }
        expect(points({ worth: 1 })).toBeGreaterThanOrEqual(before)
        expect(points({ timesPutOff: facts.timesPutOff + more })).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('has a reason for whatever is on it, and an answer that is awaited outdoes all else but an old step', () => {
    fc.assert(
      fc.property(dealFacts, facts => {
        const rank = rankDeal(facts)
        if (rank) expect(rank.reasons.length).toBeGreaterThan(0)
        if (facts.replyDays !== null && (facts.stepLate ?? -1) < 3)
          expect(rank?.reasons[0]?.code).toBe('reply-waiting')
      }),
    )
  })

  test('a visit of a stricter tier comes first, and none comes before its day', () => {
    const visit = (tier: 'A' | 'B' | 'C', late: number) =>
      rankVisit({ tier, late, weeks: 4, visited: true })?.points ?? 0
    expect(visit('A', 3)).toBeGreaterThan(visit('B', 3))
    expect(visit('B', 3)).toBeGreaterThan(visit('C', 3))
    expect(visit('A', -1)).toBe(0)
  })
})
