import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { newId } from '../../../../platform/ids.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { type BoardLine, boardEndpoints as api } from '../../contract/board.ts'
import {
  fieldRule,
  foreignChange,
  joinedObject,
  joinedSystem,
  operationThere,
  putRow,
  recordThere,
} from '../../testing/joined.ts'
import { stateOf } from './board.queries.ts'
import { endForgottenDrill } from './drill.ts'
import { systemsHealth } from './health.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

async function lineOf(id: string): Promise<BoardLine> {
  const { items } = await app.people.steward.call(api.board)
  return items.find(line => line.id === id) as BoardLine
}

async function customerThere(name: string): Promise<{ system: string; object: string; customer: string }> {
  const system = await joinedSystem(app)
  const rules = [fieldRule('company', 'name'), fieldRule('balance', null, { mode: 'live', write: 'no' })]
  const object = await joinedObject(app, { system, mapping: rules })
  const { id: customer } = await app.people.administrator.call(customersContract.create, { body: { name } })
  await recordThere(app, { object, key: '17', customer, values: { company: name } })
  return { system, object, customer }
}

test('the queue is counted with the age of its oldest operation, and what waits for people beside it', async () => {
  const there = await customerThere('Anker AS')
  expect(await lineOf(there.system)).toMatchObject({ queue: 0, oldest: null, conflicts: 0, records: 1 })
  const oldest = ago(41)
  await operationThere(app, { ...there, wanted_at: oldest })
  await operationThere(app, { ...there, state: 'sent', wanted_at: ago(2) })
  await operationThere(app, { ...there, state: 'conflict', wanted_at: ago(90) })
  await operationThere(app, { ...there, state: 'failed', wanted_at: ago(90) })
  await operationThere(app, { ...there, state: 'asked', wanted_at: ago(90) })
  await operationThere(app, { ...there, state: 'confirmed', wanted_at: ago(90), ended_at: ago(80) })
  expect(await lineOf(there.system)).toMatchObject({
    queue: 2,
    oldest: oldest.toISOString(),
    conflicts: 1,
    failed: 1,
    asked: 1,
  })
  const health = await app.asSystem(ctx => systemsHealth.run(ctx))
  expect(health).toMatchObject({ ok: false, detail: { stuck: 2 } })
})

test('calls saved are those shared, held back and spared; breakers show the worst of all processes', async () => {
  const system = await joinedSystem(app)
  const measure = (minutes: number, rest: Record<string, unknown>) =>
    putRow(app, 'measure', { system_id: system, at: ago(minutes), process: newId(), ...rest })
  const closed = { page: 'closed', background: 'closed', write: 'closed' }
  await measure(1, {
    asked: 20,
    answered: 8,
    failed: 2,
    held_back: 6,
    shared: 4,
    spared: 30,
    p50: 5,
    p95: 60,
    breakers: closed,
  })
  await measure(1, { asked: 1, failed: 1, breakers: { ...closed, page: 'open', write: 'probing' } })
  await measure(600, { asked: 9, answered: 9, p50: 900, p95: 9000, breakers: closed })
  await measure(2000, { asked: 500, answered: 500, breakers: closed })
  const line = await lineOf(system)
  expect(line.day).toEqual({ made: 20, shared: 4, heldBack: 6, spared: 30 })
  expect(line).toMatchObject({ p50: 5, p95: 60, state: 'slow' })
  expect(line.breakers).toEqual({ page: 'open', background: 'closed', write: 'probing' })
  expect(line.minutes).toHaveLength(30)
  expect(line.minutes.at(-1)).toMatchObject({ asked: 11, failed: 3, p95: 60 })
})

test('changes made past the CRM within a week are counted, but neither those of programs nor those that had to be', async () => {
  const there = await customerThere('Bakke AS')
  await putRow(app, 'account', { system_id: there.system, name: 'BATCH', program_since: new Date() })
  await foreignChange(app, { ...there, by: 'OLA' })
  await foreignChange(app, { ...there })
  await foreignChange(app, { ...there, by: 'BATCH' })
  await foreignChange(app, { ...there, by: 'OLA', avoidable: [] })
  await foreignChange(app, { ...there, by: 'OLA', seen_at: ago(9 * 24 * 60) })
  expect((await lineOf(there.system)).bypassed).toBe(2)
})

