import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { tellUndone } from '../../../../platform/history/undo-jobs.ts'
import { undoBatch } from '../../../../platform/history/undo.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { linkMany } from '../../../customers/index.ts'

let app: TestApp
let admin: Caller
const counted = new AsyncLocalStorage<{ statements: number }>()
type Query = (this: pg.Client, ...given: unknown[]) => unknown
// Called with its client, as it is anywhere else.
// oxlint-disable-next-line typescript/unbound-method
const query = pg.Client.prototype.query as Query
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const count = counted.getStore()
    if (count) count.statements++
    return query.apply(this, given)
  } as typeof pg.Client.prototype.query
})
afterAll(async () => {
  pg.Client.prototype.query = query as typeof pg.Client.prototype.query
  await app.close()
})

/** How many statements something needs. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const count = { statements: 0 }
  await counted.run(count, act)
  return count.statements
}

async function load(lines: readonly string[]) {
  const sent = await admin.upload('/imports', {
    name: 'list.csv',
    content: ['id,name,city,job title', ...lines].join('\n'),
    fields: {
      entity: 'customer',
      dryRun: 'false',
      options: JSON.stringify({ match: 'externalId', matched: 'update' }),
    },
  })
  const { id } = sent.reply as { id: string }
  for (;;) {
    const found = await admin.call(transferContract.import, { params: { id } })
    if (!['waiting', 'checking', 'running'].includes(found.state)) return found
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]

/** That many families of two, the first record of each older; its place is known from the second alone. */
async function families(prefix: string, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => n)
  await load(numbers.map(n => `${prefix}A${n},Kari ${prefix} ${n},,Buyer`))
  await load(numbers.map(n => `${prefix}B${n},Kari ${prefix} ${n},Oslo,`))
  const pairs = await all<{ a: string; b: string }>(
    `select a.id as a, b.id as b from customers.customer a join customers.customer b
       on b.external_id = replace(a.external_id, 'A', 'B') where a.external_id like $1 || 'A%'`,
    [prefix],
  )
  expect(pairs).toHaveLength(count)
  await app.asSystem(ctx =>
    linkMany(
      ctx,
      pairs.map(pair => ({ ...pair, method: 'person' })),
    ),
  )
}

/** What the families show, and whether their records are still one. */
const shown = (prefix: string) =>
  all<{ city: string | null; title: string | null; n: number }>(
    `select city, job_title as title, count(*)::int as n from customers.customer
     where merged_into is null and external_id like $1 || 'A%' group by 1, 2 order by 1, 2`,
    [prefix],
  )

test('after an import into many families each shows what survives now, and after its undo what it showed before', async () => {
  const count = 300
  await families('G', count)
  expect(await shown('G')).toEqual([{ city: 'Oslo', title: 'Buyer', n: count }])
  const done = await load(
    Array.from({ length: count }, (_, n) => `GB${n},Kari G ${n},${n % 2 ? 'Bergen' : 'Voss'},`),
  )
  expect(done).toMatchObject({ matched: count, changed: count })
  await expect
    .poll(() => shown('G'), { timeout: 20_000 })
    .toEqual([
      { city: 'Bergen', title: 'Buyer', n: count / 2 },
      { city: 'Voss', title: 'Buyer', n: count / 2 },
    ])
  await takeBack(done.batchId as string)
  expect(await shown('G')).toEqual([{ city: 'Oslo', title: 'Buyer', n: count }])
})

test('neither the undo of an import nor what follows from it asks for each family by itself', async () => {
  const needed: number[] = []
  for (const [prefix, count] of [
    ['P', 4],
    ['Q', 200],
  ] as const) {
    await families(prefix, count)
    const done = await load(
      Array.from({ length: count }, (_, n) => `${prefix}B${n},Kari ${prefix} ${n},Bergen,`),
    )
    await expect
      .poll(() => shown(prefix), { timeout: 20_000 })
      .toEqual([{ city: 'Bergen', title: 'Buyer', n: count }])
    needed.push(await statementsOf(() => takeBack(done.batchId as string)))
    expect(await shown(prefix)).toEqual([{ city: 'Oslo', title: 'Buyer', n: count }])
  }
  const [few, many] = needed as [number, number]
  expect(few).toBeGreaterThan(5)
  expect(many).toBeLessThanOrEqual(few + 5)
})

/** The undo as a worker does it for a large act, with all that listens to it. */
async function takeBack(batchId: string): Promise<void> {
  const work = workOf(app.kernel, new AbortController().signal)
  const actor = work.system
  await work.outside({ actor, label: 'platform.act.undone' }, ctx =>
    undoBatch(ctx, { tables: ctx.history, batchId }),
  )
  await tellUndone(work, { actor, batchId })
}
