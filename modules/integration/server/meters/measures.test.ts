import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { joinedSystem, putRow } from '../../testing/joined.ts'
import { newId } from '../../../../platform/ids.ts'
import { CallFailed } from '../connectors/failures.ts'
import { closeSystems, openSystem, type OpenSystem } from '../systems/opened.ts'
import { systemOf } from '../systems/system.ts'
import { forgetMeasures, measure } from './measures.ts'
import { spared } from './spared.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(async () => {
  await closeSystems()
  await app.close()
})

const work = () => workOf(app.kernel, new AbortController().signal)

async function opened(): Promise<OpenSystem> {
  const id = await joinedSystem(app)
  return app.asSystem(async ctx => openSystem(ctx, await systemOf(ctx.db, id)))
}

async function sums(id: string) {
  const found = await app.database.pool.query(
    `select sum(asked)::int as asked, sum(answered)::int as answered, sum(failed)::int as failed, sum(held_back)::int as "heldBack",
       sum(shared)::int as shared, sum(spared)::int as spared from integration.measure where system_id = $1`,
    [id],
  )
  return found.rows[0]
}

test('what is written over time adds up to what the guard has counted, and to what was spared', async () => {
  const { guard, system } = await opened()
  const ask = () => guard.call({ purpose: 'page' }, () => Promise.resolve(1))
  const fail = () =>
    guard.call({ purpose: 'page' }, () => Promise.reject(new CallFailed('denied', 'No.'))).catch(() => {})
  await ask()
  spared(system.id, 7)
  await measure(work())
  await ask()
  await fail()
  const same = { purpose: 'page', same: 'x' } as const
  await Promise.all([guard.call(same, () => Promise.resolve(1)), guard.call(same, () => Promise.resolve(1))])
  await measure(work())
  await measure(work())
  const switchOn = guard.switchOff()
  await ask().catch(() => {})
  switchOn()
  spared(system.id, 5)
  await measure(work())
  const { asked, answered, failed, heldBack, shared } = guard.state()
  expect(asked).toBe(6)
  expect(heldBack).toBe(1)
  expect(await sums(system.id)).toEqual({ asked, answered, failed, heldBack, shared, spared: 12 })
})

test('times of answers are written only for a time in which there were answers', async () => {
  const { guard, system } = await opened()
  await guard.call({ purpose: 'page' }, () => Promise.resolve(1))
  await measure(work())
  await measure(work())
  const found = await app.database.pool.query(
    'select p95 is null as silent from integration.measure where system_id = $1 order by at',
    [system.id],
  )
  expect(found.rows.map(({ silent }) => silent)).toEqual([false, true])
})

test('a system that was removed meanwhile is passed over, and the others are written', async () => {
  const [gone, stays] = [await opened(), await opened()]
  await app.database.pool.query('delete from integration.system where id = $1', [gone.system.id])
  await stays.guard.call({ purpose: 'page' }, () => Promise.resolve(1))
  await measure(work())
  expect((await sums(stays.system.id)).asked).toBe(1)
})

test('measures older than eight days are forgotten', async () => {
  const system = await joinedSystem(app)
  for (const days of [1, 7, 9])
    await putRow(app, 'measure', {
      system_id: system,
      process: newId(),
      at: new Date(Date.now() - days * 86_400_000),
      asked: days,
    })
  await forgetMeasures.run(work(), {})
  expect((await sums(system)).asked).toBe(8)
})
