import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { newId } from '../../../../platform/ids.ts'
import { customersContract } from '../../../customers/contract.ts'
import { staffContract } from '../../../staff/contract.ts'
import { bypassEndpoints as api, type BypassGroup } from '../../contract/bypass.ts'
import { foreignChange, joinedObject, joinedSystem, operationThere, putRow } from '../../testing/joined.ts'

let app: TestApp
const systems: { system: string; objects: string[] }[] = []
const teams: string[] = []
const people = ['ANNA.K', 'BERT.L', 'CARL.M', 'DORA.N', 'EMIL.O', 'FAY.P', 'GUS.Q', 'HAL.R']
const program = 'NIGHTLY_BATCH'
let customer: string

beforeAll(async () => {
  app = await testApp()
  const { administrator } = app.people
  customer = (await administrator.call(customersContract.create, { body: { name: 'Elin Dahl' } })).id
  for (const name of ['Desk', 'Field', 'Two of us'])
    teams.push((await administrator.call(staffContract.createTeam, { body: { name } })).id)
  for (const name of ['ERP', 'Billing']) {
    const system = await joinedSystem(app, { name })
    systems.push({
      system,
      objects: [await joinedObject(app, { system }), await joinedObject(app, { system })],
    })
    for (const [at, account] of people.entries())
      await putRow(app, 'account', {
        system_id: system,
        name: account,
        team_id: teams[at < 3 ? 0 : at < 6 ? 1 : 2],
      })
    await putRow(app, 'account', { system_id: system, name: program, program_since: new Date() })
  }
})
afterAll(() => app.close())

const day = 86_400_000

type Made = { at: number; object: number; who: number; ago: number; fields: string[]; doubled: boolean }

const made = fc.record({
  at: fc.nat(1),
  object: fc.nat(1),
  // The last two: a program, and one of whom nothing is known.
  who: fc.nat(people.length + 1),
  ago: fc.nat(70),
  fields: fc.subarray(['city', 'phone', 'email']),
  doubled: fc.boolean(),
})

async function put({ at, object, who, ago, fields, doubled }: Made): Promise<void> {
  const { system, objects } = systems[at] as (typeof systems)[number]
  const seen = new Date(Date.now() - ago * day)
  await foreignChange(app, {
    system,
    object: objects[object] as string,
    customer,
    seen_at: seen,
    by: [...people, program, null][who] ?? null,
    avoidable: fields,
    double_at: doubled ? seen : null,
  })
}

const total = (counts: readonly Pick<BypassGroup, 'past' | 'beyond' | 'programs'>[]) =>
  counts.reduce((all, { past, beyond, programs }) => all + past + beyond + programs, 0)

test('every change is counted once: the sums over groups and over weeks are the number of rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { maxLength: 25 }), async changes => {
      await app.database.pool.query('delete from integration.foreign_change')
      for (const change of changes) await put(change)
      const meter = await app.people.steward.call(api.bypass, { query: { weeks: 20 } })
      const past = changes.filter(({ who, fields }) => who !== people.length && fields.length > 0)
      const doubled = changes.filter(change => change.doubled).length
      for (const counts of [meter.groups, meter.weeks]) {
        expect(total(counts)).toBe(changes.length)
        expect(counts.reduce((all, each) => all + each.past, 0)).toBe(past.length)
        expect(counts.reduce((all, each) => all + each.doubles, 0)).toBe(doubled)
      }
      const touched = past.reduce((all, { fields }) => all + fields.length, 0)
      expect(meter.fields.reduce((all, each) => all + each.past, 0)).toBe(touched)
      for (const { past: all, weeks } of meter.fields) expect(weeks.reduce((a, b) => a + b, 0)).toBe(all)
      let apart = 0
      for (const { system } of systems) {
        const { groups } = await app.people.steward.call(api.bypass, { query: { weeks: 20, system } })
        apart += total(groups)
      }
      expect(apart).toBe(changes.length)
    }),
    { numRuns: 15 },
  )
})

test('no answer of the meter holds the name of an account, whatever is asked', async () => {
  for (let who = 0; who <= people.length; who++)
    await put({ at: who % 2, object: 0, who, ago: who, fields: ['city'], doubled: false })
  for (const query of [
    {},
    ...teams.map(team => ({ team })),
    ...systems.map(({ system }) => ({ system })),
    ...systems.flatMap(({ objects }) => objects.map(object => ({ object }))),
  ]) {
    const { text, status } = await app.people.steward.send(api.bypass, { query })
    expect(status).toBe(200)
    for (const name of [...people, program]) expect(text).not.toContain(name)
  }
  const asked = await app.people.steward.raw('GET', `/integration/bypass?by=${people[0]}`)
  expect(asked.status).toBe(422)
})

test('a team of two is not named and cannot be asked for; it counts with those without a team', async () => {
  await app.database.pool.query('delete from integration.foreign_change')
  for (const who of [0, 6, 6, 9])
    await put({ at: 0, object: 0, who, ago: 0, fields: ['city'], doubled: false })
  const { steward } = app.people
  const meter = await steward.call(api.bypass, {})
  // Two others are too few: the smallest of the named teams joins them.
  expect(meter.teams).toHaveLength(1)
  const named = meter.groups.filter(({ team }) => team !== null)
  const others = meter.groups.filter(({ team }) => team === null)
  expect(total(named) + total(others)).toBe(4)
  expect(meter.groups.map(({ team }) => team)).not.toContain(teams[2])
  expect(total((await steward.call(api.bypass, { query: { team: teams[2] as string } })).groups)).toBe(0)
})