test('the last comparison of every object counts, not those before it and not one that failed', async () => {
  const system = await joinedSystem(app)
  const [one, two] = [await joinedObject(app, { system }), await joinedObject(app, { system })]
  const load = (object: string, minutes: number, rest: Record<string, unknown>) =>
    putRow(app, 'load', {
      id: newId(),
      object_id: object,
      batch_id: newId(),
      reason: 'nightly',
      asked_at: ago(minutes),
      ended_at: ago(minutes - 1),
      ...rest,
    })
  await load(one, 2000, { changed: 90 })
  await load(one, 500, { created: 1, changed: 2, gone: 3 })
  await load(one, 100, { failure: 'no rights', changed: 70 })
  await load(two, 400, {})
  expect((await lineOf(system)).differences).toMatchObject({ count: 6, objects: 2 })
})

test('what is worst of a system is its state', () => {
  const well = {
    off_since: null,
    drill_since: null,
    failed_at: null,
    alive_at: ago(1),
    lost_at: null,
    reading: null,
    by_log: true,
    objects: 1,
  }
  const closed = { page: 'closed', background: 'closed', write: 'closed' } as const
  const open = { ...closed, page: 'open' } as const
  const of = (rest: object, breakers: BoardLine['breakers'] = closed) =>
    stateOf({ ...well, ...rest }, breakers).state
  expect(of({})).toBe('following')
  expect(of({ by_log: false })).toBe('intervals')
  expect(of({ by_log: null })).toBe('idle')
  expect(of({}, open)).toBe('slow')
  expect(of({ reading: ['first'] }, open)).toBe('loading')
  expect(of({ reading: ['first', 'position-lost'], lost_at: ago(5) })).toBe('lost')
  expect(of({ failed_at: ago(0) })).toBe('unreachable')
  expect(of({ failed_at: ago(9) })).toBe('following')
  expect(of({ failed_at: ago(0), drill_since: ago(3) })).toBe('drill')
  expect(of({ drill_since: ago(3), off_since: ago(2) })).toBe('off')
})

test('a drill begins, is shown with what users see, and ends; both are acts with history', async () => {
  const { system, customer } = await customerThere('Carlsen AS')
  const { administrator, steward } = app.people
  const params = { id: system }
  expect((await steward.send(api.beginDrill, { params })).status).toBe(403)
  const begun = await administrator.send(api.beginDrill, { params })
  const { since, until } = begun.reply
  expect(Date.parse(until as string) - Date.parse(since as string)).toBe(3_600_000)
  expect(await lineOf(system)).toMatchObject({ state: 'drill', since })
  expect(await steward.call(api.drill, { params })).toMatchObject({
    since,
    customer: { id: customer, name: 'Carlsen AS' },
    copied: 1,
    asked: 1,
    written: 1,
  })
  // Who begins again goes on with the same hour.
  expect(await administrator.call(api.beginDrill, { params })).toEqual(begun.reply)
  expect(await administrator.call(api.endDrill, { params })).toEqual({ since: null, until: null })
  expect((await lineOf(system)).state).not.toBe('drill')
  const batch = String(begun.headers['tessera-batch'])
  const history = await administrator.raw('GET', `/history/batches/${batch}`)
  expect(history.text).toContain('integration.act.drillBegun')
})

test('a drill that nobody ends is over after its hour; one that was begun since goes on', async () => {
  const { system } = await customerThere('Dahl AS')
  const { administrator } = app.people
  const params = { id: system }
  const work = workOf(app.kernel, new AbortController().signal)
  const first = await administrator.call(api.beginDrill, { params })
  const queued = await app.database.pool.query(
    `select start_after - created_on as later from jobs.job where name = 'integration.end-drill' and data ->> 'id' = $1`,
    [system],
  )
  expect(queued.rows).toHaveLength(1)
  await administrator.call(api.endDrill, { params })
  const second = await administrator.call(api.beginDrill, { params })
  await endForgottenDrill.run(work, { id: system, since: first.since })
  expect(await lineOf(system)).toMatchObject({ state: 'drill', since: second.since })
  await endForgottenDrill.run(work, { id: system, since: second.since })
  expect((await lineOf(system)).state).not.toBe('drill')
})

test('a system that is off is not practised with', async () => {
  const system = await joinedSystem(app, { off_since: new Date() })
  const { status, problem } = await app.people.administrator.send(api.beginDrill, { params: { id: system } })
  expect(status).toBe(422)
  expect(problem.code).toBe('integration.is-off')
})
