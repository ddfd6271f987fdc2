import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { matchingContract } from '../modules/matching/contract.ts'
import { historyContract } from '../platform/history/contract.ts'
import { workOf } from '../platform/jobs/work.ts'
import { crowdOf } from './testing/crowds.ts'
import { processesOn, type Started } from './testing/processes.ts'
import { type Caller, type TestApp, testApp } from './testing.ts'

let app: TestApp
let steward: Caller
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
  processes = processesOn(app.database.url)
})
afterEach(async () => {
  await processes.stop()
  processes = processesOn(app.database.url)
}, 60_000)
afterAll(async () => {
  await processes.stop()
  await app.close()
}, 120_000)

const within = { timeout: 120_000, interval: 50 }
const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const count = async (text: string, values: unknown[] = []) =>
  (await all<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n
const worker = () => processes.start(['app/main.ts', '--role', 'worker'], null)

/** The job's own work, here: as by the worker to whom the queue gives what a dead one left. */
async function goOn(queue: string, data: Record<string, string>): Promise<void> {
  const job = app.kernel.modules.flatMap(({ jobs }) => jobs ?? []).find(one => one.queue === queue)
  await job?.run(workOf(app.kernel, new AbortController().signal), data)
}

/**
 * A worker of its own takes what waits, comes to rows that somebody else holds, and is killed there: in the middle of a
 * transaction, behind whatever it has committed.
 */
async function killedAt(lock: { rows: string; values: unknown[] }, begin: () => Promise<unknown>) {
  const holder = await app.database.pool.connect()
  let started: Started | undefined
  try {
    await holder.query('begin')
    await holder.query(lock.rows, lock.values)
    const begun = await begin()
    started = await worker()
    await vi.waitFor(async () => {
      const waiting = await count(
        `pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock' and $1::int = any(pg_blocking_pids(a.pid))`,
        [(await holder.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid],
      )
      expect(waiting).toBeGreaterThan(0)
    }, within)
    await started.kill('SIGKILL')
    return begun
  } finally {
    await holder.query('rollback')
    holder.release()
    // What the dead one had begun is gone once the database has noticed.
    await vi.waitFor(
      async () =>
        expect(
          await count(
            `pg_stat_activity where datname = current_database() and application_name = 'tessera worker' and state <> 'idle'`,
          ),
        ).toBe(0),
      within,
    )
  }
}

/** Who stands for whom. */
const merged = () =>
  all('select id, merged_into from customers.customer where merged_into is not null order by id')
const rootOf = async (id: string | undefined) =>
  (await all<{ merged_into: string }>('select merged_into from customers.customer where id = $1', [id]))[0]
    ?.merged_into
const searchOf = async (id: string) =>
  (await steward.call(matchingContract.runs)).items.find(search => search.id === id)
const linkingOf = async (id: string) =>
  (await steward.call(matchingContract.linkings)).items.find(linking => linking.id === id)

/** What a search leaves behind, but for the times. */
const queue = () =>
  all(
    'select customer_id, other_id, weight, parts, cluster_id, cluster_size, settled_at is null as waits from matching.pair order by 1, 2',
  )

test('a search that is killed while it stores goes on to the queue and the counts of one that was not', {
  timeout: 300_000,
}, async () => {
  const families = await crowdOf(app, { families: 450, each: 3, tag: 'searched' })
  const whole = (await steward.call(matchingContract.startRun, { body: { kind: 'full' } })).id
  await goOn('matching.search', { runId: whole })
  const [unharmed, counts] = [await queue(), (await searchOf(whole))?.counts]
  expect(unharmed).toHaveLength(1350)
  await all('delete from matching.pair')
  // A pair of the second thousand is there already and held: the first thousand is committed by then.
  const last = families.at(-1)?.slice(0, 2) as string[]
  await all(
    `insert into matching.pair (customer_id, other_id, weight, parts, model_id, rank, found_at) values ($1, $2, 1, '[]', 0, 1, '2001-01-01')`,
    last,
  )
  const id = await killedAt(
    { rows: 'select from matching.pair where customer_id = $1 and other_id = $2 for update', values: last },
    async () => (await steward.call(matchingContract.startRun, { body: { kind: 'full' } })).id,
  )
  const between = await searchOf(String(id))
  expect(between).toMatchObject({ state: 'running', step: 'store', finishedAt: null })
  expect(await count('matching.pair')).toBe(1001)
  const second = await steward.send(matchingContract.startRun, { body: { kind: 'full' } })
  expect(second.problem.code).toBe('matching.run-runs')
  await goOn('matching.search', { runId: String(id) })
  expect(await queue()).toEqual(unharmed)
  expect(await searchOf(String(id))).toMatchObject({
    state: 'done',
    error: null,
    counts: { ...counts, fresh: 1349 },
  })
})

test('a linking of many pairs that is killed goes on to the families of one that was not, and is taken back as one act', {
  timeout: 300_000,
}, async () => {
  await steward.call(matchingContract.setRule, {
    body: { on: false, review: 2, link: 6, agree: 'contact', sameOwner: true, cap: 8 },
  })
  await all('truncate customers.customer, matching.pair cascade')
  const families = await crowdOf(app, { families: 1100, each: 2, tag: 'linked' })
  await goOn('matching.search', {
    runId: (await steward.call(matchingContract.startRun, { body: { kind: 'full' } })).id,
  })
  const before: unknown[] = []
  const waiting = await count('matching.pair where settled_at is null')
  const order = await all<{ id: string }>(
    'select customer_id as id from matching.pair where settled_at is null order by rank desc, customer_id, other_id',
  )
  const held = { rows: 'select from customers.customer where id = $1 for update', values: [order[500]?.id] }
  const id = String(await killedAt(held, async () => (await steward.call(matchingContract.link)).id))
  const links = () => count(`customers.link l where l.method = 'automatic'`)
  const between = await linkingOf(id)
  expect(between).toMatchObject({ state: 'running', linked: 400, total: 400, finishedAt: null })
  expect(await links()).toBe(400)
  expect(await count('matching.decision where linking_id = $1', [id])).toBe(400)
  expect(await count('customers.customer where merged_into is not null')).toBe(before.length + 400)
  await Promise.all([
    goOn('matching.linking', { linkingId: id }),
    goOn('matching.linking', { linkingId: id }),
  ])
  const after = await linkingOf(id)
  expect(after).toMatchObject({ state: 'done', error: null, linked: waiting, total: waiting, skipped: 0 })
  expect([await links(), await count('matching.decision where linking_id = $1', [id])]).toEqual([
    waiting,
    waiting,
  ])
  expect(await count('matching.pair where settled_at is null')).toBe(0)
  for (const [root, member] of families.slice(0, 3)) expect(await rootOf(member)).toBe(root)
  const whole = await merged()

  const undoing = { ...held, values: [order[900]?.id] }
  await killedAt(undoing, () => steward.call(historyContract.undo, { params: { id } }))
  expect(await merged()).toEqual(whole)
  expect([await links(), await count('matching.decision where linking_id = $1', [id])]).toEqual([
    waiting,
    waiting,
  ])
  await goOn('platform.undo', { batchId: id, actorId: steward.id })
  expect(await merged()).toEqual(before)
  expect([await links(), await count('matching.decision where linking_id = $1', [id])]).toEqual([0, 0])
  expect(await linkingOf(id)).toMatchObject({ state: 'done', undone: true })
  // What was linked waits for a decision again.
  expect(await count('matching.pair where settled_at is null')).toBe(waiting)
})

test('an act that is taken back while it is still written writes no more', { timeout: 120_000 }, async () => {
  await all('truncate customers.customer, matching.pair cascade')
  await crowdOf(app, { families: 500, each: 2, tag: 'between' })
  await goOn('matching.search', {
    runId: (await steward.call(matchingContract.startRun, { body: { kind: 'full' } })).id,
  })
  const { id } = await steward.call(matchingContract.link)
  const dying = new AbortController()
  const job = app.kernel.modules
    .flatMap(({ jobs }) => jobs ?? [])
    .find(one => one.queue === 'matching.linking')
  const work = workOf(app.kernel, dying.signal)
  const step: typeof work.step = async (of, run) => {
    const answer = await work.step(of, run)
    dying.abort()
    return answer
  }
  await job?.run({ ...work, step }, { linkingId: id })
  expect(await linkingOf(id)).toMatchObject({ state: 'running', linked: 200 })
  await steward.call(historyContract.undo, { params: { id } })
  await goOn('matching.linking', { linkingId: id })
  expect(await linkingOf(id)).toMatchObject({ state: 'done', linked: 200, undone: true })
  expect(await merged()).toEqual([])
  expect(await count('matching.pair where settled_at is null')).toBe(500)
})

test('a search whose worker is killed while it compares is given to another worker by the queue itself', {
  timeout: 300_000,
}, async () => {
  await all('truncate customers.customer, matching.pair cascade')
  await crowdOf(app, { families: 40, each: 2, tag: 'resumed' })
  const { id } = await steward.call(matchingContract.startRun, { body: { kind: 'full' } })
  const first = await worker()
  await vi.waitFor(async () => expect((await searchOf(id))?.state).toBe('running'), within)
  await first.kill('SIGKILL')
  expect(await searchOf(id)).toMatchObject({ state: 'running', counts: {} })
  // As if the minute without a sign of life were over.
  await all(`update jobs.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`)
  await all('update jobs.queue set monitor_on = null')
  await worker()
  await vi.waitFor(async () => expect((await searchOf(id))?.state).toBe('done'), within)
  expect(await searchOf(id)).toMatchObject({ error: null, counts: { records: 80, found: 40, fresh: 40 } })
})

test('a search whose tries are all used up can be stopped, and another one asked for', async () => {
  const { id } = await steward.call(matchingContract.startRun, { body: { kind: 'full' } })
  // Left as by workers that were killed one after the other.
  await all(`update matching.run set state = 'running' where id = $1`, [id])
  await all('delete from jobs.job')
  await steward.call(matchingContract.cancelRun, { params: { id } })
  expect(await count(`jobs.job where name = 'matching.search' and state = 'created'`)).toBe(1)
  await goOn('matching.search', { runId: id })
  expect((await searchOf(id))?.state).toBe('cancelled')
  const next = await steward.call(matchingContract.startRun, { body: { kind: 'new' } })
  await steward.call(matchingContract.cancelRun, { params: { id: next.id } })
})
