import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../../app/testing.ts'
import { transferContract } from '../../../../../platform/transfer/contract.ts'
import { customersContract } from '../../../../customers/contract.ts'
import { leadContract, pictureContract, salesContract } from '../../../contract.ts'
import { importFile, reading, settled } from '../../importing/testing-files.ts'
import { dealFields, leadsMissing, realLeads } from './testing-leads.ts'

let app: TestApp
let admin: Caller
let seller: Caller
let read: ReturnType<typeof reading>
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  seller = await app.person('manager', { name: 'Kim Berg' })
  read = reading(app)
})
afterAll(() => app.close())

const bring = (who: Caller, content: string | Buffer, fields: Record<string, string> = {}) =>
  importFile(who, content, { entity: 'lead', ...fields })
const lead = async (number: string) =>
  (
    await read<Record<string, unknown>>('select * from sales.lead where external_id = $1 order by id', [
      number,
    ])
  )[0]
const many = async (name: string) =>
  (await read<{ n: number }>(`select count(*)::int as n from sales.${name}`))[0]?.n ?? 0
const codes = async (id: string) =>
  (await admin.call(transferContract.refusals, { params: { id }, query: {} })).items.map(({ code }) => code)
const undo = async (who: Caller, id: string) => {
  await who.call(transferContract.undoImport, { params: { id } })
  return settled(who, id)
}
const privately = { options: JSON.stringify({ constants: { private: 'yes' } }) }

describe('a file of leads', () => {
  const file = `Lead ID,Full name,Company,E-mail,Phone,Lead source,Created on,Lead owner,Status,Tags
L1,Ada Holm,Holm AB,Ada@Holm.example,+46 8 123 456 78,Fair,2026-01-05,Kim Berg,Open,nordic
L2,,Fjell AS,post@fjell.example,,fair,2026-01-06,Somebody Else,SQL,
L3,Ole Dahl,,,,,2026-01-07,,Customer,
`
  test('brings each by name with its source, day, owner and state, shared with whoever sees its owner', async () => {
    const checked = await bring(admin, file, { dryRun: 'true' })
    expect(checked).toMatchObject({ state: 'checked', created: 3, refused: 0 })
    expect(await many('lead')).toBe(0)
    const done = await bring(admin, file)
    expect(done).toMatchObject({ state: 'done', error: null, created: 3, refused: 0 })
    expect(await lead('L1')).toMatchObject({
      name: 'Ada Holm',
      email: 'ada@holm.example',
      phone: '+46812345678',
      source: 'Fair',
      owner_id: seller.id,
      captured_by: seller.id,
      captured_at: new Date('2026-01-05T00:00:00Z'),
      state: 'new',
      shared_why: 'at-once',
      tags: ['nordic'],
    })
    expect(await lead('L2')).toMatchObject({
      name: 'Fjell AS',
      source: 'Fair',
      owner_id: null,
      state: 'qualified',
      shared_why: 'qualified',
      tags: ['Somebody Else'],
    })
    expect(await lead('L3')).toMatchObject({ state: 'converted', became_customer: null })
    expect((await undo(admin, done.id)).state).toBe('undone')
    expect(await many('lead')).toBe(0)
  })

  test('meets the leads that are there, takes nothing back, and its undo puts them as they were', async () => {
    await bring(admin, file)
    const before = [await lead('L1'), await lead('L2'), await lead('L3')]
    const next = `Lead ID,Full name,Status,City\nL1,Ada Holm,Junk,Malmö\nL2,,new,\nL3,Ole Dahl,lost,\n`
    const done = await bring(admin, next)
    expect(done).toMatchObject({ created: 0, matched: 3, changed: 1 })
    expect(await lead('L1')).toMatchObject({ state: 'disqualified', city: 'Malmö' })
    expect([await lead('L2'), await lead('L3')]).toEqual(before.slice(1))
    await undo(admin, done.id)
    const { version: _now, updated_at: _at, ...put } = (await lead('L1')) ?? {}
    const { version: _then, updated_at: _was, ...was } = before[0] ?? {}
    expect(put).toEqual(was)
  })

  test('is refused row by row, each with its own reason', async () => {
    const bad = `Lead ID,Full name,Created on,Converted on,Status\n,,2026-01-05,,\nX1,a,2999-01-05,,\nX2,a,2026-03-05,2026-01-05,\nX3,a,2026-01-05,,dreaming\n`
    const mapping = {
      'Lead ID': 'externalId',
      'Full name': 'name',
      'Created on': 'capturedAt',
      'Converted on': 'convertedAt',
      Status: 'state',
    }
    const done = await bring(admin, bad, { mapping: JSON.stringify(mapping) })
    expect(done).toMatchObject({ read: 4, created: 0, refused: 4 })
    expect((await codes(done.id)).sort()).toEqual([
      'sales.row-lead-dates-wrong-way',
      'sales.row-lead-in-future',
      'sales.row-lead-without-name',
      'transfer.not-a-choice',
    ])
  })

  test('says which of the new ones share an address or number with a lead or a customer, and leaves them out when asked', async () => {
    await admin.call(customersContract.create, {
      body: { name: 'Known', kind: 'person', contactPoints: [{ kind: 'email', value: 'known@x.example' }] },
    })
    const alike = `Lead ID,Full name,E-mail,Phone\nY1,A,known@x.example,\nY2,B,,+46812345678\nY3,C,new@x.example,\n`
    const options = (how: string) => ({ options: JSON.stringify({ alike: how }) })
    const checked = await bring(admin, alike, { dryRun: 'true' })
    expect(checked).toMatchObject({ created: 3 })
    const { warnings } = await admin.call(transferContract.import, { params: { id: checked.id } })
    expect(warnings.map(({ code, count }) => `${code} ${count}`).sort()).toEqual([
      'sales.lead-like-customer 1',
      'sales.lead-like-lead 1',
    ])
    expect(await bring(admin, alike, options('skip'))).toMatchObject({ created: 1, matched: 2 })
  })
})

