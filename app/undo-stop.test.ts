import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { historyContract } from '../platform/history/contract.ts'
import { workOf } from '../platform/jobs/work.ts'
import { crowdOf } from './testing/crowds.ts'
import { processesOn } from './testing/processes.ts'
import { type TestApp, testApp } from './testing.ts'

let app: TestApp
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  app = await testApp()
  processes = processesOn(app.database.url)
  // More than two chunks of the undo, which it works at side by side.
  await crowdOf(app, { families: records, each: 1, tag: 'stopped' })
})
afterAll(async () => {
  await processes.stop()
  await app.close()
}, 120_000)

const records = 11_000
const within = { timeout: 120_000, interval: 50 }
const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const count = async (text: string, values: unknown[] = []) =>
  (await all<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n

async function changeAll(city: string): Promise<string> {
  const { changed, batchId } = await app.people.administrator.call(customersContract.bulkChange, {
    body: { filter: '{"field":"name","op":"not-empty"}', set: { city } },
  })
  expect(changed).toBe(records)
  return batchId
}

const undoOf = async (id: string) =>
  (await app.people.administrator.call(historyContract.act, { params: { id } })).undo
const told = (batchId: string) =>
  count(`platform.event where kind = 'history.undone' and record_id = $1`, [batchId])

/** The job's own work, here. */
async function runJob(
  queue: string,
  { signal, data }: { signal?: AbortSignal; data: Record<string, string> },
) {
  const job = app.kernel.modules.flatMap(({ jobs }) => jobs ?? []).find(one => one.queue === queue)
  await job?.run(workOf(app.kernel, signal ?? new AbortController().signal), data)
}

/** Holds the row of the first customer, so that the undo comes to rest in its first chunk, another one beside it. */
async function heldAtTheStart<T>(run: (waits: () => Promise<void>) => Promise<T>): Promise<T> {
  const holder = await app.database.pool.connect()
  try {
    await holder.query('begin')
    await holder.query('select from customers.customer order by id limit 1 for update')
    const pid = (await holder.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
    return await run(() =>
      vi.waitFor(
        async () =>
          expect(await count('pg_stat_activity a where $1::int = any(pg_blocking_pids(a.pid))', [pid])).toBe(
            1,
          ),
        within,
      ),
    )
  } finally {
    await holder.query('rollback')
    holder.release()
  }
}

test('an undo that is told to stop says neither that it is done nor that it failed, and is gone on with', {
  timeout: 180_000,
}, async () => {
  const batchId = await changeAll('Ghent')
  await app.people.administrator.call(historyContract.undo, { params: { id: batchId } })
  await all('delete from jobs.job')
  const data = { batchId, actorId: app.people.administrator.id }
  const stop = new AbortController()
  const stopped = await heldAtTheStart(async waits => {
    const running = runJob('platform.undo', { signal: stop.signal, data }).catch((error: unknown) => error)
    await waits()
    stop.abort()
    return { running }
  })
  expect(await stopped.running).toBeInstanceOf(Error)
  expect(await told(batchId)).toBe(0)
  const between = await undoOf(batchId)
  expect(between).toMatchObject({ state: 'running', removed: 0 })
  expect(between?.restored).toBe(10_000)
  expect(between?.restored).toBe(await count('customers.customer where city is null'))
  // Nobody has its job any more: it is taken up by the clock.
  await runJob('platform.undo-left', { data: {} })
  expect(await count(`jobs.job where name = 'platform.undo'`)).toBe(1)
  await runJob('platform.undo-left', { data: {} })
  expect(await count(`jobs.job where name = 'platform.undo'`)).toBe(1)
  await runJob('platform.undo', { data })
  expect(await undoOf(batchId)).toMatchObject({ state: 'done', removed: 0, restored: records, kept: 0 })
  expect([await told(batchId), await count('customers.customer where city is null')]).toEqual([1, records])
})

test('a worker that ends by SIGTERM in the middle of an undo leaves it to the next worker', {
  timeout: 300_000,
}, async () => {
  await all('delete from jobs.job')
  const batchId = await changeAll('Bruges')
  await app.people.administrator.call(historyContract.undo, { params: { id: batchId } })
  const first = await processes.start(['app/main.ts', '--role', 'worker'], null)
  const ended = await heldAtTheStart(async waits => {
    await waits()
    const ending = first.kill('SIGTERM')
    // It gives its work some time, then tells it to stop, and the queue that the job is not done.
    await vi.waitFor(
      async () => expect(await count(`jobs.job where name = 'platform.undo' and state = 'retry'`)).toBe(1),
      within,
    )
    return { ending }
  })
  await ended.ending
  expect(await undoOf(batchId)).toMatchObject({ state: 'running' })
  expect(await told(batchId)).toBe(0)
  await all(`update jobs.job set start_after = now() where state = 'retry'`)
  await processes.start(['app/main.ts', '--role', 'worker'], null)
  await vi.waitFor(async () => expect((await undoOf(batchId))?.state).toBe('done'), within)
  expect(await undoOf(batchId)).toMatchObject({ removed: 0, restored: records, kept: 0 })
  await vi.waitFor(async () => expect(await told(batchId)).toBe(1), within)
  expect(await count('customers.customer where city is null')).toBe(records)
})
