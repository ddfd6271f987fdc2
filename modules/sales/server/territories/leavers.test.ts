import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import { leaverContract as api, salesContract, territoryContract } from '../../contract.ts'

let app: TestApp
let admin: Caller
let unit: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  unit = (await admin.call(staffContract.createUnit, { body: { name: 'North' } })).id
})
afterAll(() => app.close())

const ownersOf = async (ids: readonly string[]) =>
  (
    await app.database.pool.query(
      'select owner_id as owner from customers.customer where id = any($1::uuid[]) order by array_position($1::uuid[], id)',
      [ids],
    )
  ).rows.map(({ owner }) => String(owner))

test('what a leaver had is dealt out after the holdout, by territory or to the manager of the unit, in one act with one undo', async () => {
  const inUnit = { unitId: unit }
  const leaver = await app.person('seller', { ...inUnit, name: 'Leaver' })
  const taker = await app.person('seller', { ...inUnit, name: 'Taker' })
  const manager = await app.person('manager', { ...inUnit, name: 'Manager' })
  const wide = await admin.call(territoryContract.addTerritory, {
    body: { name: 'Norway', rule: { countries: ['NO'] } },
  })
  const narrow = await admin.call(territoryContract.addTerritory, {
    body: { name: 'Oslo', parent: wide.id, rule: { countries: ['NO'], postcodes: ['0'] } },
  })
  const give = (id: string, user: string) =>
    admin.call(territoryContract.giveTerritory, { params: { id }, body: { user } })
  await give(wide.id, leaver.id)
  await give(narrow.id, taker.id)
  const made: string[] = []
  for (const address of [
    { country: 'NO', postcode: '0150' },
    { country: 'NO', postcode: '5003' },
  ]) {
    const body = { name: `At ${address.postcode}`, kind: 'organisation' as const, ...address }
    const { id } = await leaver.call(customersContract.create, {
      body: { ...body, owner: leaver.id } as never,
    })
    made.push(id)
    await app.database.pool.query('update customers.customer set country = $2, postcode = $3 where id = $1', [
      id,
      address.country,
      address.postcode,
    ])
    await leaver.call(salesContract.openOpportunity, { body: { name: 'Pumps', customer: id } })
  }
  const deal = () => admin.send(api.dealOut, { params: { id: leaver.id } })
  expect((await deal()).status).toBe(404)
  await admin.call(staffContract.deactivateUser, { params: { id: leaver.id } })
  expect((await deal()).problem.code).toBe('sales.held-out')
  expect((await admin.call(api.leavers)).items).toEqual([])
  await app.database.pool.query(
    `update staff.user_deactivation set at = at - interval '15 days' where user_id = $1`,
    [leaver.id],
  )
  const { items } = await admin.call(api.leavers)
  expect(items).toMatchObject([{ id: leaver.id, name: 'Leaver' }])
  // The wide territory is the leaver’s own: what is in it only goes to the manager.
  expect(
    items[0]?.shares.map(({ to, why, customers, deals }) => [to?.name, why, customers, deals]).sort(),
  ).toEqual([
    ['Manager', 'manager', 1, 1],
    ['Taker', 'territory', 1, 1],
  ])
  expect(await ownersOf(made)).toEqual([leaver.id, leaver.id])
  expect((await app.people.seller.send(api.dealOut, { params: { id: leaver.id } })).status).toBe(403)
  const { reply, headers } = await deal()
  expect(reply).toEqual({ customers: 2, stay: 0 })
  expect(await ownersOf(made)).toEqual([taker.id, manager.id])
  const open = await app.database.pool.query(
    'select owner_id as owner from sales.opportunity where customer_id = any($1::uuid[])',
    [made],
  )
  expect(open.rows.map(({ owner }) => String(owner)).sort()).toEqual([taker.id, manager.id].sort())
  expect((await deal()).problem.code).toBe('sales.nothing-to-hand-over')
  await admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
  expect(await ownersOf(made)).toEqual([leaver.id, leaver.id])
})
