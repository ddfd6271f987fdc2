import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract as customers, type NewCustomer } from '../../../customers/contract.ts'
import { linkCustomers, takeOut } from '../../../customers/index.ts'
import { dataQualityContract as api } from '../../contract.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
})
afterAll(() => app.close())

const create = async (body: Partial<NewCustomer> & { name: string }) =>
  (await admin.call(customers.create, { body })).id
const shown = (id: string) => admin.call(customers.get, { params: { id } })
const change = (id: string, body: object) => admin.send(customers.change, { params: { id }, body })
const undo = (id: string) => admin.call(historyContract.undo, { params: { id } })
const link = (...ids: string[]) => app.asSystem(ctx => linkCustomers(ctx, { ids, method: 'hand' }))
const batchOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['tessera-batch'])
const reasonFor = async (id: string, field: string) =>
  (await admin.call(api.golden, { params: { id } })).outcomes.find(outcome => outcome.field === field)

async function pair(a: Partial<NewCustomer>, b: Partial<NewCustomer>): Promise<[string, string]> {
  const ids: [string, string] = [
    await create({ ...a, name: a.name ?? 'A. Berg' }),
    await create({ ...b, name: b.name ?? 'Anna Berg' }),
  ]
  await link(...ids)
  return ids
}

test('a family shows the fuller name, all labels and what only one of them knows; each record keeps its own', async () => {
  const [a, b] = await pair(
    { givenName: 'A.', familyName: 'Berg', tags: ['vip'] },
    {
      givenName: 'Anna',
      familyName: 'Berg',
      tags: ['press'],
      jobTitle: 'Editor',
      email: 'anna@berg.example',
    },
  )
  expect(await shown(a)).toMatchObject({
    name: 'Anna Berg',
    jobTitle: 'Editor',
    email: 'anna@berg.example',
    tags: ['vip', 'press'],
  })
  expect(await shown(b)).toMatchObject({ name: 'Anna Berg', tags: ['press'] })
  const { values } = await admin.call(api.trust, { params: { id: a } })
  expect(values.find(({ field }) => field === 'jobTitle')?.record).toEqual({ id: b, name: 'Anna Berg' })
  await app.asSystem(ctx => takeOut(ctx, b))
  expect(await shown(a)).toMatchObject({ name: 'A. Berg', jobTitle: null, email: null, tags: ['vip'] })
})

test('lists and search find a family by the name, address and number of any of its records', async () => {
  const [a] = await pair(
    { name: 'Zoltan Kovacs', externalId: 'Z-1' },
    { name: 'Kowatsch Zoli', email: 'zoli@kowatsch.example', externalId: 'Z-2' },
  )
  for (const q of ['Kovacs', 'Kowatsch', 'zoli']) {
    const { items } = await admin.call(customers.list, { query: { q } })
    expect(items.map(({ id }) => id)).toEqual([a])
  }
  const byNumber = JSON.stringify({ field: 'externalId', op: 'eq', value: 'Z-2' })
  expect((await admin.call(customers.list, { query: { filter: byNumber } })).items).toMatchObject([{ id: a }])
  for (const q of ['zoli@kowatsch.example', 'Z-2', 'kowatsch']) {
    const found = await admin.raw('GET', `/search?q=${encodeURIComponent(q)}`)
    expect(found.text).toContain(a)
  }
})

test('what somebody writes on the page is shown, whatever the rules say, and undo gives back what was', async () => {
  const [a, b] = await pair({ level: 'gold' }, { level: 'silver' })
  await admin.call(api.choose, { params: { id: a }, body: { field: 'level', member: b } })
  expect(await shown(a)).toMatchObject({ level: 'silver' })
  const edit = await change(a, { level: 'bronze' })
  expect(edit.reply.level).toBe('bronze')
  expect(await reasonFor(a, 'level')).toMatchObject({ member: a, decided: 'chosen' })
  await undo(batchOf(edit))
  expect(await shown(a)).toMatchObject({ level: 'silver' })
  const cleared = await change(a, { level: null })
  expect(cleared.reply.level).toBeNull()
})

test('an edit of a record is taken back also while its family shows the value of another', async () => {
  const a = await create({ name: 'Ole Dahl' })
  const b = await create({ name: 'Ole Dahl' })
  const edit = await change(a, { level: 'gold' })
  await link(a, b)
  await change(b, { level: 'bronze' })
  expect(await shown(a)).toMatchObject({ level: 'bronze' })
  expect(await undo(batchOf(edit))).toMatchObject({ restored: 1, kept: 0 })
  expect(await shown(a)).toMatchObject({ level: 'bronze' })
  await app.asSystem(ctx => takeOut(ctx, b))
  expect(await shown(a)).toMatchObject({ level: null })
})

test('who changes one part of a name or place keeps the others as he saw them', async () => {
  const [a, b] = await pair(
    { givenName: 'A.', familyName: 'Berg' },
    { givenName: 'Anna', familyName: 'Berg', city: 'Oslo', postcode: '0150', country: 'NO' },
  )
  await change(a, { familyName: 'Berg Lund', city: 'Bergen' })
  expect(await shown(a)).toMatchObject({
    name: 'Anna Berg Lund',
    givenName: 'Anna',
    city: 'Bergen',
    postcode: '0150',
    country: 'NO',
  })
  await app.asSystem(ctx => takeOut(ctx, b))
  expect(await shown(a)).toMatchObject({ name: 'Anna Berg Lund', city: 'Bergen' })
  expect(await shown(b)).toMatchObject({ name: 'Anna Berg', city: 'Oslo' })
})

