import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { contextFor, systemActor, allPermissions } from '../../../../platform/kernel.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { dataQualityContract } from '../../contract.ts'
import { trustOf, type TrustOptions, type ValueTrust } from './trust.ts'

let app: TestApp
let seller: Caller
beforeAll(async () => {
  app = await testApp()
  seller = app.people.seller
})
afterAll(() => app.close())

const created = (body: Record<string, unknown> = {}) =>
  seller
    .call(customersContract.create, {
      body: { name: 'Marit Solheim', owner: seller.id, jobTitle: 'Buyer', phone: '+47 55 21 40 00', ...body },
    })
    .then(({ id }) => id)
const change = (id: string, body: Record<string, unknown>, by = seller) =>
  by.send(customersContract.change, { params: { id }, body })
const confirm = (id: string, ...values: { field: string; value: string; pointId?: string }[]) =>
  seller.send(dataQualityContract.confirm, { params: { id }, body: { values } })

/** The trust of a customer's values as it will be in some years. */
async function trustIn(
  years: number,
  id: string,
  options?: TrustOptions,
): Promise<Record<string, ValueTrust>> {
  const actor = systemActor(allPermissions(app.kernel.modules))
  const now = new Date(Date.now() + years * 31_557_600_000)
  const ctx = contextFor(app.kernel, { db: app.database.db, actor, now })
  const values = await trustOf(ctx, [id], options)
  return Object.fromEntries(values.filter(({ pointId }) => !pointId).map(value => [value.field, value]))
}

describe('the trust of a value', () => {
  test('is the reliability of its source, and halves with every half-life of the field', async () => {
    const id = await created()
    const [now, later, late] = [await trustIn(0, id), await trustIn(2, id), await trustIn(4, id)]
    expect(now['jobTitle']).toMatchObject({
      state: 'live',
      channel: 'screen',
      actorName: expect.stringMatching(/seller/),
    })
    expect(now['jobTitle']?.confidence).toBeCloseTo(0.95, 2)
    expect(later['jobTitle']?.confidence).toBeCloseTo(0.95 / 2, 2)
    expect(late['jobTitle']?.confidence).toBeCloseTo(0.95 / 4, 2)
    expect(late['phone']?.freshness).toBeCloseTo(0.5 ** (4 / 2.5), 3)
    expect(late['name']).toMatchObject({ freshness: 1, confidence: 0.95, state: 'live' })
  })

  test('is old from the half-life on, not before', async () => {
    const id = await created()
    expect((await trustIn(1.99, id))['jobTitle']?.state).toBe('live')
    expect((await trustIn(2.01, id))['jobTitle']?.state).toBe('old')
  })

  test('begins anew with a change of this field, and not with that of another', async () => {
    const id = await created()
    const before = await trustIn(0, id)
    await change(id, { jobTitle: 'Head of purchasing' }, app.people.administrator)
    const after = await trustIn(0, id)
    expect(after['jobTitle']?.actorName).toMatch(/administrator/)
    expect(after['phone']).toMatchObject({ at: before['phone']?.at, batchId: before['phone']?.batchId })
  })

  test('comes back with an undo: who took a change back did not set the value', async () => {
    const id = await created()
    const before = await trustIn(0, id)
    const changed = await change(id, { jobTitle: 'Driver' }, app.people.administrator)
    await app.people.administrator.call(historyContract.undo, {
      params: { id: String(changed.headers['tessera-batch']) },
    })
    expect((await trustIn(0, id))['jobTitle']).toMatchObject({
      ...before['jobTitle'],
      freshness: expect.any(Number),
    })
  })

  test('of what a program brought is that of a copy, until a person confirms it', async () => {
    const key = await app.key('administrator')
    const { id } = await key.call(customersContract.create, {
      body: { name: 'Copied', kind: 'person', jobTitle: 'Buyer', owner: seller.id },
    })
    expect((await trustIn(0, id))['jobTitle']).toMatchObject({ state: 'mirror', confidence: 0.9 })
    expect((await confirm(id, { field: 'jobTitle', value: 'Buyer' })).status).toBe(200)
    expect((await trustIn(0, id))['jobTitle']).toMatchObject({
      state: 'live',
      confidence: 0.99,
      confirmedBy: seller.id,
    })
  })

  test('of a user’s own field is told as that of any other', async () => {
    const { administrator } = app.people
    for (const key of ['shirt', 'shoe'])
      await administrator.raw('POST', '/fields', {
        body: { entity: 'customer', key, label: key, kind: 'text' },
      })
    await app.kernel.catalogue.refresh()
    const id = await created({ custom: { shirt: 'M', shoe: '43' } })
    const before = await trustIn(0, id)
    await change(id, { custom: { shirt: 'L' } }, administrator)
    const after = await trustIn(0, id)
    expect(after['custom.shirt']).toMatchObject({
      value: 'L',
      actorName: expect.stringMatching(/administrator/),
    })
    expect(after['custom.shoe']).toEqual({ ...before['custom.shoe'], freshness: 1 })
  })

  test('of the mirrored e-mail address and telephone number is that of their contact point', async () => {
    const id = await created()
    const params = { id }
    const second = await seller.call(customersContract.addContactPoint, {
      params,
      body: { kind: 'phone', value: '+47 99 88 77 66' },
    })
    const before = await trustIn(0, id)
    await seller.call(customersContract.changeContactPoint, {
      params: { id, childId: second.id },
      body: { primary: true },
    })
    const { values } = await seller.call(dataQualityContract.trust, { params })
    const phones = values.filter(({ field, value }) => field === 'phone' && value === '+4799887766')
    expect(new Set(phones.map(({ pointId }) => pointId))).toEqual(new Set([second.id, null]))
    expect(phones[0]?.at).toBe(phones[1]?.at)
    expect(before['phone']?.value).toBe('+4755214000')
  })

  test('in a family is told for the values that are shown, and for each member’s own', async () => {
    const [root, member] = [
      await created({ city: 'Bergen' }),
      await created({ city: 'Oslo', industry: null }),
    ]
    await app.database.pool.query('update customers.customer set merged_into = $1 where id = $2', [
      root,
      member,
    ])
    await app.database.pool.query(
      `update customers.customer set city = 'Oslo', own = '{"city": "Bergen"}' where id = $1`,
      [root],
    )
    expect((await trustIn(0, root))['city']).toMatchObject({
      value: 'Oslo',
      holderId: member,
      customerId: root,
    })
    expect((await trustIn(0, member, { of: 'own' }))['city']).toMatchObject({
      value: 'Oslo',
      holderId: member,
    })
  })
})

