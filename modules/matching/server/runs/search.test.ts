import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { rootOf, twins, waitsFor } from '../testing.ts'
import { searchJob } from './search-job.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())

const work = () => workOf(app.kernel, new AbortController().signal)
const start = async (kind: 'full' | 'new' = 'full') =>
  (await steward.call(matchingContract.startRun, { body: { kind } })).id
const searchOf = async (id: string) =>
  (await steward.call(matchingContract.runs)).items.find(search => search.id === id)

/** Two records of one person of whom no reader of the outbox has heard. */
async function unheard(n: number): Promise<[string, string]> {
  const family = ['Haugland', 'Quisling', 'Bratteli'][n]
  const make = async (givenName: string) =>
    (
      await steward.call(customersContract.create, {
        body: {
          givenName,
          familyName: family,
          email: `who${n}@place.example`,
          birthDate: `19${5 + n}1-0${n + 1}-1${n}`,
        },
      })
    ).id
  const ids = [
    await make(['Sverre', 'Ottar', 'Trygve'][n] as string),
    await make(['S.', 'O.', 'T.'][n] as string),
  ].toSorted()
  return [ids[0] as string, ids[1] as string]
}

test('a search finds what nobody has looked at, with counts that are true', async () => {
  const pairs = [await unheard(0), await unheard(1)]
  for (const pair of pairs) expect(await waitsFor(steward, pair)).toBe(false)
  const id = await start()
  await searchJob.run(work(), { runId: id })
  const search = await searchOf(id)
  const all = await steward.call(customersContract.count, { query: {} })
  expect(search).toMatchObject({ state: 'done', error: null, counts: { fresh: 2, found: 2 } })
  expect(search?.counts.records).toBe((all as { total: number }).total)
  for (const pair of pairs) expect(await waitsFor(steward, pair)).toBe(true)
  expect((await steward.call(matchingContract.progress)).uniqueness).not.toBeNull()
})

test('one search at a time; one that waits is stopped at once', async () => {
  const id = await start('new')
  const second = await steward.send(matchingContract.startRun, { body: { kind: 'new' } })
  expect(second.problem.code).toBe('matching.run-runs')
  const stopped = await steward.call(matchingContract.cancelRun, { params: { id } })
  expect(stopped.state).toBe('cancelled')
  await searchJob.run(work(), { runId: id })
  expect((await searchOf(id))?.counts).toEqual({})
})

test('a search whose worker dies goes on where it was', async () => {
  const pair = await unheard(2)
  const id = await start()
  const dying = work()
  const died = searchJob.run(
    {
      ...dying,
      step: (step, act) =>
        dying.step(step, async ctx => {
          await act(ctx)
          throw new Error('killed')
        }),
    },
    { runId: id },
  )
  await expect(died).rejects.toThrow('killed')
  expect((await searchOf(id))?.error).toContain('killed')
  await searchJob.run(work(), { runId: id })
  expect(await searchOf(id)).toMatchObject({ state: 'done', error: null, counts: { fresh: 1 } })
  expect(await waitsFor(steward, pair)).toBe(true)
})

test('where the rule is on, a search starts the linking of what is clear', async () => {
  const pair = await twins(app)
  await steward.call(matchingContract.setRule, {
    body: { on: true, review: 2, link: 6, agree: 'contact', sameOwner: true, cap: 8 },
  })
  const id = await start()
  await searchJob.run(work(), { runId: id })
  const { items } = await steward.call(matchingContract.linkings)
  expect(items[0]?.state).toBe('waiting')
  expect(await rootOf(app, pair[1])).toBe(pair[1])
})
