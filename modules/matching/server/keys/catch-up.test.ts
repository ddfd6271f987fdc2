import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { follow } from '../testing.ts'
import { keysJob } from './catch-up.ts'

let app: TestApp
let steward: Caller
let batchId: string
beforeAll(async () => {
  app = await testApp({ worker: true })
  steward = app.people.steward
})
afterAll(() => app.close())

const act = () => steward.call(matchingContract.act, { params: { id: batchId } })

test('of a large act all records are compared, the last as well as the first, with counts that are true', async () => {
  const known = ['Ingeborg Refling', 'Torvald Skaugen']
  for (const [n, name] of known.entries()) {
    const [givenName, familyName] = name.split(' ')
    const { id } = await steward.call(customersContract.create, {
      body: { givenName, familyName, email: `known${n}@hagen.example` },
    })
    await follow(app, [id])
  }
  const others = Array.from({ length: 2300 }, (_, i) => `Person ${i} Number${i},p${i}@rows.example`)
  const made = await steward.upload('/imports', {
    name: 'people.csv',
    content: [
      'Name,E-mail',
      `${known[0]},known0@hagen.example`,
      ...others,
      `${known[1]},known1@hagen.example`,
      // Two rows of the file that are one customer find each other, though neither was there before.
      'Sunniva Tveter,sunniva@tveter.example',
      'S. Tveter,sunniva@tveter.example',
    ].join('\n'),
    fields: { entity: 'customer', options: JSON.stringify({ match: [] }) },
  })
  batchId = (made.reply as { batchId: string }).batchId
  await expect.poll(async () => (await act()).compared, { timeout: 60_000 }).toBe(2304)
  expect(await act()).toMatchObject({ followed: true, touched: 2304, compared: 2304, records: 4, pairs: 3 })
})

test('a worker that dies while it compares leaves nothing out and counts nothing twice', async () => {
  await app.database.pool.query(
    `update matching.catch_up set ended_at = null, compared = 0, after = '00000000-0000-0000-0000-000000000000' where batch_id = $1`,
    [batchId],
  )
  await app.database.pool.query('delete from matching.pair')
  const work = workOf(app.kernel, new AbortController().signal)
  let steps = 0
  const died = keysJob.run(
    {
      ...work,
      step: (step, run) =>
        work.step(step, async ctx => {
          const result = await run(ctx)
          if (++steps === 2) throw new Error('killed')
          return result
        }),
    },
    { batchId },
  )
  await expect(died).rejects.toThrow('killed')
  expect(await act()).toMatchObject({ followed: false, compared: 1000 })
  await keysJob.run(work, { batchId })
  expect(await act()).toMatchObject({ followed: true, touched: 2304, compared: 2304, records: 4, pairs: 3 })
})

test('an act that touches very many is compared by one search through the whole base, and says so when it is done', async () => {
  const rows = Array.from({ length: 20_100 }, (_, i) => `Resident ${i} Of${i % 977},r${i}@many.example`)
  const made = await steward.upload('/imports', {
    name: 'residents.csv',
    content: ['Name,E-mail', ...rows, 'S. Tveter,sunniva@tveter.example'].join('\n'),
    fields: { entity: 'customer', options: JSON.stringify({ match: [] }) },
  })
  const many = (made.reply as { batchId: string }).batchId
  const followed = () => steward.call(matchingContract.act, { params: { id: many } })
  await expect.poll(async () => (await followed()).compared, { timeout: 200_000, interval: 500 }).toBe(20_101)
  expect(await followed()).toMatchObject({ followed: true, touched: 20_101, records: 1, pairs: 2 })
  const { items } = await steward.call(matchingContract.runs)
  expect(items[0]).toMatchObject({ kind: 'full', state: 'done' })
}, 240_000)
