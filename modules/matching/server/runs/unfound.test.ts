import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { crowdOf } from '../../../../app/testing/crowds.ts'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { type PairIds, say, several, twins, waitsFor } from '../testing.ts'
import { searchJob } from './search-job.ts'

// Whole searches, on a machine that has other work too.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())

const work = () => workOf(app.kernel, new AbortController().signal)
const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]

async function search(): Promise<void> {
  const { id } = await steward.call(matchingContract.startRun, { body: { kind: 'full' } })
  await searchJob.run(work(), { runId: id })
  const { items } = await steward.call(matchingContract.runs)
  expect(items.find(one => one.id === id)).toMatchObject({ state: 'done', error: null })
}
const clusterOf = async ([a, b]: PairIds) =>
  (
    await all<{ size: number }>(
      'select cluster_size as size from matching.pair where customer_id = $1 and other_id = $2',
      [a, b],
    )
  )[0]?.size
const findings = async (ids: readonly string[]) =>
  (
    await all(
      `select 1 from data_quality.finding f join data_quality.rule r on r.id = f.rule_id
       where r.key = 'possible-duplicate' and f.mended_at is null and f.customer_id = any($1::uuid[])`,
      [ids],
    )
  ).length

/** The records part in everything, by a way of which nobody is told. */
const part = (id: string) =>
  all(
    `with gone as (delete from customers.contact_point where customer_id = $1)
     update customers.customer set email = null, phone = null, birth_date = '1931-01-05', name = 'Wolfgang Umbreit', given_name = 'Wolfgang', family_name = 'Umbreit' where id = $1`,
    [id],
  )

test('a search forgets what speaks for it no more, and tells those around and the list of debts', async () => {
  const [a, b, c] = (await several(app, { of: 3 })) as [string, string, string]
  expect(await clusterOf([a, b])).toBe(3)
  expect(await findings([a, b, c])).toBe(3)
  await part(c)
  await search()
  expect(await waitsFor(steward, [a, b])).toBe(true)
  expect([await waitsFor(steward, [a, c]), await waitsFor(steward, [b, c])]).toEqual([false, false])
  expect(await clusterOf([a, b])).toBe(2)
  expect(await findings([a, b])).toBe(2)
  expect(await findings([c])).toBe(0)
})

test('it tells the list of debts of those that nobody has looked at yet', async () => {
  const families = await crowdOf(app, { families: 3, each: 2, tag: 'untold' })
  await search()
  expect(await findings(families.flat())).toBe(6)
})

test('it keeps what it has not found itself as long as the records speak for it, and what people said', async () => {
  const pair = await twins(app)
  const later = await twins(app)
  await say(steward, later, { verdict: 'later' })
  const refused = await twins(app)
  await say(steward, refused, { verdict: 'different' })
  // Found on saving in a base this small, which the search may see otherwise: its own weights are those of chance.
  await all(`update matching.pair set found_at = '2001-01-01', weight = weight - 3`)
  for (let round = 0; round < 2; round++) {
    await search()
    expect(await waitsFor(steward, pair)).toBe(true)
    const view = await steward.call(matchingContract.pair, { params: { id: pair[0], otherId: pair[1] } })
    expect(view.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(view.weight, 0)
    for (const decided of [later, refused]) {
      expect(await waitsFor(steward, decided)).toBe(false)
      expect(await all('select 1 from matching.decision where customer_id = $1', [decided[0]])).toHaveLength(
        1,
      )
    }
  }
})

test('what is saved while it runs is not forgotten by it', async () => {
  const [a, b] = await twins(app)
  await all(`update matching.pair set found_at = '2001-01-01', run_id = null where customer_id = $1`, [a])
  await part(b)
  const { id } = await steward.call(matchingContract.startRun, { body: { kind: 'full' } })
  const going = work()
  let mended = false
  const step: typeof going.step = async (of, run) => {
    if (!mended) {
      // After the search has read everybody, and before it forgets.
      mended = true
      const { rows } = await app.database.pool.query<{
        given: string
        family: string
        born: string
        email: string
      }>(
        'select given_name as given, family_name as family, birth_date::text as born, email from customers.customer where id = $1',
        [a],
      )
      const { given, family, born, email } = rows[0] as NonNullable<(typeof rows)[0]>
      await steward.call(customersContract.change, {
        params: { id: b },
        body: { givenName: given, familyName: family, birthDate: born, email },
      })
    }
    return going.step(of, run)
  }
  await searchJob.run({ ...going, step }, { runId: id })
  expect(mended).toBe(true)
  expect(await waitsFor(steward, [a, b])).toBe(true)
})