describe('leads that the importer keeps to himself', () => {
  const kept = `Lead ID,Full name,E-mail,Website,Lead owner\nP1,Zyx Quist,zyx@quiet-metals.example,quiet-metals.example,\n`

  test('are seen by nobody else, take part in finding doubles, and are met by nobody’s file', async () => {
    const done = await bring(seller, kept, privately)
    expect(done).toMatchObject({ state: 'done', created: 1 })
    const mine = await lead('P1')
    expect(mine).toMatchObject({ owner_id: seller.id, shared_at: null })
    const count = (who: Caller) =>
      who
        .call(leadContract.countLeads, {
          query: { filter: JSON.stringify({ field: 'externalId', op: 'eq', value: 'P1' }) },
        })
        .then(({ total }) => total)
    expect([await count(seller), await count(admin)]).toEqual([1, 0])
    await expect
      .poll(() => read('select 1 from sales.lead_shadow where lead_id = $1', [mine?.id]), { timeout: 30_000 })
      .not.toHaveLength(0)
    expect((await admin.send(transferContract.import, { params: { id: done.id } })).status).toBe(404)
    // The file of somebody else makes a lead of its own and says nothing of the kept one.
    const other = await bring(admin, kept)
    expect(other).toMatchObject({ created: 1, matched: 0, refused: 0 })
    const told = await admin.call(transferContract.import, { params: { id: other.id } })
    expect(told.warnings).toEqual([])
    expect(await read('select 1 from sales.lead where external_id = $1', ['P1'])).toHaveLength(2)
    // Its owner is told whose file met it, once.
    const noticed = async () =>
      (await seller.call(leadContract.leadNotices)).items.filter(({ leadId }) => leadId === mine?.id)
    await expect.poll(noticed, { timeout: 30_000 }).toMatchObject([{ kind: 'asked', byId: admin.id }])
    // By a file of customers as well, if only by the address of a web site.
    const colleague = await app.person('manager')
    await importFile(colleague, 'Name,Website\nQuiet,https://quiet-metals.example\n', { entity: 'customer' })
    await expect
      .poll(async () => (await noticed()).map(({ byId }) => byId), { timeout: 30_000 })
      .toEqual(expect.arrayContaining([admin.id, colleague.id]))
    const deal = 'Lead ID,Account,Stage\nP9,Holm,Proposal\n'
    const deals = await importFile(admin, deal, {
      mapping: JSON.stringify({ 'Lead ID': 'lead', Account: 'customer', Stage: 'stage' }),
    })
    expect(await codes(deals.id)).toEqual(['sales.row-no-such-lead'])
    await undo(seller, done.id)
    expect(await read('select 1 from sales.lead_shadow where lead_id = $1', [mine?.id])).toEqual([])
  })

  test('stay his when his file names another owner, and are refused where the policy shares from the beginning', async () => {
    const owner = (await read<{ name: string }>('select name from staff.v_user where id = $1', [admin.id]))[0]
    const done = await bring(seller, `Lead ID,Full name,Lead owner\nP2,Quiet,${owner?.name}\n`, privately)
    expect(done).toMatchObject({ created: 1 })
    expect(await lead('P2')).toMatchObject({ owner_id: seller.id, shared_at: null, tags: [owner?.name] })
    const { version: _v, updatedAt: _u, ...policy } = await admin.call(leadContract.leadPolicy, {})
    await admin.call(leadContract.setLeadPolicy, { body: { ...policy, privateFirst: false } })
    const checked = await bring(seller, kept.replace('P1', 'P3'), { ...privately, dryRun: 'true' })
    expect(checked.state).toBe('failed')
    expect(checked.error).toContain('policy')
    await admin.call(leadContract.setLeadPolicy, { body: policy })
  })
})