describe('a confirmation', () => {
  test('makes the value as fresh as on its first day, and says who', async () => {
    const id = await created()
    await app.database.pool.query(
      `update platform.batch set at = now() - interval '3 years' where id in (select batch_id from platform.change where root_id = $1)`,
      [id],
    )
    expect((await trustIn(0, id))['jobTitle']?.state).toBe('old')
    const done = await confirm(id, { field: 'jobTitle', value: 'Buyer' })
    expect(done.reply).toMatchObject({ confirmed: 1 })
    const { values } = await seller.call(dataQualityContract.trust, { params: { id } })
    expect(values.find(({ field }) => field === 'jobTitle')).toMatchObject({
      state: 'live',
      confidence: 0.99,
      confirmed: { by: { id: seller.id, name: expect.stringMatching(/seller/) } },
    })
    expect((await trustIn(0, id))['phone']?.state).toBe('old')
  })

  test('of an address is one of its town and post code too', async () => {
    const address = { lines: 'Gate 1', postcode: '5003', city: 'Bergen' }
    const id = await created({ contactPoints: [{ kind: 'address', address }] })
    await change(id, { country: 'NO' })
    const { values } = await seller.call(dataQualityContract.trust, { params: { id } })
    const point = values.find(({ field }) => field === 'address')
    await confirm(id, { field: 'address', value: 'Gate 1, 5003 Bergen', pointId: String(point?.pointId) })
    const now = await trustIn(0, id)
    expect(['city', 'postcode', 'country'].map(key => now[key]?.confirmedBy)).toEqual([
      seller.id,
      seller.id,
      null,
    ])
  })

  test('ends with a change of the value, also when somebody sets the same value again later', async () => {
    const id = await created()
    await confirm(id, { field: 'jobTitle', value: 'Buyer' })
    await change(id, { jobTitle: 'Driver' })
    expect((await trustIn(0, id))['jobTitle']?.confirmedAt).toBeNull()
    await change(id, { jobTitle: 'Buyer' })
    expect((await trustIn(0, id))['jobTitle']?.confirmedAt).toBeNull()
  })

  test('holds again when the change is undone', async () => {
    const id = await created()
    await confirm(id, { field: 'jobTitle', value: 'Buyer' })
    const changed = await change(id, { jobTitle: 'Driver' })
    await seller.call(historyContract.undo, { params: { id: String(changed.headers['tessera-batch']) } })
    expect((await trustIn(0, id))['jobTitle']?.confirmedBy).toBe(seller.id)
  })

  test('is undone like any act', async () => {
    const id = await created()
    const { reply } = await confirm(id, { field: 'jobTitle', value: 'Buyer' })
    await seller.call(historyContract.undo, { params: { id: reply.batchId } })
    expect((await trustIn(0, id))['jobTitle']?.confirmedAt).toBeNull()
  })

  test('of a value that has changed meanwhile is refused with the value as it is now', async () => {
    const id = await created()
    await change(id, { jobTitle: 'Driver' })
    const answer = await confirm(id, { field: 'jobTitle', value: 'Buyer' })
    expect([answer.status, answer.problem.current]).toEqual([409, { field: 'jobTitle', value: 'Driver' }])
    expect((await confirm(id, { field: 'no-such', value: 'x' })).status).toBe(409)
  })

  test('goes with the customer and comes back with it', async () => {
    const id = await created()
    await confirm(id, { field: 'jobTitle', value: 'Buyer' })
    const { administrator } = app.people
    const { batchId } = await administrator.call(customersContract.remove, { params: { id } })
    await administrator.call(historyContract.undo, { params: { id: batchId } })
    expect((await trustIn(0, id))['jobTitle']?.confirmedBy).toBe(seller.id)
  })

  test('of many customers reaches only those that one sees', async () => {
    const mine = await created()
    const { id: foreign } = await app.people.administrator.call(customersContract.create, {
      body: { name: 'Foreign', jobTitle: 'Buyer', owner: app.people.manager.id },
    })
    const { confirmed } = await seller.call(dataQualityContract.confirmMany, {
      body: { ids: [mine, foreign], fields: ['jobTitle', 'phone'] },
    })
    expect(confirmed).toBe(2)
    expect((await trustIn(0, foreign))['jobTitle']?.confirmedAt).toBeNull()
  })
})

