import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { crowdOf } from '../../../../app/testing/crowds.ts'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract, type Draft } from '../../contract.ts'
import { linkingJob } from '../linking/linkings.ts'
import { candidatesFor } from '../live/candidates.ts'
import { searchJob } from '../runs/search-job.ts'
import { follow } from '../testing.ts'
import { rebuildJob } from './catch-up.ts'
import { labelledKeys } from './labelled-keys.ts'
import { recordsOf } from './records.ts'
import { mostSharing } from './refresh.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
  await steward.call(matchingContract.setRule, {
    body: { on: false, review: 2, link: 6, agree: 'contact', sameOwner: true, cap: 8 },
  })
})
afterAll(() => app.close())
beforeEach(() =>
  app.database.pool.query(
    'truncate customers.customer, matching.pair, matching.match_key, matching.shared_key, matching.model cascade',
  ),
)

const switchboard = { email: 'unknown@firm.example', phone: '+4722334455' }
const many = 20_000
const work = () => workOf(app.kernel, new AbortController().signal)
const count = async (text: string) =>
  (await app.database.pool.query<{ n: number }>(`select count(*)::int as n from ${text}`)).rows[0]?.n ?? 0
const hints = async (customer: Draft) =>
  (await steward.call(matchingContract.check, { body: { customer } })).items

async function searchAll(): Promise<void> {
  const { id } = await steward.call(matchingContract.startRun, { body: { kind: 'full' } })
  await searchJob.run(work(), { runId: id })
}
async function linkAll() {
  const { id } = await steward.call(matchingContract.link)
  await linkingJob.run(work(), { linkingId: id })
  return (await steward.call(matchingContract.linkings)).items.find(linking => linking.id === id)
}

test('a mailbox and a number that twenty thousand share find nobody, and cost no more than that', {
  timeout: 240_000,
}, async () => {
  const people = (await crowdOf(app, { families: many, each: 1, tag: 'shared', shared: switchboard })).flat()
  await rebuildJob.run(work(), {})
  const { items } = await steward.call(matchingContract.shared)
  expect(items.map(({ records }) => records)).toEqual(expect.arrayContaining([many, many]))

  const some = await app.asSystem(async ctx => {
    const records = await recordsOf(ctx.db, people.slice(0, 50))
    const keys = records.flatMap(record => labelledKeys(record).map(({ key }) => ({ of: record.id, key })))
    return candidatesFor(ctx.db, keys)
  })
  for (const ids of some.values()) expect(ids.length).toBeLessThan(mostSharing)
  expect(
    await hints({
      kind: 'person',
      name: 'Quite Another',
      emails: [switchboard.email],
      phones: [switchboard.phone],
    }),
  ).toEqual([])

  const body = { givenName: 'Torbjørg', familyName: 'Kjelsberg', ...switchboard, birthDate: '1961-02-03' }
  const saved = await steward.call(customersContract.create, { body })
  await follow(app, [saved.id, ...people.slice(0, 300)])
  expect(await count('matching.pair')).toBe(0)
  // One who is there already is found all the same, by what is his own.
  const again = await steward.call(customersContract.create, { body: { ...body, givenName: 'T.' } })
  await follow(app, [again.id])
  expect(await count('matching.pair')).toBe(1)

  // Two namesakes are not one because both are reached by the switchboard.
  for (const city of ['Oslo', 'Bergen']) {
    const namesake = { givenName: 'Ole', familyName: 'Hansen', ...switchboard, city }
    await follow(app, [(await steward.call(customersContract.create, { body: namesake })).id])
  }
  expect(await linkAll()).toMatchObject({ state: 'done', linked: 0 })

  await searchAll()
  expect(await count('matching.pair')).toBeLessThan(100)
  const linking = await linkAll()
  expect(linking).toMatchObject({ state: 'done', error: null, linked: 0 })
})

test('records that are alike in everything are one question for a person, never thousands, and never one customer by themselves', {
  timeout: 240_000,
}, async () => {
  const unknown = (
    await crowdOf(app, { families: 1, each: 3000, tag: 'unknown', shared: switchboard })
  ).flat()
  // One after the other, as on saving: the first ones meet before their values are known to be shared.
  for (let at = 0; at < 120; at++) await follow(app, [unknown[at] as string])
  const onSaving = await count('matching.pair')
  expect(onSaving).toBeLessThanOrEqual((mostSharing * (mostSharing + 1)) / 2)
  await follow(app, unknown.slice(120))
  expect(await count('matching.pair')).toBeLessThanOrEqual(onSaving)
  await searchAll()
  expect(await count('matching.pair')).toBeLessThanOrEqual(2 * unknown.length)
  await linkAll()
  expect(await count('customers.customer where merged_into is not null')).toBe(0)
})
