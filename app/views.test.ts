import { afterAll, beforeAll, expect, test } from 'vitest'
import { historyContract } from '../platform/history/contract.ts'
import { viewsContract as api } from '../platform/views/contract.ts'
import { type Caller, type TestApp, testApp } from './testing.ts'

let app: TestApp
let mine: Caller
beforeAll(async () => {
  app = await testApp()
  mine = await app.person('agent')
})
afterAll(() => app.close())

const views = async (caller = mine) => (await caller.call(api.list, { query: { entity: 'customer' } })).items
const filter = { field: 'city', op: 'eq', value: 'Bergen' } as const
const given = {
  name: 'Bergen first',
  filter,
  sort: [
    { field: 'city', direction: 'desc' as const },
    { field: 'name', direction: 'asc' as const },
  ],
  columns: ['name', 'city'],
}
const undo = (id: unknown, caller = mine) => caller.send(historyContract.undo, { params: { id: String(id) } })
const actOf = (sent: { headers: Record<string, unknown> }) => sent.headers['tessera-batch']

test('a saved view is changed, removed and taken back like any other record', async () => {
  const made = await mine.send(api.create, { body: { entity: 'customer', ...given } })
  expect(made.reply).toMatchObject(given)
  const params = { id: made.reply.id }
  const changed = await mine.send(api.change, { params, body: { sort: [], name: 'Bergen', filter: null } })
  expect(changed.reply).toMatchObject({ name: 'Bergen', sort: [], filter: null, columns: given.columns })
  expect((await undo(actOf(changed))).reply).toMatchObject({ state: 'done', restored: 1, kept: 0 })
  expect((await views())[0]).toMatchObject(given)
  const removed = await mine.send(api.remove, { params })
  expect(await views()).toEqual([])
  await undo(actOf(removed))
  expect((await views())[0]).toMatchObject({ ...given, id: params.id, mine: true })
  const acts = (await mine.call(historyContract.acts, { query: {} })).items
  expect(acts.filter(({ changes }) => changes === 1).map(({ label }) => label)).toEqual(
    expect.arrayContaining([
      'platform.act.view-saved',
      'platform.act.view-changed',
      'platform.act.view-removed',
    ]),
  )
  // The view has been changed since: it stays.
  await mine.call(api.change, { params, body: { position: 3 } })
  expect((await undo(actOf(made))).reply).toMatchObject({ kept: 1 })
  expect(await views()).toHaveLength(1)
})

test('two who change different things of a view do not collide; on the same the second gets it as it is', async () => {
  const { id, version } = await mine.call(api.create, { body: { entity: 'customer', ...given } })
  const change = (body: Record<string, unknown>) =>
    mine.send(api.change, { params: { id }, body, ifMatch: version })
  expect((await change({ name: 'Elsewhere' })).status).toBe(200)
  expect((await change({ columns: ['name'] })).status).toBe(200)
  const late = await change({ name: 'Nowhere' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Elsewhere')
})

test('what a view asks is told by no history but to its owner, and only he or an administrator takes it back', async () => {
  const made = await mine.send(api.create, { body: { entity: 'customer', ...given } })
  const params = { id: made.reply.id }
  const changed = await mine.send(api.change, {
    params,
    body: { name: 'Secret', filter: { ...filter, value: 'Voss' } },
  })
  const other = await app.person('agent')
  expect((await undo(actOf(changed), other)).status).toBe(404)
  for (const caller of [other, app.people.administrator]) {
    const { text } = await caller.send(historyContract.ofRecord, { query: { rootId: params.id } })
    expect(text).not.toMatch(/Secret|Voss|Bergen/)
  }
  expect((await undo(actOf(changed), app.people.administrator)).status).toBe(202)
  expect((await views()).find(({ id }) => id === params.id)).toMatchObject({ name: given.name })
})