test('what went through the CRM in the same weeks stands beside it', async () => {
  const { system, objects } = systems[0] as (typeof systems)[number]
  const object = objects[0] as string
  const done = { system, object, customer, state: 'confirmed', confirmed_by: 'answer' }
  await operationThere(app, { ...done, ended_at: new Date() })
  await operationThere(app, { ...done, ended_at: new Date(Date.now() - 7 * day) })
  await operationThere(app, { ...done, ended_at: new Date(Date.now() - 700 * day) })
  await operationThere(app, { ...done, state: 'failed', ended_at: new Date() })
  const meter = await app.people.steward.call(api.bypass, { query: { weeks: 4 } })
  expect(meter.weeks.map(({ through }) => through)).toEqual([0, 0, 1, 1])
  expect(meter.objects.find(({ id }) => id === object)?.through).toBe(2)
  const other = systems[1]?.system as string
  const elsewhere = await app.people.steward.call(api.bypass, { query: { weeks: 4, system: other } })
  expect(elsewhere.weeks.every(({ through }) => through === 0)).toBe(true)
})

test('what a team did through the CRM stands beside what it did past it, unless fewer than three here could be meant', async () => {
  await app.database.pool.query('delete from integration.foreign_change; delete from integration.operation')
  const { system, objects } = systems[0] as (typeof systems)[number]
  const object = objects[0] as string
  // A third unnamed account, so that both teams of three are shown.
  await putRow(app, 'account', { system_id: system, name: 'IDA.S', team_id: teams[2] })
  const [desk, field] = teams as [string, string]
  const members = [await app.person('agent'), await app.person('agent'), await app.person('agent')]
  const join = async (team: string, user: string) =>
    app.database.pool.query('insert into staff.team_member (team_id, user_id) values ($1, $2)', [team, user])
  for (const { id } of members.slice(0, 2)) await join(desk, id)
  const done = { system, object, customer, state: 'confirmed', confirmed_by: 'answer', ended_at: new Date() }
  for (const { id } of members) await operationThere(app, { ...done, wanted_by: id })
  for (const who of [0, 3, 6]) await put({ at: 0, object: 0, who, ago: 0, fields: ['city'], doubled: false })
  const through = async (query = {}) =>
    Object.fromEntries(
      (await app.people.steward.call(api.bypass, { query })).groups.map(group => [group.team, group.through]),
    )
  expect((await through())[desk]).toBeNull()
  await join(desk, (members[2] as (typeof members)[number]).id)
  expect(await through()).toMatchObject({ [desk]: 3, [field]: null })
  expect((await through({ team: desk }))[desk]).toBeNull()
  await app.database.pool.query(`delete from integration.account where name = 'IDA.S'`)
})

test('a manager counts changes of the customers of his unit only', async () => {
  await app.database.pool.query('delete from integration.foreign_change')
  const { administrator } = app.people
  const unit = await administrator.call(staffContract.createUnit, { body: { name: `Unit ${newId()}` } })
  const manager = await app.person('manager', { unitId: unit.id })
  await put({ at: 0, object: 0, who: 0, ago: 0, fields: ['city'], doubled: false })
  expect(total((await manager.call(api.bypass, {})).groups)).toBe(0)
  const own = await manager.call(customersContract.create, { body: { name: 'Of the unit' } })
  const { system, objects } = systems[0] as (typeof systems)[number]
  await foreignChange(app, { system, object: objects[0] as string, customer: own.id })
  expect(total((await manager.call(api.bypass, {})).groups)).toBe(1)
  expect(total((await administrator.call(api.bypass, {})).groups)).toBe(2)
})

test('an account becomes a program or gets a team, with history, and the act can be taken back', async () => {
  const { administrator } = app.people
  const { items } = await administrator.call(api.accounts, { query: { q: 'gus' } })
  const [account] = items
  if (!account) throw new Error('No account.')
  const params = { id: account.id }
  const told = await administrator.send(api.changeAccount, { params, body: { program: true } })
  expect(told.reply).toMatchObject({ teamId: null })
  expect(told.reply.programSince).not.toBeNull()
  const batch = String(told.headers['tessera-batch'])
  const undone = await administrator.raw('POST', `/history/batches/${batch}/undo`)
  expect(undone.status).toBeLessThan(300)
  const again = await administrator.call(api.accounts, { query: { q: 'gus', system: account.systemId } })
  expect(again.items[0]).toMatchObject({ teamId: account.teamId, programSince: null })
  const nobody = await administrator.send(api.changeAccount, { params, body: { teamId: newId() } })
  expect(nobody.status).toBe(422)
  expect((await app.people.steward.send(api.accounts, {})).status).toBe(403)
})

test('accounts are read page by page, each once', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await app.people.administrator.call(api.accounts, {
      query: { limit: 4, ...(cursor ? { cursor } : {}) },
    })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(2 * (people.length + 1))
  expect(new Set(seen).size).toBe(seen.length)
})
