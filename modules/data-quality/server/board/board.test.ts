import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { newId } from '../../../../platform/ids.ts'
import { viewsContract } from '../../../../platform/views/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dataQualityContract as api } from '../../contract.ts'
import { askForSweep, sweep } from '../rules/jobs.ts'
import { reportFindings } from '../rules/findings.ts'
import { shareOf } from './share.ts'

let app: TestApp
let admin: Caller
let north: { unit: string; manager: Caller; seller: Caller; team: string }
let rules: Map<string, string>

beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  north = await makeNorth()
  const { items } = await admin.call(api.rules)
  rules = new Map(items.map(rule => [String(rule.key), rule.id]))
  await fillWithCustomers()
  await sweepAll()
})
afterAll(() => app.close())

async function makeNorth() {
  const unit = newId()
  const team = newId()
  await app.asSystem(async ctx => {
    await run(ctx.db, `insert into staff.business_unit (id, name) values ($1, 'North')`, [unit])
    await run(ctx.db, `insert into staff.team (id, name, unit_id) values ($1, 'Fjord', $2)`, [team, unit])
  })
  const manager = await app.person('manager', { unitId: unit })
  const seller = await app.person('seller', { unitId: unit, teamId: team })
  return { unit, manager, seller, team }
}

/** Ten customers: six of the house, four of the north (three by its seller), some with wrong postcodes. */
async function fillWithCustomers(): Promise<void> {
  const add = (author: Caller, more: Record<string, unknown>) =>
    author.call(customersContract.create, {
      body: { kind: 'organisation', name: 'Firm', email: 'a@b.example', ...more } as never,
    })
  for (const postcode of ['0150', '0151', '01', null, null, null])
    await add(admin, { postcode, country: 'NO', source: 'web shop', city: 'Oslo' })
  await add(north.manager, { postcode: '9', country: 'NO' })
  for (const postcode of ['0150', '1', '2'])
    await add(north.seller, { postcode, country: 'NO', owner: north.seller.id, source: 'fair' })
}

async function sweepAll(): Promise<void> {
  const { id } = await app.asSystem(ctx => askForSweep(ctx, null))
  await sweep(workOf(app.kernel, new AbortController().signal), id)
}

const total = async (caller: Caller, filter: unknown) =>
  (await caller.call(customersContract.count, { query: { filter: JSON.stringify(filter) } })).total

describe('the board', () => {
  test('counts a dimension over all its rules, and the number opens the customers behind it', async () => {
    const board = await admin.call(api.board)
    expect(board).toMatchObject({ reach: 'all', customers: 10 })
    const validity = board.dimensions.find(({ dimension }) => dimension === 'validity')
    // 10 e-mail addresses, 7 postcodes of which 4 are wrong; telephone and birth date are asked of nobody.
    expect(validity?.share).toMatchObject({ asked: 17, good: 13 })
    expect(await total(admin, validity?.filter)).toBe(4)
  })

  test('shows nobody more than his own: a manager his unit, a seller his customers, each with rows that agree', async () => {
    const ofManager = await north.manager.call(api.board)
    const ofSeller = await north.seller.call(api.board)
    const validity = (board: typeof ofSeller) =>
      board.dimensions.find(({ dimension }) => dimension === 'validity')
    expect([ofManager.reach, ofManager.customers, validity(ofManager)?.share]).toMatchObject([
      'units',
      4,
      { asked: 8, good: 5 },
    ])
    expect([ofSeller.reach, ofSeller.customers, validity(ofSeller)?.share]).toMatchObject([
      'own',
      3,
      { asked: 6, good: 4 },
    ])
    expect(await total(north.manager, validity(ofManager)?.filter)).toBe(3)
    expect(await total(north.seller, validity(ofSeller)?.filter)).toBe(2)
    expect(ofSeller.sources).toEqual([])
    expect(ofManager.sources.map(({ name }) => name)).not.toContain('web shop')
  })

  test('tells teams and sources apart, and narrows to one of them', async () => {
    const board = await admin.call(api.board)
    const fair = board.sources.find(({ name }) => name === 'fair')
    const fjord = board.teams.find(({ id }) => id === north.team)
    expect(fjord).toMatchObject({ name: 'Fjord', share: fair?.share })
    expect(await total(admin, fair?.filter)).toBe(await total(admin, fjord?.filter))
    const narrowed = await admin.call(api.board, { query: { team: north.team } })
    const validity = narrowed.dimensions.find(({ dimension }) => dimension === 'validity')
    expect(validity?.share).toMatchObject({ asked: 6, good: 4 })
    expect(await total(admin, validity?.filter)).toBe(2)
  })

  test('counts the completeness of fields that are used, and says why they are', async () => {
    const fields = (await admin.call(api.board)).fields
    expect(fields.find(({ field }) => field === 'city')).toMatchObject({
      share: { asked: 10, good: 6 },
      reasons: ['list'],
    })
    expect(fields.map(({ field }) => field)).not.toContain('language')
    await admin.call(viewsContract.create, {
      body: {
        entity: 'customer',
        name: 'By language',
        filter: { field: 'language', op: 'empty' },
        columns: ['name'],
      },
    })
    await sweepAll()
    const language = (await admin.call(api.board)).fields.find(({ field }) => field === 'language')
    expect(language).toMatchObject({ share: { asked: 10, good: 0 }, reasons: ['view'] })
    expect(await total(admin, language?.filter)).toBe(10)
  })

  test('says nothing of uniqueness before the matcher has reported', async () => {
    const uniqueness = async () =>
      (await admin.call(api.board)).dimensions.find(({ dimension }) => dimension === 'uniqueness')?.share
    expect(await uniqueness()).toMatchObject({ asked: 0, share: null })
    const { items } = await admin.call(customersContract.list, { query: { limit: 2 } })
    const customerIds = items.map(({ id }) => id)
    await app.asSystem(ctx => reportFindings(ctx, 'possible-duplicate', { customerIds }))
    await sweepAll()
    expect(await uniqueness()).toMatchObject({ asked: 10, good: 8 })
    await app.asSystem(ctx => reportFindings(ctx, 'possible-duplicate', { customerIds: [], among: 'all' }))
  })

  test('keeps one count per measure, unit, team, source and day, however often it is counted', async () => {
    const lines = async () =>
      (await row<{ n: number }>(app.database.db, 'select count(*)::int as n from data_quality.measure'))?.n
    const before = await lines()
    await sweepAll()
    expect(await lines()).toBe(before)
    const trend = (await admin.call(api.board)).dimensions.find(
      ({ dimension }) => dimension === 'validity',
    )?.trend
    expect(trend).toHaveLength(1)
  })
})

