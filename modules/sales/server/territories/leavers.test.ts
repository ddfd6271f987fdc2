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
  expect(reply).toEqual({ customers: 2, deals: 2, stay: 0 })
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

test('open deals with customers of others go to whose these are, or as the customer would go if he is nobody’s', async () => {
  const inUnit = { unitId: (await admin.call(staffContract.createUnit, { body: { name: 'South' } })).id }
  const leaver = await app.person('seller', { ...inUnit, name: 'Leaver of deals' })
  const keeper = await app.person('seller', { ...inUnit, name: 'Keeper' })
  const manager = await app.person('manager', { ...inUnit, name: 'Manager of the south' })
  const dealWith = async (owner: string | null) => {
    const body = { name: 'Nordwind', kind: 'organisation' as const, owner: keeper.id }
    const customer = (await keeper.call(customersContract.create, { body })).id
    if (owner === null)
      await admin.call(customersContract.change, { params: { id: customer }, body: { owner: null } })
    const deal = { name: 'Pumps', customer, owner: leaver.id }
    const { id } = await admin.call(salesContract.openOpportunity, { body: deal })
    return { id, customer }
  }
  const [kept, nobodys] = [await dealWith(keeper.id), await dealWith(null)]
  await admin.call(staffContract.deactivateUser, { params: { id: leaver.id } })
  await app.database.pool.query(
    `update staff.user_deactivation set at = at - interval '15 days' where user_id = $1`,
    [leaver.id],
  )
  const mine = async () =>
    (await admin.call(api.leavers)).items
      .find(({ id }) => id === leaver.id)
      ?.shares.map(({ to, why, customers, deals }) => [to?.id, why, customers, deals])
  expect(await mine()).toEqual(
    expect.arrayContaining([
      [keeper.id, 'owner', 0, 1],
      [manager.id, 'manager', 0, 1],
    ]),
  )
  const dealOwners = async () =>
    (
      await app.database.pool.query<{ owner: string }>(
        'select owner_id as owner from sales.opportunity where id = any($1::uuid[]) order by array_position($1::uuid[], id)',
        [[kept.id, nobodys.id]],
      )
    ).rows.map(({ owner }) => owner)
  const customerOwners = await ownersOf([kept.customer, nobodys.customer])
  const { reply, headers } = await admin.send(api.dealOut, { params: { id: leaver.id } })
  expect(reply).toEqual({ customers: 0, deals: 2, stay: 0 })
  expect(await dealOwners()).toEqual([keeper.id, manager.id])
  expect(await ownersOf([kept.customer, nobodys.customer])).toEqual(customerOwners)
  expect(await mine()).toBeUndefined()
  await admin.call(historyContract.undo, { params: { id: String(headers['tessera-batch']) } })
  expect(await dealOwners()).toEqual([leaver.id, leaver.id])
})
