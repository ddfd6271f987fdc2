import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { newId } from '../../../../platform/ids.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import { twins } from '../../../matching/server/testing.ts'
import { crosswalkEndpoints as api } from '../../contract/crosswalk.ts'
import { foreignChange, joinedObject, joinedSystem, putRow, recordThere } from '../../testing/joined.ts'
import { askForTonight, partOfNight } from './comparisons.ts'

let app: TestApp
let system: string
let object: string
beforeAll(async () => {
  app = await testApp()
  system = await joinedSystem(app, { name: 'Old ERP' })
  object = await joinedObject(app, { system })
})
afterAll(() => app.close())

const make = async (name: string) =>
  (await app.people.steward.call(customersContract.create, { body: { name } })).id

async function managerOfUnit(): Promise<Caller> {
  const { administrator } = app.people
  const unit = await administrator.call(staffContract.createUnit, { body: { name: `Unit ${newId()}` } })
  return app.person('manager', { unitId: unit.id })
}

async function join(key: string, customer: string, rest: { goneAt?: Date } = {}): Promise<void> {
  await recordThere(app, { object, key, customer, values: { company: `There ${key}` }, ...rest })
}

const read = (query: Record<string, unknown> = {}) => app.people.steward.call(api.crosswalk, { query })
const keysOf = async (query: Record<string, unknown>) => (await read(query)).items.map(({ key }) => key)

test('every record of a system stands in one state: alone, linked, waiting or gone', async () => {
  const [one, other] = await twins(app)
  const [alone, left, right, gone] = [
    await make('Alone AS'),
    await make('Left AS'),
    await make('Right AS'),
    await make('Gone AS'),
  ]
  await app.people.steward.call(customersContract.link, {
    params: { id: left },
    body: { ids: [right] },
  })
  await join('A1', alone)
  await join('L1', left)
  await join('R1', right)
  await join('W1', one)
  await join('G1', gone, { goneAt: new Date() })
  expect(await keysOf({ state: 'alone' })).toEqual(['A1'])
  expect(await keysOf({ state: 'linked' })).toEqual(['L1', 'R1'])
  expect(await keysOf({ state: 'waiting' })).toEqual(['W1'])
  expect(await keysOf({ state: 'gone' })).toEqual(['G1'])
  const { items } = await read()
  const by = new Map(items.map(item => [item.key, item]))
  expect(items).toHaveLength(5)
  expect(by.get('W1')).toMatchObject({ state: 'waiting', pair: `${one}.${other}` })
  expect(by.get('A1')).toMatchObject({
    title: 'There A1',
    customer: { name: 'Alone AS' },
    root: null,
    link: null,
  })
  const linked = [by.get('L1'), by.get('R1')]
  expect(linked.filter(line => line?.root !== null)).toHaveLength(1)
  for (const line of linked) expect(line?.link).toMatchObject({ method: 'hand', by: expect.any(String) })
})

test('a record is found by the beginning of its key there, by its name here and by that of its customer', async () => {
  const [root, part] = [await make('Quennell Holding'), await make('Zabriskie Trading')]
  const linked = { params: { id: root }, body: { ids: [part] } }
  await app.people.steward.call(customersContract.link, linked)
  await join('KX7-100%', root)
  await join('KX7-200', part)
  expect(await keysOf({ q: 'KX7-' })).toEqual(['KX7-100%', 'KX7-200'])
  expect(await keysOf({ q: 'KX7-100%' })).toEqual(['KX7-100%'])
  expect(await keysOf({ q: 'KX7_100' })).toEqual([])
  expect(await keysOf({ q: 'zabriskie' })).toContain('KX7-200')
  expect(await keysOf({ q: 'nobodyatall' })).toEqual([])
  expect(await keysOf({ q: 'KX7-', system: newId() })).toEqual([])
})