describe('the list of debts', () => {
  test('falls to who looks after the customer, unless the rule names somebody, and opens what it counts', async () => {
    const of = async (caller: Caller, query = {}) => (await caller.call(api.debts, { query })).items
    const postcode = String(rules.get('postcode-fits-country'))
    const debts = (await of(admin)).filter(({ rule }) => rule.id === postcode)
    expect(debts.map(({ owner, open }) => [owner?.id ?? null, open])).toEqual(
      expect.arrayContaining([
        [null, 2],
        [north.seller.id, 2],
      ]),
    )
    for (const debt of debts) expect(await total(admin, debt.filter)).toBe(debt.open)
    expect((await of(north.seller)).map(({ open }) => open)).not.toContain(4)
    expect(
      (await of(north.seller, { mine: 'true' })).filter(({ rule }) => rule.id === postcode),
    ).toHaveLength(1)

    await admin.call(api.changeRule, { params: { id: postcode }, body: { ownerTeamId: north.team } })
    const named = (await of(admin)).filter(({ rule }) => rule.id === postcode)
    expect(named).toMatchObject([{ owner: { kind: 'team', id: north.team, name: 'Fjord' }, open: 4 }])
    expect(await total(admin, named[0]?.filter)).toBe(4)
    await admin.call(api.changeRule, { params: { id: postcode }, body: { ownerTeamId: null } })
  })

  test('shrinks as it is mended, and says how much was mended this week', async () => {
    const postcode = String(rules.get('postcode-fits-country'))
    const filter: Filter = { field: '@rule', op: 'eq', value: postcode }
    const { items } = await north.seller.call(customersContract.list, {
      query: { filter: JSON.stringify(filter) },
    })
    await north.seller.call(customersContract.change, {
      params: { id: String(items[0]?.id) },
      body: { postcode: '0150' },
    })
    const [debt] = (await north.seller.call(api.debts)).items.filter(({ rule }) => rule.id === postcode)
    expect(debt).toMatchObject({ open: 1, mended: 1 })
  })
})

test('a share lies within its interval, which lies within 0 and 1 and narrows with the number asked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (asked, part) => {
        const { share, low, high } = shareOf(asked, Math.round(asked * part)) as Record<string, number>
        const wider = shareOf(asked * 4, Math.round(asked * part) * 4) as unknown as Record<string, number>
        return (
          (low as number) >= 0 &&
          (low as number) <= (share as number) &&
          (share as number) <= (high as number) &&
          (high as number) <= 1 &&
          (wider.high as number) - (wider.low as number) <= (high as number) - (low as number)
        )
      },
    ),
  )
  // As tabulated for 8 of 10 (Newcombe 1998, method 3).
  expect(shareOf(10, 8).low).toBeCloseTo(0.4902, 4)
  expect(shareOf(10, 8).high).toBeCloseTo(0.9433, 4)
  expect(shareOf(0, 0)).toEqual({ asked: 0, good: 0, share: null, low: null, high: null })
})