describe.skipIf(leadsMissing)(`the real leads${leadsMissing ? ` (${leadsMissing})` : ''}`, () => {
  const count = async (...and: object[]) =>
    (await admin.call(leadContract.countLeads, { query: { filter: JSON.stringify({ and }) } })).total
  const days = ({ day, won }: { day: string; won: Date | null }) =>
    ((won?.getTime() ?? 0) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000

  test('come in once from two exports, and with the deals they show what is counted in the files without the product', async () => {
    const { first, second, deals, leads } = realLeads()
    const before = await many('lead')
    const done = await bring(admin, first)
    expect(done).toMatchObject({ state: 'done', error: null, created: leads.length, refused: 0 })
    const again = await bring(admin, second, { options: JSON.stringify({ dateOrder: 'dmy' }) })
    expect(again).toMatchObject({ created: 0, matched: leads.length, changed: 0, refused: 0 })
    expect(await many('lead')).toBe(before + leads.length)
    const won = leads.filter(lead => lead.won)
    const brought = await importFile(admin, deals, dealFields)
    expect(brought).toMatchObject({ state: 'done', error: null, created: won.length, refused: 0 })
    expect(await importFile(admin, deals, dealFields)).toMatchObject({ created: 0, matched: won.length })

    for (const origin of new Set(leads.map(lead => lead.origin))) {
      const of = leads.filter(lead => lead.origin === origin)
      const source = { field: 'source', op: 'eq', value: origin }
      const converted = { field: 'state', op: 'eq', value: 'converted' }
      expect([origin, await count(source), await count(source, converted)]).toEqual([
        origin,
        of.length,
        of.filter(lead => lead.won).length,
      ])
    }
    for (const month of new Set(leads.map(({ day }) => day.slice(0, 7)))) {
      const [year = 0, number = 0] = month.split('-').map(Number)
      const range = [
        { field: 'capturedAt', op: 'gte', value: `${month}-01T00:00:00.000Z` },
        { field: 'capturedAt', op: 'lt', value: new Date(Date.UTC(year, number, 1)).toISOString() },
        { field: 'externalId', op: 'not-empty' },
      ]
      const of = leads.filter(({ day }) => day.startsWith(month))
      expect([
        month,
        await count(...range),
        await count(...range, { field: 'state', op: 'eq', value: 'converted' }),
      ]).toEqual([month, of.length, of.filter(lead => lead.won).length])
    }
    const summary = await admin.call(pictureContract.pictureSummary, { query: {} })
    const cycle = won.map(days).toSorted((a, b) => a - b)
    expect(summary.won.n).toBe(won.length)
    expect(summary.cycle.mean).toBeCloseTo(cycle.reduce((sum, each) => sum + each, 0) / cycle.length, 6)
    const half = cycle.length / 2
    expect(summary.cycle.median).toBeCloseTo(((cycle[half - 1] ?? 0) + (cycle[half] ?? 0)) / 2, 6)

    expect((await undo(admin, brought.id)).state).toBe('undone')
    expect(await count({ field: 'state', op: 'eq', value: 'converted' })).toBe(1)
    expect((await admin.call(salesContract.countOpportunities, { query: {} })).total).toBe(0)
    expect((await undo(admin, done.id)).state).toBe('undone')
    expect(await many('lead')).toBe(before)
  }, 240_000)
})
