import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { matchingContract } from '../modules/matching/contract.ts'
import { salesContract } from '../modules/sales/contract.ts'
import { staffContract } from '../modules/staff/contract.ts'
import { rows, run } from '../platform/database/statement.ts'
import { historyContract } from '../platform/history/contract.ts'
import type { Composition } from './compose.ts'
import { demoContract } from './demo/contract.ts'
import { ensureDemo } from './demo/fill.ts'
import { type Caller, type TestApp, testApp } from './testing.ts'

// Whole searches, on a machine that has other work too.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await testApp({ demo: true, worker: true })
  admin = app.people.administrator
  // The demo fills only what nobody has used, and people came by invitations.
  await app.asSystem(ctx => run(ctx.db, 'delete from platform.batch'))
  await ensureDemo({ kernel: app.kernel } as Composition)
})
afterAll(() => app.close())

/** Everything of the staff that clearing takes, as the tables hold it. */
const standing = () =>
  app.asSystem(async ctx => {
    const of = (sql: string) => rows(ctx.db, sql)
    return {
      people: await of(
        `select id, name, email, unit_id from staff."user" where email like '%nordlicht.example' order by id`,
      ),
      roles: await of('select * from staff.user_role order by 1, 2'),
      teams: await of('select id, name, unit_id from staff.team order by id'),
      members: await of('select * from staff.team_member order by 1, 2'),
      units: await of('select id, name, parent_id from staff.business_unit order by id'),
      left: await of('select user_id from staff.user_deactivation order by 1'),
      organisation: await of('select name from staff.organisation'),
    }
  })

/** The second base of the demo, as its page shows it. */
const bases = async () => {
  const { items } = await admin.call(matchingContract.bases)
  return Promise.all(items.map(({ id }) => admin.call(matchingContract.base, { params: { id } })))
}

const people = async () =>
  (await admin.call(staffContract.listUsers, { query: { q: 'nordlicht.example', state: 'any', limit: 50 } }))
    .items
const session = () => admin.call(staffContract.readSession)

async function undone(id: string): Promise<void> {
  await admin.call(historyContract.undo, { params: { id } })
  for (;;) {
    const { items } = await admin.call(historyContract.acts, { query: { limit: 50, mine: 'true' } })

    const state = items.find(act => act.id === id)?.undo?.state
    if (state === 'done' && !(await session()).organisation.name.startsWith('Tessera')) return
    if (state === 'failed') throw new Error('The undo failed.')
    await new Promise(later => setTimeout(later, 100))
  }
}

test('a small firm that was bought waits to be looked at: loaded, compared, of every kind some', async () => {
  const [base, ...others] = await bases()
  expect(others).toEqual([])
  expect(base).toMatchObject({ stages: [], comparison: { state: 'done', stale: false } })
  const { loaded, new: fresh, same, unsure, unmatched, left } = base?.counts ?? {}
  expect([loaded, left, unmatched]).toEqual([60, 60, 0])
  for (const some of [fresh, same, unsure]) expect(some).toBeGreaterThan(4)
  const preview = await admin.call(matchingContract.previewBase, { params: { id: String(base?.id) } })
  expect(preview.owners.length).toBeGreaterThan(1)
  expect(preview.segments.length).toBeGreaterThan(1)
})

test('clearing takes the second base and whoever was taken over from it; undo brings all of it back', async () => {
  const before = await bases()
  const { items } = await admin.call(matchingContract.baseRecords, { query: { limit: 60 } })
  const fresh = items.find(({ verdict }) => verdict === 'new')
  const filter = { field: 'externalId', op: 'eq', value: fresh?.['externalId'] } as const
  const params = { id: String(before[0]?.id) }
  const { id: stage } = await admin.call(matchingContract.startStage, { params, body: { filter } })
  await vi.waitFor(
    async () =>
      expect((await admin.call(matchingContract.stage, { params: { id: stage } })).state).toBe('done'),
    { timeout: 30_000 },
  )
  const taken = () => admin.send(customersContract.get, { params: { id: String(fresh?.id) } })
  expect((await taken()).status).toBe(200)
  const { batchId } = await admin.call(demoContract.clear)
  expect(await bases()).toEqual([])
  expect((await taken()).status).toBe(404)
  await undone(batchId)
  expect((await taken()).status).toBe(200)
  const [base] = await bases()
  expect(base?.counts).toEqual({
    ...before[0]?.counts,
    left: 59,
    taken: 1,
    new: Number(before[0]?.counts.new) - 1,
  })
  expect(base?.comparison).toEqual(before[0]?.comparison)
})

test('clearing takes the colleagues, teams and units of the demo and the role switch; undo brings all of it back', async () => {
  const before = await standing()
  expect(before.people).toHaveLength(11)
  expect((await session()).demo).toBe(true)
  await admin.call(staffContract.switchDemoRole, { body: { role: 'manager' } })
  const { batchId } = await admin.call(demoContract.clear)
  expect(await people()).toEqual([])
  const gone = await standing()
  expect(gone).toMatchObject({ people: [], teams: [], members: [], units: [] })
  expect(await session()).toMatchObject({
    demo: false,
    roles: ['administrator'],
    organisation: { name: 'Tessera' },
  })
  expect((await admin.send(staffContract.switchDemoRole, { body: { role: 'agent' } })).problem.code).toBe(
    'staff.demo-off',
  )
  await undone(batchId)
  expect(await standing()).toEqual(before)
  expect((await session()).demo).toBe(true)
})

test('a colleague who is named on something that stays keeps the name, but works here no more', async () => {
  const before = await standing()
  const [ana, jonas] = (await people()).filter(one => ['Ana Horvat', 'Jonas Brandt'].includes(one.name))
  const { id } = await admin.call(customersContract.create, { body: { name: 'A real one', owner: ana?.id } })
  await admin.call(staffContract.deactivateUser, { params: { id: String(jonas?.id) } })
  const withJonasGone = await standing()
  const { batchId } = await admin.call(demoContract.clear)
  expect(await people()).toMatchObject([{ name: 'Ana Horvat', teams: [] }])
  expect((await people())[0]?.deactivated).not.toBeNull()
  expect((await admin.call(customersContract.page, { params: { id } })).record.owner).toMatchObject({
    id: ana?.id,
  })
  await undone(batchId)
  expect(await standing()).toEqual(withJonasGone)
  expect(before.left).toEqual([])
})

test('whose deal it is stays known, though the demo was cleared', async () => {
  const lukas = (await people()).find(one => one.name === 'Lukas Steiner')
  const { id: customer } = await admin.call(customersContract.create, { body: { name: 'Another real one' } })
  const { id } = await admin.call(salesContract.openOpportunity, {
    body: { name: 'A real deal', customer, owner: String(lukas?.id) },
  })
  const { batchId } = await admin.call(demoContract.clear)
  expect((await people()).map(({ name }) => name)).toContain('Lukas Steiner')
  expect((await admin.call(salesContract.getOpportunity, { params: { id } })).owner).toEqual({
    id: lukas?.id,
    title: 'Lukas Steiner',
  })
  await undone(batchId)
})
