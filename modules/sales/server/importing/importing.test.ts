import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { importFile, reading, realFields, realMissing, realPipeline, settled } from './testing-files.ts'

let app: TestApp
let admin: Caller
let read: ReturnType<typeof reading>
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  read = reading(app)
})
afterAll(() => app.close())

const all = ['opportunity', 'stage_visit', 'closure']
const sizes = () =>
  Promise.all(
    all.map(async name => (await read<{ n: number }>(`select count(*)::int as n from sales.${name}`))[0]?.n),
  )
const deal = async (number: string) =>
  (
    await read<Record<string, unknown>>(
      `select o.name, c.name as customer, s.name as stage, o.amount::int, o.currency, o.outcome, o.opened_at, o.closed_at,
         o.house_amount::int, o.tags, o.owner_id,
         (select count(*)::int from sales.stage_visit v where v.opportunity_id = o.id) as visits,
         (select count(*)::int from sales.stage_visit v where v.opportunity_id = o.id and v.left_at is null) as open,
         (select e.outcome from sales.closure e where e.opportunity_id = o.id) as closure
       from sales.opportunity o join customers.customer c on c.id = o.customer_id join sales.stage s on s.id = o.stage_id
       where o.external_id = $1`,
      [number],
    )
  )[0]
const reasons = async (id: string) =>
  (await admin.call(transferContract.refusals, { params: { id }, query: {} })).items.map(({ code }) => code)
const options = (constants: Record<string, string>) => ({ options: JSON.stringify({ constants }) })

