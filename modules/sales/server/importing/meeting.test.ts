import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { rateContract, salesContract } from '../../contract.ts'
import { importFile, reading } from './testing-files.ts'

let app: TestApp
let admin: Caller
let customer: string
let read: ReturnType<typeof reading>
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  read = reading(app)
  customer = (await admin.call(customersContract.create, { body: { name: 'Nordlicht' } })).id
})
afterAll(() => app.close())

type Stored = {
  name: string
  owner_id: string | null
  stage: string
  closed_at: Date | null
  house_amount: number | null
  rate_day: string | null
}
const stored = async (number: string) =>
  (
    await read<Stored>(
      `select o.name, o.owner_id, s.name as stage, o.closed_at, o.house_amount::int, o.rate_day::text
       from sales.opportunity o join sales.stage s on s.id = o.stage_id where o.external_id = $1`,
      [number],
    )
  )[0]
const open = async (externalId: string, body: object = {}) => {
  const { id } = await admin.call(salesContract.openOpportunity, {
    body: { name: 'Press line 4', customer, ...body },
  })
  await read('update sales.opportunity set external_id = $2 where id = $1', [id, externalId])
  return id
}
const meet = { match: 'externalId' }

test('a file that says neither name nor stage leaves both to the deals it meets, though a later row makes some up', async () => {
  await open('M1', { owner: app.people.seller.id })
  const done = await importFile(admin, 'Deal ID,Account,Amount\nM1,Nordlicht,70\n', meet)
  expect(done).toMatchObject({ matched: 1, changed: 1, refused: 0 })
  expect(await stored('M1')).toMatchObject({ name: 'Press line 4', owner_id: app.people.seller.id })
  const twice = 'Deal ID,Deal name,Account,Stage,Amount\nM2,Turbine,Nordlicht,Proposal,5\nM2,,Nordlicht,,6\n'
  expect(await importFile(admin, twice, meet)).toMatchObject({ created: 1, refused: 0 })
  expect(await stored('M2')).toMatchObject({ name: 'Turbine', stage: 'Proposal' })
})

test('a closed deal keeps what its amount was on the day it closed', async () => {
  const rate = (day: string, worth: number) =>
    admin.call(rateContract.addRate, { body: { currency: 'USD', day, rate: worth } })
  await rate('2026-01-01', 0.5)
  await rate('2026-06-01', 0.9)
  const won =
    'Deal ID,Deal name,Account,Stage,Amount,Currency,Created on,Closed at\nW1,Won,Nordlicht,Won,100,USD,2026-01-05,2026-02-01\n'
  await importFile(admin, won)
  expect(await stored('W1')).toMatchObject({ house_amount: 5000 })
  await importFile(admin, 'Deal ID,Account,Next step\nW1,Nordlicht,Say thanks\n', meet)
  expect(await stored('W1')).toMatchObject({ house_amount: 5000, rate_day: '2026-01-01' })
})

test('a deal that one row moves and ends has ended on the day the row says', async () => {
  const id = await open('E1')
  await read(
    `update sales.opportunity set opened_at = '2026-01-05', stage_since = '2026-01-05' where id = $1`,
    [id],
  )
  await read(`update sales.stage_visit set entered_at = '2026-01-05' where opportunity_id = $1`, [id])
  const file = 'Deal ID,Account,Stage,Outcome,Closed at\nE1,Nordlicht,Negotiation,won,2026-05-03\n'
  expect(await importFile(admin, file, meet)).toMatchObject({ changed: 1, refused: 0 })
  expect(await stored('E1')).toMatchObject({
    stage: 'Negotiation',
    closed_at: new Date('2026-05-03T00:00:00Z'),
  })
})