describe('rights', () => {
  test('a masked field has no trust for those who may not see it, and cannot be confirmed by them', async () => {
    const id = await created()
    await change(id, { birthDate: '1971-03-29' }, app.people.administrator)
    const params = { id }
    for (const by of [seller, app.people.reader]) {
      const { text } = await by.send(dataQualityContract.trust, { params })
      expect(text).not.toMatch(/birthDate|1971/)
    }
    expect((await confirm(id, { field: 'birthDate', value: '1971-03-29' })).status).toBe(409)
    const { values } = await app.people.administrator.call(dataQualityContract.trust, { params })
    expect(values.find(({ field }) => field === 'birthDate')?.value).toBe('1971-03-29')
  })

  test('the history of a confirmation that was undone does not tell a masked value', async () => {
    const id = await created()
    const { administrator } = app.people
    await change(id, { birthDate: '1971-03-29' }, administrator)
    const { batchId } = await administrator.call(dataQualityContract.confirm, {
      params: { id },
      body: { values: [{ field: 'birthDate', value: '1971-03-29' }] },
    })
    await administrator.call(historyContract.undo, { params: { id: batchId } })
    for (const by of [app.people.reader, administrator]) {
      const { items } = await by.call(historyContract.ofRecord, { query: { rootId: id } })
      const undone = items.filter(({ entity }) => entity === 'confirmation')
      expect(undone.map(({ action }) => action)).toEqual(['deleted', 'created'])
      expect(JSON.stringify(undone)).not.toContain('1971')
    }
  })

  test('a customer that one does not see has no trust either', async () => {
    const { id } = await app.people.administrator.call(customersContract.create, {
      body: { name: 'Foreign', owner: app.people.manager.id },
    })
    expect((await seller.send(dataQualityContract.trust, { params: { id } })).status).toBe(404)
    expect((await confirm(id, { field: 'name', value: 'Foreign' })).status).toBe(404)
  })
})