describe('a file of opportunities', () => {
  test('brings each with its stay and its end; customers are found by number, id and name, or made when asked', async () => {
    await admin.call(customersContract.create, {
      body: { name: 'Nordlicht', kind: 'organisation', externalId: 'N-7', orgNumber: 'HRB 1' },
    })
    const [colleague] = await read<{ name: string }>('select name from staff.v_user where id = $1', [
      admin.id,
    ])
    const file = `Deal ID,Deal name,Account,Stage,Amount,Currency,Created on,Closed at,Owner
A1,Turbine,N-7,Proposal,"1,250.50",EUR,2026-01-05,,${colleague?.name}
A2,Rotor,HRB 1,Closed won,100,JPY,2026-01-05,2026-03-01,Somebody Else
A3,Mast,NORDLICHT,closed_lost,7,EUR,2026-01-05,2026-01-09,
A4,Kabel,Südwind,Negotiation,7,EUR,2026-01-05,,
`
    const checked = await importFile(admin, file, { ...options({ unknownCustomer: 'make' }), dryRun: 'true' })
    expect(checked).toMatchObject({ state: 'checked', created: 4, refused: 0, alongside: 1 })
    expect(await sizes()).toEqual([0, 0, 0])
    const done = await importFile(admin, file, options({ unknownCustomer: 'make' }))
    expect(done).toMatchObject({ state: 'done', error: null, created: 4, refused: 0, alongside: 1 })
    expect(await deal('A1')).toMatchObject({
      customer: 'Nordlicht',
      stage: 'Proposal',
      amount: 125_050,
      owner_id: admin.id,
      outcome: null,
      visits: 1,
      open: 1,
    })
    expect(await deal('A2')).toMatchObject({
      customer: 'Nordlicht',
      amount: 100,
      currency: 'JPY',
      house_amount: null,
      outcome: 'won',
      closure: 'won',
      open: 0,
      tags: ['Somebody Else'],
      owner_id: null,
      closed_at: new Date('2026-03-01T00:00:00Z'),
    })
    expect(await deal('A3')).toMatchObject({ customer: 'Nordlicht', outcome: 'lost', house_amount: 700 })
    expect(await deal('A4')).toMatchObject({ customer: 'Südwind', stage: 'Negotiation' })
    expect(await sizes()).toEqual([4, 4, 2])
    await admin.call(transferContract.undoImport, { params: { id: done.id } })
    expect(await settled(admin, done.id)).toMatchObject({ state: 'undone' })
    expect(await sizes()).toEqual([0, 0, 0])
    expect(await read("select id from customers.customer where name = 'Südwind'")).toEqual([])
    expect(await read("select id from customers.customer where name = 'Nordlicht'")).toHaveLength(1)
  })

  test('moves and closes the deals that it meets, and its undo puts them back where they were', async () => {
    const head = 'Deal ID,Deal name,Account,Stage,Amount,Created on,Close date'
    const first = `${head}\nB1,One,Nordlicht,Qualified,5,2026-01-05,\nB2,Two,Nordlicht,Proposal,5,2026-01-05,\n`
    expect(await importFile(admin, first)).toMatchObject({ created: 2, refused: 0 })
    const before = [await deal('B1'), await deal('B2')]
    const next = `${head}\nB1,One,Nordlicht,Negotiation,6,2026-01-05,\nB2,Two,Nordlicht,Lost,5,2026-01-05,2026-02-01\n`
    const done = await importFile(admin, next, { match: 'externalId' })
    expect(done).toMatchObject({ created: 0, matched: 2, changed: 2 })
    expect(await deal('B1')).toMatchObject({
      stage: 'Negotiation',
      amount: 600,
      house_amount: 600,
      visits: 2,
      open: 1,
    })
    expect(await deal('B2')).toMatchObject({
      stage: 'Proposal',
      outcome: 'lost',
      closure: 'lost',
      visits: 1,
      open: 0,
    })
    expect(await importFile(admin, next, { match: 'externalId' })).toMatchObject({ matched: 2, changed: 0 })
    await admin.call(transferContract.undoImport, { params: { id: done.id } })
    await settled(admin, done.id)
    expect([await deal('B1'), await deal('B2')]).toEqual(before)
  })

  test('is refused row by row, each with its own reason', async () => {
    const file = `Deal ID,Deal name,Account,Stage,Amount,Currency,Created on,Closed at
C1,a,Nobody Knows,Proposal,1,EUR,2026-01-05,
C2,a,,Proposal,1,EUR,2026-01-05,
C3,a,Nordlicht,Dreaming,1,EUR,2026-01-05,
C4,a,Nordlicht,Proposal,-1,EUR,2026-01-05,
C5,a,Nordlicht,Proposal,99999999999999999999,EUR,2026-01-05,
C6,a,Nordlicht,Proposal,1,ZZQ,2026-01-05,
C7,a,Nordlicht,Won,1,EUR,2026-03-05,2026-01-05
C8,a,Nordlicht,Won,1,EUR,2026-01-05,
C9,a,Nordlicht,Won,1,EUR,2026-01-05,2999-01-01
C10,a,Nordlicht,Proposal,1,EUR,2026-02-31,
`
    const done = await importFile(admin, file)
    expect(done).toMatchObject({ read: 10, created: 0, refused: 10 })
    expect((await reasons(done.id)).sort()).toEqual(
      [
        'sales.row-amount-negative',
        'sales.row-closed-at-missing',
        'sales.row-customer-missing',
        'sales.row-dates-wrong-way',
        'sales.row-in-future',
        'sales.row-no-such-currency',
        'sales.row-no-such-customer',
        'sales.row-no-such-stage',
        'transfer.no-such-date',
        'transfer.number-too-large',
      ].sort(),
    )
  })

  test('goes to the customer that stands for those who are not known, and to none that its sender does not see', async () => {
    const file = 'Deal ID,Deal name,Account,Stage\nD1,a,,Proposal\nD2,b,Nobody Knows,Proposal\n'
    const wishes = options({ unknownCustomer: 'placeholder', placeholder: 'Without customer' })
    expect(await importFile(admin, file, wishes)).toMatchObject({ created: 2, alongside: 1 })
    expect(await deal('D2')).toMatchObject({ customer: 'Without customer' })
    expect(await importFile(admin, file.replaceAll('D', 'E'), wishes)).toMatchObject({
      refused: 0,
      alongside: 0,
    })
  })
})

type Preview = ReplyOf<typeof transferContract.previewImport>

