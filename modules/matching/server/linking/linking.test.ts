import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { matchingContract, type Rule } from '../../contract.ts'
import { rootOf, say, several, twins, waitsFor } from '../testing.ts'
import { decide } from '../queue/decisions.ts'
import { nightlySearch } from '../runs/search-job.ts'
import { linkingJob } from './linkings.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp()
  steward = app.people.steward
})
afterAll(() => app.close())

const rule: Rule = { on: false, review: 2, link: 6, agree: 'contact', sameOwner: true, cap: 8 }
const setRule = (part: Partial<Rule> = {}) =>
  steward.send(matchingContract.setRule, { body: { ...rule, ...part } })
const tryRule = (part: Partial<Rule> = {}) =>
  steward.call(matchingContract.tryRule, { body: { ...rule, ...part } })

/** Starts a linking by rule and does its work here, as a worker would. */
async function linkNow(signal = new AbortController().signal): Promise<string> {
  const { id } = await steward.call(matchingContract.link)
  await linkingJob.run(workOf(app.kernel, signal), { linkingId: id })
  return id
}
const linkingOf = async (id: string) =>
  (await steward.call(matchingContract.linkings)).items.find(linking => linking.id === id)

describe('the rule', () => {
  test('is off until somebody sets it, and its lines may not cross', async () => {
    const before = await steward.call(matchingContract.rule)
    expect(before.rule.on).toBe(false)
    expect((await setRule({ review: 9, link: 9 })).problem.code).toBe('matching.lines-crossed')
    expect((await app.people.manager.send(matchingContract.setRule, { body: rule })).status).toBe(403)
    expect((await setRule()).status).toBe(200)
    expect((await steward.call(matchingContract.rule)).rule).toEqual(rule)
  })

  test('says beforehand what it would link and what it would leave, and writes nothing', async () => {
    const pair = await twins(app)
    const tried = await tryRule()
    expect(tried.pairs).toBeGreaterThan(0)
    expect(await waitsFor(steward, pair)).toBe(true)
    expect((await tryRule({ link: 60 })).pairs).toBe(0)
    const capped = await tryRule({ cap: 2 })
    await several(app, { of: 4 })
    expect(
      (await tryRule({ cap: 2 })).held.find(({ because }) => because === 'cluster')?.pairs ?? 0,
    ).toBeGreaterThan(capped.held.find(({ because }) => because === 'cluster')?.pairs ?? 0)
  })

  test('links clear cases as one act, which is taken back as one', async () => {
    await setRule()
    const pairs = [await twins(app), await twins(app), await twins(app)]
    const refused = await twins(app)
    await say(steward, refused, { verdict: 'different' })
    const id = await linkNow()
    const linking = await linkingOf(id)
    expect(linking).toMatchObject({ state: 'done', undone: false })
    expect(linking?.linked).toBeGreaterThanOrEqual(3)
    for (const pair of pairs) expect(await rootOf(app, pair[1])).toBe(pair[0])
    expect(await rootOf(app, refused[1])).toBe(refused[1])
    await steward.call(historyContract.undo, { params: { id } })
    for (const pair of pairs) {
      expect(await rootOf(app, pair[1])).toBe(pair[1])
      expect(await waitsFor(steward, pair)).toBe(true)
    }
    expect((await linkingOf(id))?.undone).toBe(true)
  })

  test('teaches nothing: its own links are not counted as decisions', async () => {
    const before = await steward.call(matchingContract.progress)
    await linkNow()
    expect((await steward.call(matchingContract.progress)).decided).toBe(before.decided)
  })

  test('never links a cluster above the cap, nor what something speaks against', async () => {
    await setRule({ cap: 3 })
    const crowd = await several(app, { of: 5 })
    const id = await linkNow()
    for (const member of crowd) expect(await rootOf(app, member)).toBe(member)
    expect((await linkingOf(id))?.skipped).toBeGreaterThanOrEqual(10)
  })
})