test('a confirmed value survives, and a bulk change is shown on families too', async () => {
  const [a, b] = await pair({ industry: 'Fishing' }, { industry: 'Farming' })
  await change(b, { industry: 'Forestry' })
  expect(await shown(a)).toMatchObject({ industry: 'Forestry' })
  expect(await reasonFor(a, 'industry')).toMatchObject({ member: b, decided: 'newest' })
  const values = [{ field: 'industry', value: 'Fishing' }]
  await app.asSystem(ctx => takeOut(ctx, b))
  await admin.call(api.confirm, { params: { id: a }, body: { values } })
  await link(a, b)
  expect(await reasonFor(a, 'industry')).toMatchObject({ member: a, decided: 'confirmed' })
  const bulk = await admin.send(customers.bulkChange, {
    body: { ids: [a], set: { industry: 'Banking' }, addTags: ['x'] },
  })
  expect(await shown(a)).toMatchObject({ industry: 'Banking', tags: ['x'] })
  await undo(batchOf(bulk))
  expect(await shown(a)).toMatchObject({ industry: 'Fishing', tags: [] })
})

test('an import by number brings the source record up to date, by address the family', async () => {
  const [a, b] = await pair({ externalId: 'I-1' }, { externalId: 'I-2', email: 'i2@x.example' })
  const load = async (content: string, match: string) => {
    const sent = await admin.upload('/imports', { name: 'x.csv', content, fields: { match } })
    const { id } = sent.reply as { id: string }
    for (;;) {
      const { state } = await admin.call(transferContract.import, { params: { id } })
      if (state === 'done') return
      if (state === 'failed') throw new Error('The import failed.')
      await new Promise(done => setTimeout(done, 30))
    }
  }
  await load('Customer ID,Job title\nI-2,Pilot\n', 'externalId')
  expect(await shown(b)).toMatchObject({ jobTitle: 'Pilot' })
  await expect.poll(async () => (await shown(a)).jobTitle).toBe('Pilot')
  await load('E-mail,Industry\ni2@x.example,Aviation\n', 'email')
  expect(await shown(a)).toMatchObject({ industry: 'Aviation' })
  expect(await shown(b)).toMatchObject({ industry: null })
})

test('a preview shows what records would show together, with their own values beside, and writes nothing', async () => {
  const a = await create({ name: 'Per Olsen', city: 'Oslo' })
  const b = await create({ name: 'Per Olsen', phone: '+47 22 86 44 00' })
  const preview = await admin.call(api.previewGolden, { body: { ids: [b, a] } })
  expect(preview).toMatchObject({ id: a, shown: { city: 'Oslo', phone: '+4722864400' } })
  expect(preview.members.map(({ id }) => id)).toEqual([a, b])
  expect(await shown(a)).toMatchObject({ phone: null })
})

test('birth dates are in no preview of who may not see them', async () => {
  const [a] = await pair({ birthDate: '1980-02-03' }, { birthDate: '1981-02-03' })
  const seller = await app.person('manager')
  const { text } = await seller.send(api.golden, { params: { id: a } })
  const mayRead = (await seller.send(customers.get, { params: { id: a } })).text.includes('birthDate')
  expect(text.includes('birthDate') || text.includes('1980')).toBe(mayRead)
  const reader = app.people.reader
  expect((await reader.send(api.golden, { params: { id: a } })).text).not.toContain('1980')
})

test('a policy is tried on what is there before it is kept, and then all families follow it', async () => {
  const [a, b] = await pair({ source: 'crm', language: 'sv' }, { source: 'erp', language: 'no' })
  await change(b, { language: 'nb' })
  await change(a, { language: 'sv-FI' })
  expect(await shown(a)).toMatchObject({ language: 'sv-FI' })
  await undo(batchOf(await change(a, { language: 'fi' })))
  const policy = { sources: ['erp', 'crm'], fields: {} }
  const trial = await admin.call(api.trySurvivorship, { body: policy })
  expect(trial.checked).toBe(trial.families)
  expect(trial.samples.find(sample => sample.customerId === a && sample.field === 'language')).toMatchObject({
    was: 'sv-FI',
    becomes: 'nb',
    decided: 'source',
  })
  expect(await shown(a)).toMatchObject({ language: 'sv-FI' })
  await admin.call(api.setSurvivorship, { body: policy })
  await expect.poll(async () => (await shown(a)).language, { timeout: 20_000 }).toBe('nb')
  const finished = async () => (await admin.call(api.survivorship)).run
  await expect.poll(finished, { timeout: 20_000 }).toMatchObject({ finishedAt: expect.any(String) })
  expect((await finished())?.changed).toBeGreaterThanOrEqual(1)
  await admin.call(api.setSurvivorship, { body: { sources: [], fields: {} } })
})