test('the list is read page by page, each record once', async () => {
  const second = await joinedObject(app, { system })
  for (let n = 0; n < 7; n++)
    await recordThere(app, { object: second, key: `P${n}`, customer: await make(`Paged ${n}`) })
  const all = (await read({ limit: 200 })).items.map(({ objectId, key }) => `${objectId} ${key}`)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await read({ limit: 3, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map(({ objectId, key }) => `${objectId} ${key}`))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual(all)
})

test('a manager sees records of the customers of his unit only', async () => {
  const manager = await managerOfUnit()
  const own = await manager.call(customersContract.create, { body: { name: 'Of this unit' } })
  await join('M1', own.id)
  const { items } = await manager.call(api.crosswalk, { query: { limit: 200 } })
  const seen = await Promise.all(
    items.map(({ customer }) => manager.send(customersContract.get, { params: { id: customer.id } })),
  )
  expect(seen.every(({ status }) => status === 200)).toBe(true)
  expect((await read({ limit: 200 })).items.length).toBeGreaterThan(items.length)
  expect((await app.people.agent.send(api.crosswalk, {})).status).toBe(403)
})

async function load(objectId: string, rest: Record<string, unknown>): Promise<string> {
  const id = newId()
  await putRow(app, 'load', { id, object_id: objectId, batch_id: newId(), reason: 'nightly', ...rest })
  return id
}

test('what a comparison found is listed with the customers, for those who see them', async () => {
  const documents = await joinedObject(app, { system, parent: { object, fields: ['customer'] } })
  const customer = await make('Different AS')
  await join('D1', customer)
  await recordThere(app, { object: documents, key: 'O-1', parentKey: 'D1' })
  const now = new Date()
  const ofCustomers = await load(object, { asked_at: now, ended_at: now, changed: 1, gone: 1 })
  const ofDocuments = await load(documents, { asked_at: now, ended_at: now, created: 1 })
  const difference = (load_id: string, object_id: string, key: string, kind: string, fields: string[] = []) =>
    putRow(app, 'difference', { load_id, object_id, key, kind, fields })
  await difference(ofCustomers, object, 'D1', 'other', ['town'])
  await difference(ofCustomers, object, 'X9', 'gone')
  await difference(ofDocuments, documents, 'O-1', 'missing')
  const { steward } = app.people
  const of = async (id: string) => (await steward.call(api.differences, { params: { id } })).items
  expect(await of(ofCustomers)).toEqual([
    { key: 'D1', kind: 'other', fields: ['town'], customer: { id: customer, name: 'Different AS' } },
    { key: 'X9', kind: 'gone', fields: [], customer: null },
  ])
  expect(await of(ofDocuments)).toMatchObject([{ key: 'O-1', customer: { id: customer } }])
  const manager = await managerOfUnit()
  const hidden = await manager.call(api.differences, { params: { id: ofCustomers } })
  expect(hidden.items).toEqual([])
  const { items, weeks } = await steward.call(api.comparisons, { query: { system } })
  expect(items.find(({ id }) => id === ofCustomers)).toMatchObject({ missing: 0, other: 1, gone: 1 })
  expect(weeks.find(week => week.objectId === object)).toMatchObject({ comparisons: 1, differences: 2 })
})

test('by night every joined object is compared once, part by part, unless it is being read or its system is off', async () => {
  const night = (hour: number, minute = 5) => new Date(Date.UTC(2030, 4, 6, hour, minute))
  const off = await joinedSystem(app, { off_since: new Date() })
  const [resting, fresh, busy] = [
    await joinedObject(app, { system: off }),
    await joinedObject(app, { system }),
    await joinedObject(app, { system }),
  ]
  const many = await Promise.all(Array.from({ length: 8 }, () => joinedObject(app, { system })))
  for (const id of [resting, busy, ...many]) await load(id, { reason: 'first', ended_at: new Date() })
  await load(busy, { reason: 'asked' })
  const asked = async () => {
    const found = await app.database.pool.query(
      `select object_id as id from integration.load where reason = 'nightly' and asked_at >= '2030-01-01'`,
    )
    return found.rows.map(row => String(row.id))
  }
  const ask = (now: Date) => app.asSystem(ctx => askForTonight({ ...ctx, now }))
  for (const [hour, minute] of [
    [0, 1],
    [2, 31],
    [4, 50],
    [4, 59],
  ] as const) {
    const part = hour * 4 + Math.floor(minute / 15)
    await ask(night(hour, minute))
    const due = many.filter(id => partOfNight(id) <= part)
    expect((await asked()).filter(id => many.includes(id)).toSorted()).toEqual(due.toSorted())
  }
  const all = await asked()
  expect(all).toEqual(expect.arrayContaining(many))
  for (const id of [resting, fresh, busy]) expect(all).not.toContain(id)
})

test('a foreign change leads nobody to a list of who did it', async () => {
  const customer = await make('Quiet AS')
  await foreignChange(app, { system, object, customer, by: 'SECRET.PERSON' })
  for (const path of [
    '/integration/board',
    '/integration/bypass',
    '/integration/crosswalk',
    '/integration/comparisons',
  ]) {
    const { status, text } = await app.people.steward.raw('GET', path)
    expect(status, path).toBe(200)
    expect(text).not.toContain('SECRET.PERSON')
  }
})
