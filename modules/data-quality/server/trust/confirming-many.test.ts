import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { row } from '../../../../platform/database/statement.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dataQualityContract as api } from '../../contract.ts'

let app: TestApp
let admin: Caller
let seller: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  seller = app.people.seller
})
afterAll(() => app.close())

const add = async (body: Record<string, unknown>) =>
  (
    await admin.call(customersContract.create, {
      body: { name: 'Marit Solheim', jobTitle: 'Buyer', owner: seller.id, ...body },
    })
  ).id
const confirmedIn = async (id: string) =>
  (await admin.call(api.trust, { params: { id } })).values
    .filter(({ confirmed, pointId }) => confirmed && pointId === null)
    .map(({ field }) => field)
    .sort()

test('what is chosen by a filter is confirmed as one act, except what was taken out, and is undone as one', async () => {
  const [a, b, c] = [
    await add({ city: 'Ålesund', phone: '+47 55 21 40 01' }),
    await add({ city: 'Ålesund' }),
    await add({ city: 'Ålesund' }),
  ] as const
  const done = await seller.call(api.confirmMany, {
    body: {
      filter: '{"field":"city","op":"eq","value":"Ålesund"}',
      except: [c],
      fields: ['jobTitle', 'phone'],
    },
  })
  expect(done.confirmed).toBe(3)
  expect([await confirmedIn(a), await confirmedIn(b), await confirmedIn(c)]).toEqual([
    ['jobTitle', 'phone'],
    ['jobTitle'],
    [],
  ])
  await seller.call(historyContract.undo, { params: { id: done.batchId } })
  expect([await confirmedIn(a), await confirmedIn(b)]).toEqual([[], []])
})

test('addresses are confirmed with what belongs to them, as on the page of one customer', async () => {
  const home = { lines: 'Storgata 5', postcode: '6002', city: 'Ålesund', country: 'NO' }
  const at = async (body: Record<string, unknown>) => {
    const id = await add(body)
    await admin.call(customersContract.addContactPoint, {
      params: { id },
      body: { kind: 'address', address: home },
    })
    return id
  }
  // The second one's town says something else than the address; the third one's is disputed.
  const [one, two, three, single] = [await at({}), await at({}), await at({}), await at({})] as const
  await admin.call(customersContract.change, { params: { id: two }, body: { city: 'Åle' } })
  await admin.call(api.dispute, {
    params: { id: three },
    body: { field: 'city', value: 'Ålesund', reason: 'Moved' },
  })
  const { values } = await admin.call(api.trust, { params: { id: single } })
  const address = values.find(({ field }) => field === 'address')
  await admin.call(api.confirm, {
    params: { id: single },
    body: { values: [{ field: 'address', pointId: address?.pointId, value: address?.value ?? '' }] },
  })
  const done = await seller.call(api.confirmMany, { body: { ids: [one, two, three], fields: ['address'] } })
  expect(await confirmedIn(single)).toEqual(['city', 'country', 'postcode'])
  expect(await confirmedIn(one)).toEqual(await confirmedIn(single))
  expect(await confirmedIn(two)).toEqual(['country', 'postcode'])
  expect(await confirmedIn(three)).toEqual(['country', 'postcode'])
  expect(done.confirmed).toBe(4 + 3 + 3)
  const cityAlone = await at({})
  await seller.call(api.confirmMany, { body: { ids: [cityAlone], fields: ['city'] } })
  expect(await confirmedIn(cityAlone)).toEqual(['city'])
})

test('a value that somebody disputes is left to its settlement', async () => {
  const id = await add({ city: 'Bodø' })
  await admin.call(api.dispute, {
    params: { id },
    body: { field: 'jobTitle', value: 'Buyer', reason: 'Left' },
  })
  const { confirmed } = await seller.call(api.confirmMany, {
    body: { ids: [id], fields: ['jobTitle', 'city'] },
  })
  expect([confirmed, await confirmedIn(id)]).toEqual([1, ['city']])
})

test('a value that one may not see is not confirmed', async () => {
  const id = await add({ givenName: 'Marit', familyName: 'Solheim', birthDate: '1971-03-29' })
  const { confirmed } = await seller.call(api.confirmMany, { body: { ids: [id], fields: ['birthDate'] } })
  expect([confirmed, await confirmedIn(id)]).toEqual([0, []])
})

test('nothing chosen, and more customers than a person can have looked at, are refused', async () => {
  const nothing = await seller.send(api.confirmMany, { body: { fields: ['jobTitle'] } })
  expect(nothing.problem.code).toBe('customers.nothing-selected')
  const unit = await row<{ id: string }>(
    app.database.db,
    'select unit_id as id from customers.customer limit 1',
  )
  await row(
    app.database.db,
    `insert into customers.customer (id, name, sort_name, words, kind, unit_id, source)
     select platform.new_id(), 'N', 'n', '', 'person', $1, 'crowd' from generate_series(1, 10001)`,
    [unit?.id],
  )
  const many = await admin.send(api.confirmMany, {
    body: { filter: '{"field":"source","op":"eq","value":"crowd"}', fields: ['jobTitle'] },
  })
  expect(many.problem).toMatchObject({ code: 'data-quality.too-many', params: { limit: 10_000 } })
})