describe('values to confirm', () => {
  test('are those of my customers that are past their half-life, page by page', async () => {
    const person = await app.person('seller', { name: 'Olav' })
    const made: string[] = []
    for (const name of ['One', 'Two', 'Three']) {
      const { id } = await person.call(customersContract.create, {
        body: { name, kind: 'person', jobTitle: 'Buyer', phone: '+47 55 21 40 00', owner: person.id },
      })
      made.push(id)
    }
    await app.database.pool.query(
      `update platform.batch set at = now() - interval '2.2 years' where id in (select batch_id from platform.change where root_id = any($1))`,
      [made],
    )
    await app.database.pool.query(
      `update customers.customer set created_at = now() - interval '2.2 years' where id = any($1)`,
      [made],
    )
    const first = await person.call(dataQualityContract.oldValues, { query: { owner: 'me', limit: 2 } })
    const second = await person.call(dataQualityContract.oldValues, {
      query: { owner: 'me', limit: 2, after: first.next ?? undefined },
    })
    expect(
      [...first.items, ...second.items].map(({ name, values }) => [name, values.map(({ field }) => field)]),
    ).toEqual([
      ['One', ['jobTitle']],
      ['Two', ['jobTitle']],
      ['Three', ['jobTitle']],
    ])
    expect(second.next).toBeNull()
    const none = await person.call(dataQualityContract.oldValues, { query: { owner: 'me', field: 'phone' } })
    expect(none.items).toEqual([])
    const others = await seller.call(dataQualityContract.oldValues, { query: { limit: 100 } })
    expect(others.items.filter(({ customerId }) => made.includes(customerId))).toEqual([])
  })
})

describe('the policy', () => {
  test('is the organisation’s own: half-lives, sources, and the time to settle', async () => {
    const { steward } = app.people
    const policy = await steward.call(dataQualityContract.trustPolicy)
    const set = {
      ...policy,
      halfLives: { ...policy.halfLives, jobTitle: 1, phone: null },
      reliability: { ...policy.reliability, screen: 0.6 },
    }
    expect(await steward.call(dataQualityContract.setTrustPolicy, { body: set })).toEqual(set)
    const id = await created()
    const later = await trustIn(1, id)
    expect(later['jobTitle']?.confidence).toBeCloseTo(0.3, 2)
    expect(later['phone']).toMatchObject({ freshness: 1, confidence: 0.6 })
    await steward.call(dataQualityContract.setTrustPolicy, { body: policy })
  })

  test('may believe one source of a channel more than the others', async () => {
    const { steward, administrator } = app.people
    const key = await app.key('administrator')
    const policy = await steward.call(dataQualityContract.trustPolicy)
    const reliability = { ...policy.reliability, 'api:administrator key': 0.7 }
    await steward.call(dataQualityContract.setTrustPolicy, { body: { ...policy, reliability } })
    const { id } = await key.call(customersContract.create, { body: { name: 'From billing' } })
    expect((await trustIn(0, id))['name']?.confidence).toBe(0.7)
    const odd = { ...policy, reliability: { 'api:\u0000': 1 } }
    expect((await administrator.send(dataQualityContract.setTrustPolicy, { body: odd })).status).toBe(422)
    await steward.call(dataQualityContract.setTrustPolicy, { body: policy })
  })

  test('refuses a field that does not exist, and whoever may not set it', async () => {
    const { steward, seller } = app.people
    const policy = await steward.call(dataQualityContract.trustPolicy)
    const wrong = { ...policy, halfLives: { shoeSize: 2 } }
    expect((await steward.send(dataQualityContract.setTrustPolicy, { body: wrong })).status).toBe(422)
    expect((await seller.send(dataQualityContract.setTrustPolicy, { body: policy })).status).toBe(403)
  })
})
