import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import { workOf } from '../../../platform/jobs/work.ts'
import type { BodyOf } from '../../../platform/contract/endpoint.ts'
import { customersContract } from '../../customers/contract.ts'
import { matchingContract } from '../contract.ts'
import { linkingJob } from './linking/linkings.ts'
import { searchJob } from './runs/search-job.ts'
import { follow, rootOf, waitsFor } from './testing.ts'

// Whole searches, on a machine that has other work too.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.database.pool.query(
    'truncate customers.customer, matching.pair, matching.match_key, matching.shared_key cascade',
  )
  // The boldest rule there is: nothing but the guards holds it back.
  await steward.call(matchingContract.setRule, {
    body: { on: false, review: -3, link: 0, agree: 'nothing', sameOwner: false, cap: 8 },
  })
})

type Body = BodyOf<typeof customersContract.create>

/** Customers as they come in one after the other; then the whole base is searched and linked by the rule. Ids in order. */
async function cameIn(...bodies: Body[]): Promise<string[]> {
  const ids: string[] = []
  for (const body of bodies) {
    const { id } = await steward.call(customersContract.create, { body })
    await follow(app, [id])
    ids.push(id)
  }
  const work = workOf(app.kernel, new AbortController().signal)
  const search = await steward.call(matchingContract.startRun, { body: { kind: 'full' } })
  await searchJob.run(work, { runId: search.id })
  const { id } = await steward.call(matchingContract.link)
  await linkingJob.run(work, { linkingId: id })
  return ids
}
const families = async (ids: readonly string[]) =>
  new Set(await Promise.all(ids.map(id => rootOf(app, id)))).size
const waits = ([a, b]: readonly string[]) =>
  waitsFor(steward, [String(a), String(b)].toSorted() as [string, string])

const atHome = { phone: '+47 918 27 364', city: 'Oslo', postcode: '0155' }

describe('nobody becomes another by himself', () => {
  test('of whom nothing is known but that he is there', async () => {
    const ids = await cameIn({ name: '?' }, { name: '?' }, { name: '-' }, { name: '   x' })
    expect(await families(ids)).toBe(4)
    expect(await waits(ids)).toBe(false)
  })

  test('when twins live in one home', async () => {
    const twin = { familyName: 'Lindqvist', birthDate: '1984-02-11', ...atHome }
    const ids = await cameIn({ givenName: 'Anna', ...twin }, { givenName: 'Hilde', ...twin })
    // Heavy enough for this rule: it is the guard that holds it back.
    expect(await waits(ids)).toBe(true)
    expect(await families(ids)).toBe(2)
  })

  test('when father and son have one name, one home and one mailbox', async () => {
    const both = {
      givenName: 'Nils',
      familyName: 'Lindqvist',
      email: 'familien@lindqvist.example',
      ...atHome,
    }
    const ids = await cameIn({ ...both, birthDate: '1951-07-30' }, { ...both, birthDate: '1984-02-11' })
    // Heavy enough for this rule: it is the guard that holds it back.
    expect(await waits(ids)).toBe(true)
    expect(await families(ids)).toBe(2)
  })

  test('when one is a company and the other its sole trader', async () => {
    const both = {
      email: 'post@lindqvist-foto.example',
      website: 'https://lindqvist-foto.example',
      ...atHome,
    }
    const ids = await cameIn(
      { kind: 'person', givenName: 'Anna', familyName: 'Lindqvist', ...both },
      { kind: 'organisation', name: 'Anna Lindqvist', ...both },
    )
    // Heavy enough for this rule: it is the guard that holds it back.
    expect(await waits(ids)).toBe(true)
    expect(await families(ids)).toBe(2)
  })

  test('in a chain in which everybody is like the next one, longer than the cap', async () => {
    const links = Array.from({ length: 12 }, (_, at) => ({
      givenName: 'Anna',
      familyName: 'Lindqvist',
      email: `anna${Math.floor((at + 1) / 2)}@lindqvist.example`,
      phone: `+47 918 27 3${String(60 + Math.floor(at / 2))}`,
    }))
    const ids = await cameIn(...links)
    expect(await waits(ids)).toBe(true)
    expect(await families(ids)).toBe(12)
  })
})

test('one person in two scripts is found, and linked where the rule is as bold as that', async () => {
  const both = { birthDate: '1979-05-14', city: 'Oslo' }
  const ids = await cameIn(
    { givenName: 'Ivan', familyName: 'Petrov', ...both },
    { givenName: 'Иван', familyName: 'Петров', ...both },
  )
  expect(await families(ids)).toBe(1)
})