describe('what is said once for a file', () => {
  const preview = async (file: string, who = admin) =>
    (
      await who.upload('/imports/preview', {
        name: 'deals.csv',
        content: file,
        fields: { entity: 'opportunity' },
      })
    ).reply as Preview

  test('is told with the file: which options there are, and of what kind', async () => {
    const { options } = await preview('Deal ID,Deal name\nF1,a\n')
    const told = Object.fromEntries(options.map(({ key, ...option }) => [key, option]))
    expect(told).toMatchObject({
      unknownCustomer: { kind: 'choice', choices: ['refuse', 'make', 'placeholder'], always: true },
      placeholder: { references: 'customer', makes: true, always: true },
      pipeline: { references: 'pipeline', makes: false, always: false },
      owner: { references: 'user', always: false },
      currency: { references: 'currency', always: false },
    })
  })

  test('holds for every row: pipeline, owner and customer by id, the currency, and the outcome', async () => {
    const { id } = await admin.call(customersContract.create, { body: { name: 'Collector' } })
    const [pipeline] = await read<{ id: string }>('select id from sales.pipeline order by position limit 1')
    const file = 'Deal ID,Deal name,Amount,Closed at\nG1,a,5,2026-01-05\n'
    const said = { pipeline: pipeline?.id ?? '', owner: admin.id, currency: 'SEK', outcome: 'won' }
    expect(await importFile(admin, file, options({ ...said, placeholder: id }))).toMatchObject({
      created: 1,
      alongside: 0,
    })
    expect(await deal('G1')).toMatchObject({
      customer: 'Collector',
      owner_id: admin.id,
      currency: 'SEK',
      outcome: 'won',
    })
  })

  test('is kept with the columns as the template of the next file that has the same ones, for whoever brought it', async () => {
    const file = 'Alpha,Beta,Gamma\nK1,Nordlicht,5\n'
    const fresh = await preview(file)
    expect([fresh.asBefore, fresh.columns.map(({ target }) => target)].flat()).not.toContain('externalId')
    const mapping = JSON.stringify({ Alpha: 'externalId', Beta: 'customer', Gamma: null })
    await importFile(admin, file, { mapping, ...options({ source: 'Fair' }) })
    const next = await preview('Gamma,Alpha,Beta\n6,K2,Nordlicht\n')
    expect(next.asBefore).toMatchObject({ fileName: 'deals.csv' })
    expect(next.columns.map(({ column, target }) => [column, target])).toEqual([
      ['Gamma', null],
      ['Alpha', 'externalId'],
      ['Beta', 'customer'],
    ])
    expect(next.import).toMatchObject({ options: { constants: { source: 'Fair' } } })
    expect((await preview(file, app.people.manager)).asBefore).toBeNull()
    expect((await preview('Alpha,Beta\nK3,Nordlicht\n')).asBefore).toBeNull()
  })

  test('is no name of a new customer when it is the id of one that is gone', async () => {
    const gone = '01930000-0000-7000-8000-00000000abcd'
    const done = await importFile(admin, 'Deal ID,Deal name\nH1,a\n', options({ placeholder: gone }))
    expect(done).toMatchObject({ created: 0, refused: 1 })
    expect(await reasons(done.id)).toEqual(['sales.row-no-such-customer'])
  })
})

describe.skipIf(realMissing)(`the real pipeline${realMissing ? ` (${realMissing})` : ''}`, () => {
  test('comes in whole, every deal with its stay and its end, and undo takes all of it back', async () => {
    const { content, lines } = realPipeline()
    const before = await sizes()
    const accounts = new Set(lines.map(({ account }) => account).filter(Boolean))
    const done = await importFile(admin, content, realFields)
    expect(done).toMatchObject({
      state: 'done',
      error: null,
      read: lines.length,
      created: lines.length,
      refused: 0,
    })
    expect(done.alongside).toBe(accounts.size + 1)
    const ended = lines.filter(({ stage }) => stage !== 'In_Progress').length
    const [deals = 0, visits = 0, closures = 0] = before as number[]
    expect(await sizes()).toEqual([deals + lines.length, visits + lines.length, closures + ended])
    await admin.call(transferContract.undoImport, { params: { id: done.id } })
    expect(await settled(admin, done.id)).toMatchObject({ state: 'undone' })
    expect(await sizes()).toEqual(before)
  }, 240_000)
})
