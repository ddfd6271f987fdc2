import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import type { NewCustomer } from '../../../customers/contract.ts'
import { dataQualityContract as api } from '../../contract.ts'
import { clean, startCleaning } from './cleaning.ts'
import { acceptJob } from './deciding.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
})
afterAll(() => app.close())
beforeEach(removeAll)

async function removeAll(): Promise<void> {
  await admin.call(customersContract.bulkRemove, {
    body: { filter: '{"field":"createdAt","op":"not-empty"}' },
  })
}

const add = async (body: Partial<NewCustomer>) =>
  (await admin.call(customersContract.create, { body: { name: 'x', ...body } as never })).id
const get = (id: string) => admin.call(customersContract.get, { params: { id } })

/** What a worker does when a search was asked for. */
async function cleanAll(): Promise<void> {
  const { id } = await app.asSystem(ctx => startCleaning(ctx))
  await clean(workOf(app.kernel, new AbortController().signal), id)
}

const groups = async () =>
  Object.fromEntries(
    (await admin.call(api.cleaning)).groups.map(({ why, open, sure }) => [why, [open, sure]]),
  )
const proposalsOf = async (why: string) => {
  const group = (await admin.call(api.cleaning)).groups.find(found => found.why === why)
  if (!group) return []
  return (await admin.call(api.proposals, { query: { kind: group.kind, why } })).items
}

describe('a search for better values', () => {
  test('proposes by kind and changes nothing', async () => {
    const kari = await add({ kind: 'person', name: 'KARI HANSEN', country: 'Norge', postcode: '0150' })
    await add({ kind: 'organisation', name: 'Vogel Gmbh', country: 'DE', email: 'post at vogel.example' })
    await add({ kind: 'person', name: 'Ola Vik', phone: '22 33 44 55', country: 'NO' })
    await add({
      kind: 'person',
      name: 'Nina Vik',
      contactPoints: [
        { kind: 'address', address: { lines: 'Storgata 1', postcode: '12345', city: 'LUND', country: 'SE' } },
      ],
    } as never)
    const before = await get(kari)
    await cleanAll()
    expect(await groups()).toEqual({
      'name-case': [1, 1],
      'legal-form': [1, 1],
      'email-syntax': [1, 1],
      'phone-country': [1, 1],
      'address-country': [1, 1],
      'address-postcode': [1, 1],
    })
    const [address] = await proposalsOf('address-country')
    expect(address?.printed).toBeNull()
    const [postal] = await proposalsOf('address-postcode')
    expect(postal?.printed).toEqual(['Storgata 1', '123 45 Lund', 'Sweden'])
    expect(await get(kari)).toEqual(before)
    expect((await admin.call(api.cleaning)).last).toMatchObject({ customers: 4, proposed: 6, error: null })
  })

  test('made anew finds the same, and nothing that was rejected or is in order', async () => {
    await add({ kind: 'person', name: 'KARI HANSEN' })
    await add({ kind: 'person', name: 'OLA HANSEN' })
    await cleanAll()
    await cleanAll()
    expect(await groups()).toEqual({ 'name-case': [2, 2] })
    const [first] = await proposalsOf('name-case')
    const { customerId, id } = first as { customerId: string; id: string }
    const rejected = await admin.call(api.decide, { body: { decision: 'reject', ids: [{ customerId, id }] } })
    expect(rejected).toMatchObject({ state: 'done', decided: 1 })
    await cleanAll()
    expect(await groups()).toEqual({ 'name-case': [1, 1] })
  })
})