test('a linking whose worker dies goes on behind its last chunk, and links nothing twice', async () => {
  await setRule()
  const pairs = []
  for (let i = 0; i < 4; i++) pairs.push(await twins(app))
  const { id } = await steward.call(matchingContract.link)
  // The first worker dies while it writes: its transaction goes with it.
  const dying = workOf(app.kernel, new AbortController().signal)
  const died = linkingJob.run(
    {
      ...dying,
      step: (step, act) =>
        dying.step(step, async ctx => {
          await act(ctx)
          throw new Error('killed')
        }),
    },
    { linkingId: id },
  )
  await expect(died).rejects.toThrow('killed')
  for (const pair of pairs) expect(await rootOf(app, pair[1])).toBe(pair[1])
  await linkingJob.run(workOf(app.kernel, new AbortController().signal), { linkingId: id })
  await linkingJob.run(workOf(app.kernel, new AbortController().signal), { linkingId: id })
  for (const pair of pairs) expect(await rootOf(app, pair[1])).toBe(pair[0])
  const links = await app.database.pool.query<{ n: number }>(
    'select count(*)::int as n from matching.decision where linking_id = $1',
    [id],
  )
  expect(links.rows[0]?.n).toBe((await linkingOf(id))?.linked)
})

test('what a person says while the rule is at work is not linked over', async () => {
  await setRule()
  const pair = await twins(app)
  const { id } = await steward.call(matchingContract.link)
  let linking: Promise<void> | undefined
  await app.asSystem(async ctx => {
    await decide(ctx, { id: pair[0], otherId: pair[1], verdict: 'different' })
    linking = linkingJob.run(workOf(app.kernel, new AbortController().signal), { linkingId: id })
    // Whichever comes first: it waits for us, or it is through without.
    await Promise.race([
      linking,
      vi.waitFor(
        async () => {
          const { rows } = await app.database.pool.query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
          expect(rows).toHaveLength(1)
        },
        { timeout: 20_000 },
      ),
    ])
  })
  await linking
  expect(await rootOf(app, pair[1])).toBe(pair[1])
  expect(await linkingOf(id)).toMatchObject({ state: 'done', error: null })
})

test('a linking that fails says why, stands in nobody’s way, and is tried again', async () => {
  await setRule()
  const pair = await twins(app)
  const { id } = await steward.call(matchingContract.link)
  const failing = workOf(app.kernel, new AbortController().signal)
  const run = linkingJob.run(
    { ...failing, step: () => Promise.reject(new Error('no more room')) },
    { linkingId: id },
  )
  await expect(run).rejects.toThrow('no more room')
  const failed = await linkingOf(id)
  expect(failed).toMatchObject({ state: 'failed', linked: 0 })
  expect(failed?.error).toContain('no more room')
  const other = await linkNow()
  expect(await linkingOf(other)).toMatchObject({ state: 'done' })
  expect(await rootOf(app, pair[1])).toBe(pair[0])
  await linkingJob.run(workOf(app.kernel, new AbortController().signal), { linkingId: id })
  expect(await linkingOf(id)).toMatchObject({ state: 'done', error: null, linked: 0 })
})

test('one that all its workers have left lying is taken up again at night', async () => {
  await setRule()
  const { id } = await steward.call(matchingContract.link)
  const { pool } = app.database
  await pool.query(
    `update matching.linking set state = 'running', asked_at = now() - interval '2 hours' where id = $1`,
    [id],
  )
  await pool.query('delete from jobs.job')
  const work = workOf(app.kernel, new AbortController().signal)
  await nightlySearch.run(work, {})
  const { rows } = await pool.query(`select data from jobs.job where name = 'matching.linking'`)
  expect(rows).toEqual([{ data: expect.objectContaining({ linkingId: id }) }])
  await linkingJob.run(work, { linkingId: id })
  expect((await linkingOf(id))?.state).toBe('done')
})
