import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { follow, rootOf, say, several, twins, waitsFor } from '../testing.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())

const undo = (batch: unknown) => steward.call(historyContract.undo, { params: { id: String(batch) } })
const look = ([id, otherId]: readonly [string, string], caller = steward) =>
  caller.call(matchingContract.pair, { params: { id, otherId } })

describe('the queue', () => {
  test('asks about two records that may be one, and says why', async () => {
    const pair = await twins(app)
    expect(await waitsFor(steward, pair)).toBe(true)
    const view = await look(pair)
    expect(view.parts.map(part => part.field)).toEqual(expect.arrayContaining(['start', 'birth', 'email']))
    expect(view.parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(view.weight, 0)
    expect(view.lines.find(line => line.field === 'email')?.evidence).toBeGreaterThan(3)
    expect(view).toMatchObject({ linked: false, decision: null, experience: null, veto: [] })
    expect(view.after.members).toBe(2)
  })

  test('gives every pair once, page by page, the likeliest first', async () => {
    for (let i = 0; i < 3; i++) await twins(app)
    const seen: string[] = []
    const ranks: number[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: { items: { id: string; otherId: string; weight: number }[]; next: string | null } =
        await steward.call(matchingContract.queue, { query: { limit: 2, ...(cursor ? { cursor } : {}) } })
      seen.push(...page.items.map(item => `${item.id} ${item.otherId}`))
      ranks.push(...page.items.map(item => Math.floor(item.weight)))
      cursor = page.next
    }
    expect(seen.length).toBeGreaterThanOrEqual(4)
    expect(new Set(seen).size).toBe(seen.length)
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
  })

  test('shows nobody a pair of which he may not see both ends, nor what he may not see of it', async () => {
    const { seller } = app.people
    const stranger = await twins(app)
    const own = await twins(app, steward, seller.id)
    expect(await waitsFor(seller, own)).toBe(true)
    expect(await waitsFor(seller, stranger)).toBe(false)
    const answer = await seller.send(matchingContract.pair, {
      params: { id: stranger[0], otherId: stranger[1] },
    })
    expect(answer.status).toBe(404)
    const mine = await look(own, seller)
    expect(mine.lines.map(line => line.field)).not.toContain('birthDate')
    expect(mine.parts.map(part => part.field)).not.toContain('birth')
    expect(mine.weight).toBeLessThan((await look(own)).weight)
  })

  test('forgets a pair once its values no longer speak for it, and with a customer that is removed', async () => {
    const pair = await twins(app)
    await steward.call(customersContract.change, {
      params: { id: pair[1] },
      body: {
        email: 'nobody@else.example',
        birthDate: '2001-01-01',
        familyName: 'Zwingli',
        givenName: 'Otto',
      },
    })
    await follow(app, [pair[1]])
    expect(await waitsFor(steward, pair)).toBe(false)
    const other = await twins(app)
    await steward.call(customersContract.remove, { params: { id: other[0] } })
    await follow(app, [other[0]])
    expect(await waitsFor(steward, other)).toBe(false)
  })
})

describe('a decision', () => {
  test('“same” links the two and stops asking; undone it asks again', async () => {
    const pair = await twins(app)
    const done = await say(steward, pair, { verdict: 'same' })
    expect(done.status, done.text).toBe(200)
    expect(await rootOf(app, pair[1])).toBe(pair[0])
    expect(await waitsFor(steward, pair)).toBe(false)
    await undo(done.reply.batchId)
    expect(await rootOf(app, pair[1])).toBe(pair[1])
    expect(await waitsFor(steward, pair)).toBe(true)
    expect((await look(pair)).decision).toBeNull()
  })

  test('undone after other changes takes back the link and nothing else', async () => {
    const pair = await twins(app)
    const done = await say(steward, pair, { verdict: 'same' })
    await steward.call(customersContract.change, {
      params: { id: pair[0] },
      body: { level: 'gold', city: 'Bodø' },
    })
    await undo(done.reply.batchId)
    expect(await rootOf(app, pair[1])).toBe(pair[1])
    const record = await steward.call(customersContract.get, { params: { id: pair[0] } })
    expect(record).toMatchObject({ level: 'gold', city: 'Bodø' })
  })

  test('“different” is remembered: asked again only when there is much new evidence', async () => {
    const pair = await twins(app)
    await say(steward, pair, { verdict: 'different', reason: 'Two sisters-in-law' })
    expect(await waitsFor(steward, pair)).toBe(false)
    await follow(app, pair)
    expect(await waitsFor(steward, pair)).toBe(false)
    for (const id of pair)
      await steward.call(customersContract.change, {
        params: { id },
        body: { givenName: 'Ragnhild', phone: '+47 22 33 44 55', externalId: 'K-77421' },
      })
    await follow(app, pair)
    expect(await waitsFor(steward, pair)).toBe(true)
    expect((await look(pair)).decision).toMatchObject({ verdict: 'different', reason: 'Two sisters-in-law' })
  })

  test('“later” puts the question off', async () => {
    const pair = await twins(app)
    await say(steward, pair, { verdict: 'later' })
    expect(await waitsFor(steward, pair)).toBe(false)
    expect((await say(steward, pair, { verdict: 'same' })).status).toBe(200)
  })

  test('of two people about one pair at the same moment one counts, and the other hears of it', async () => {
    const pair = await twins(app)
    const other = await app.person('steward')
    const answers = await Promise.all([
      say(steward, pair, { verdict: 'same' }),
      say(other, pair, { verdict: 'different' }),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422])
    expect(answers.find(({ status }) => status === 422)?.problem.code).toBe('matching.decided-already')
    const view = await look(pair)
    expect(view.linked).toBe(view.decision?.verdict === 'same')
  })

  test('is changed by who says which one he replaces', async () => {
    const pair = await twins(app)
    await say(steward, pair, { verdict: 'same' })
    const { decision } = await look(pair)
    const changed = await say(steward, pair, { verdict: 'different', instead: String(decision?.id) })
    expect(changed.status, changed.text).toBe(200)
    expect(await rootOf(app, pair[1])).toBe(pair[1])
    expect((await look(pair)).decision?.verdict).toBe('different')
    await undo(changed.reply.batchId)
    expect(await rootOf(app, pair[1])).toBe(pair[0])
    expect((await look(pair)).decision?.verdict).toBe('same')
  })

  test('keeps the values that a person chose', async () => {
    const pair = await twins(app)
    const { lines } = await look(pair)
    const name = lines.find(line => line.field === 'name')
    const loser = name?.golden === 0 ? 1 : 0
    await say(steward, pair, { verdict: 'same', keep: { name: pair[loser] } })
    const record = await steward.call(customersContract.get, { params: { id: pair[0] } })
    expect(record['name']).toBe(name?.values[loser])
  })

  test('needs the right, and both ends in sight', async () => {
    const { agent, seller } = app.people
    const pair = await twins(app)
    expect((await say(agent, pair, { verdict: 'same' })).status).toBe(403)
    const manager = await app.person('manager')
    expect((await say(seller, pair, { verdict: 'same' })).status).toBe(403)
    expect((await say(manager, [pair[0], pair[0]], { verdict: 'same' })).problem.code).toBe(
      'matching.one-record',
    )
    const nobody = '00000000-0000-7000-8000-00000000abcd'
    expect((await say(steward, [nobody, pair[0]], { verdict: 'same' })).status).toBe(404)
  })
})

test('decisions about a cluster lead to the same families in any order', async () => {
  const shapes: string[] = []
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
  ]) {
    const [a, b, c] = (await several(app, { of: 3 })) as [string, string, string]
    const edges = [
      [a, b],
      [b, c],
      [a, c],
    ] as const
    for (const at of order)
      expect((await say(steward, edges[at] as never, { verdict: 'same' })).status).toBe(200)
    const roots = await Promise.all([a, b, c].map(id => rootOf(app, id)))
    shapes.push(roots.map(root => [a, b, c].indexOf(String(root))).join())
  }
  expect(shapes).toEqual(['0,0,0', '0,0,0', '0,0,0'])
})

test('thirty decisions teach how often such pairs are one, with an interval', async () => {
  for (let i = 0; i < 30; i++)
    await say(steward, await twins(app), { verdict: i % 10 === 9 ? 'different' : 'same' })
  const { experience } = await look(await twins(app))
  expect(experience?.decided).toBeGreaterThanOrEqual(30)
  expect(experience?.low).toBeGreaterThan(0.6)
  expect(experience?.high).toBeLessThan(1)
  const { bins } = await steward.call(matchingContract.rule)
  expect(bins.reduce((sum, bin) => sum + bin.decided, 0)).toBeGreaterThanOrEqual(30)
  const progress = await steward.call(matchingContract.progress)
  expect(progress.mineToday).toBeGreaterThanOrEqual(30)
})
