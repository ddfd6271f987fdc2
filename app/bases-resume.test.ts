import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchingContract } from '../modules/matching/contract.ts'
import { workOf } from '../platform/jobs/work.ts'
import { baseHarness, type BaseHarness } from './testing/bases.ts'
import { testApp, type TestApp } from './testing.ts'

let app: TestApp
let bases: BaseHarness
beforeAll(async () => {
  app = await testApp({ worker: true })
  bases = baseHarness(app, app.people.steward)
})
afterAll(() => app.close())

const many = 1200
const file = [
  'First name,Last name,E-mail,Employer',
  ...Array.from(
    { length: many },
    (_, at) => `Marit,Nordby-${at},m${at}@example.com,${at % 2 ? 'Nordby AS' : ''}`,
  ),
].join('\n')

/** The job as a worker runs it; its process ends after so many chunks, as by a `kill -9` between two transactions. */
async function runUntil(stageId: string, chunks: number): Promise<void> {
  const job = app.kernel.modules
    .flatMap(({ jobs }) => jobs ?? [])
    .find(({ queue }) => queue === 'matching.stage')
  const dying = new AbortController()
  const work = workOf(app.kernel, dying.signal)
  let done = 0
  const step: typeof work.step = async (of, run) => {
    const answer = await work.step(of, run)
    if (++done >= chunks) dying.abort()
    return answer
  }
  await job?.run({ ...work, step }, { stageId, actorId: app.people.steward.id })
}

test('a stage whose worker dies goes on behind its last chunk, and nobody is taken twice', {
  timeout: 120_000,
}, async () => {
  const id = await bases.open('Large')
  expect(await bases.loadInto(id, file)).toMatchObject({ created: many })
  await bases.compare(id)
  const before = await bases.print()
  // The queue is not told: the job is run here, so that it can be made to die.
  const { rows } = await app.database.pool.query<{ id: string }>(
    `insert into matching.stage (id, base_id, total, asked_by) values (platform.new_id(), $1, $2, $3) returning id`,
    [id, many, app.people.steward.id],
  )
  const stageId = rows[0]?.id as string
  await runUntil(stageId, 1)
  const half = await app.people.steward.call(matchingContract.stage, { params: { id: stageId } })
  expect(half).toMatchObject({ state: 'running', created: 500, standing: 500, left: 700 })
  // Two workers at once, as when a dead one turns out to be alive.
  await Promise.all([runUntil(stageId, 99), runUntil(stageId, 99)])
  expect(await bases.ended(stageId)).toMatchObject({
    state: 'done',
    created: many,
    linked: 0,
    alongside: 1,
    refused: 0,
    left: 0,
    standing: many,
  })
  expect(await bases.undo(stageId)).toMatchObject({
    state: 'undone',
    standing: 0,
    undo: { removed: many + 1, kept: 0 },
  })
  expect(await bases.print()).toEqual(before)
})