describe('a decision', () => {
  test('over a group is one act that sets every value and is undone as one', async () => {
    const kari = await add({
      kind: 'person',
      name: 'Hansen, Kari',
      email: 'kari@gmial.com',
      country: 'Norge',
    })
    const nina = await add({ kind: 'person', name: 'Moe, Nina' })
    const before = [await get(kari), await get(nina)]
    await cleanAll()
    const done = await admin.call(api.decide, { body: { decision: 'accept', kind: 'name' } })
    expect(done).toMatchObject({ state: 'done', decided: 2, dropped: 0, refused: 0 })
    expect(await get(kari)).toMatchObject({
      name: 'Kari Hansen',
      givenName: 'Kari',
      familyName: 'Hansen',
      country: 'Norge',
    })
    expect((await admin.call(customersContract.list, { query: { q: 'nina moe' } })).items).toHaveLength(1)
    await admin.call(historyContract.undo, { params: { id: done.batchId } })
    const after = [await get(kari), await get(nina)]
    expect(after.map(({ name, givenName, familyName }) => [name, givenName, familyName])).toEqual(
      before.map(({ name, givenName, familyName }) => [name, givenName, familyName]),
    )
    const more = await admin.call(api.decide, { body: { decision: 'accept', kind: 'email', sure: true } })
    await admin.call(api.decide, { body: { decision: 'accept', kind: 'address' } })
    expect(await get(kari)).toMatchObject({ email: 'kari@gmail.com', country: 'NO' })
    expect(more.decided).toBe(1)
  })

  test('leaves out what is not sure where only the sure ones are asked for', async () => {
    await add({ kind: 'person', name: 'JOHN MACDONALD' })
    await add({ kind: 'person', name: 'KARI HANSEN' })
    await cleanAll()
    expect(await groups()).toEqual({ 'name-case': [2, 1] })
    expect(
      (await admin.call(api.decide, { body: { decision: 'accept', kind: 'name', sure: true } })).decided,
    ).toBe(1)
    expect(await groups()).toEqual({ 'name-case': [1, 0] })
  })

  test('drops and counts a proposal whose value was changed meanwhile, and does not touch the new value', async () => {
    const id = await add({ kind: 'person', name: 'KARI HANSEN', phone: '22 33 44 55', country: 'NO' })
    await cleanAll()
    await admin.call(customersContract.change, { params: { id }, body: { name: 'Karianne HANSEN' } })
    const done = await admin.call(api.decide, { body: { decision: 'accept', kind: 'name' } })
    expect(done).toMatchObject({ decided: 0, dropped: 1 })
    expect((await get(id)).name).toBe('Karianne HANSEN')
    expect((await admin.call(api.decide, { body: { decision: 'accept', kind: 'phone' } })).decided).toBe(1)
    expect((await get(id)).phone).toBe('+4722334455')
  })

  test('that a rule forbids for one customer is refused for him and carried out for the others', async () => {
    const bad = await add({ kind: 'person', name: 'BAD ONE' })
    const good = await add({ kind: 'person', name: 'GOOD ONE' })
    await cleanAll()
    const rule = await admin.call(api.addRule, {
      body: {
        name: 'No bad ones',
        explanation: null,
        dimension: 'validity',
        severity: 'refuse',
        kind: 'person',
        applies: null,
        must: { field: 'name', op: 'ne', value: 'Bad One' },
        ownerUserId: null,
        ownerTeamId: null,
      },
    })
    await admin.call(api.switchRule, { params: { id: rule.id }, body: { on: true } })
    const done = await admin.call(api.decide, { body: { decision: 'accept', kind: 'name' } })
    expect(done).toMatchObject({ decided: 1, refused: 1 })
    expect([(await get(bad)).name, (await get(good)).name]).toEqual(['BAD ONE', 'Good One'])
    await admin.call(api.removeRule, { params: { id: rule.id } })
  })

  test('over very many is written in the background, under the act that the person can undo', async () => {
    const names = Array.from({ length: 205 }, (_, n) => ({
      kind: 'person' as const,
      name: `KARI VIK ${'I'.repeat(1)} ${n}`,
    }))
    const ids: string[] = []
    for (const body of names) ids.push(await add(body))
    await cleanAll()
    const asked = { decision: 'accept' as const, kind: 'name' as const }
    const answer = await admin.call(api.decide, { body: asked })
    expect(answer).toMatchObject({ state: 'running', decided: 0 })
    await acceptJob.run(workOf(app.kernel, new AbortController().signal), {
      ...asked,
      batchId: answer.batchId,
      label: 'data-quality.act.cleaned',
      actorId: admin.id,
      channel: 'screen',
    })
    expect((await get(ids[204] as string)).name).toBe('Kari Vik I 204')
    await admin.call(historyContract.undo, { params: { id: answer.batchId } })
    expect((await get(ids[204] as string)).name).toBe('KARI VIK I 204')
  })

  test('reaches only customers that one sees, and needs both rights', async () => {
    await add({ kind: 'person', name: 'KARI HANSEN' })
    await cleanAll()
    for (const person of [app.people.seller, app.people.manager]) {
      expect((await person.send(api.decide, { body: { decision: 'accept', kind: 'name' } })).status).toBe(403)
      expect((await person.call(api.proposals, { query: { kind: 'name', why: 'name-case' } })).total).toBe(
        person === app.people.manager ? 1 : 0,
      )
    }
  })
})
