import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract, type Rule } from '../../contract.ts'
import { follow, rootOf, say, waitsFor } from '../testing.ts'
import { linkingJob } from './linkings.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())

const rule: Rule = { on: false, review: 2, link: 6, agree: 'contact', sameOwner: true, cap: 20 }
beforeEach(() => steward.call(matchingContract.setRule, { body: rule }))

async function linkNow() {
  const { id } = await steward.call(matchingContract.link)
  await linkingJob.run(workOf(app.kernel, new AbortController().signal), { linkingId: id })
  const { items } = await steward.call(matchingContract.linkings)
  return items.find(linking => linking.id === id)
}

type Made = { givenName: string; familyName: string; emails?: string[]; phone?: string }
async function make(people: readonly Made[]): Promise<string[]> {
  const ids: string[] = []
  for (const { emails = [], ...body } of people) {
    const { id } = await steward.call(customersContract.create, { body: { ...body, email: emails[0] } })
    for (const value of emails.slice(1))
      await steward.call(customersContract.addContactPoint, {
        params: { id },
        body: { kind: 'email', value },
      })
    ids.push(id)
  }
  await follow(app, ids)
  return ids
}

/** How many records each customer has, the largest first. */
async function sizesOf(ids: readonly string[]): Promise<number[]> {
  const roots = await Promise.all(ids.map(id => rootOf(app, id)))
  const sizes = new Map<string, number>()
  for (const root of roots) sizes.set(String(root), (sizes.get(String(root)) ?? 0) + 1)
  return [...sizes.values()].toSorted((a, b) => b - a)
}

/** Each has one mailbox in common with the next, and nobody any with the one after. */
const chain = (length: number, name: string): Made[] =>
  Array.from({ length }, (_, at) => ({
    givenName: 'Kari',
    familyName: name,
    emails: [`${name}${at}.kari@mail${at}.example`, `${name}${at + 1}.kari@mail${at + 1}.example`],
  }))

test('a chain of clear pairs is not linked through: no customer of more than three, and the rest waits for people', async () => {
  const ids = await make(chain(8, 'Nordgaard'))
  const tried = await steward.call(matchingContract.tryRule, { body: rule })
  expect(tried.held.find(({ because }) => because === 'bridge')?.pairs).toBeGreaterThan(0)
  const linking = await linkNow()
  expect(linking?.linked).toBe(tried.pairs)
  expect((await sizesOf(ids))[0]).toBeLessThanOrEqual(3)
  expect((await sizesOf(ids)).length).toBeGreaterThanOrEqual(3)
  const { items } = await steward.call(matchingContract.queue, { query: { limit: 100 } })
  expect(items.some(({ id, otherId }) => ids.includes(id) && ids.includes(otherId))).toBe(true)
  // Nor is it linked by asking again and again.
  for (let again = 0; again < 3; again++) await linkNow()
  expect((await sizesOf(ids))[0]).toBeLessThanOrEqual(3)
})

test('people who share the number of their firm stay who they are', async () => {
  const names = ['Ada', 'Birk', 'Cecilie', 'Didrik', 'Edda', 'Finn', 'Gro', 'Harald', 'Iben', 'Jarle']
  const ids = await make(
    names.map((givenName, at) => ({
      givenName,
      familyName: `${['Sund', 'Myr', 'Vik', 'Lien', 'Foss'][at % 5]}${givenName.toLowerCase()}`,
      phone: '+47 22 00 11 22',
    })),
  )
  await linkNow()
  expect(await sizesOf(ids)).toEqual(names.map(() => 1))
})

test('what people have linked counts: a further record is linked only if it is like at least half of them', async () => {
  const [first, second, third, fourth] = (await make(chain(4, 'Ekelund'))) as [string, string, string, string]
  for (const [a, b] of [
    [first, second],
    [second, third],
  ] as const)
    expect((await say(steward, [a, b], { verdict: 'same' })).status).toBeLessThan(300)
  await linkNow()
  expect(await rootOf(app, fourth)).toBe(fourth)
  expect(await waitsFor(steward, [third, fourth].toSorted() as [string, string])).toBe(true)
})
