import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract } from '../../../customers/contract.ts'
import { matchingContract } from '../../contract.ts'
import { waitsFor } from '../testing.ts'
import { keyNumber } from './key-number.ts'

let app: TestApp
let steward: Caller
beforeAll(async () => {
  app = await testApp({ worker: true })
  steward = app.people.steward
})
afterAll(() => app.close())

const keysOf = async (id: string) => {
  const found = await app.database.pool.query<{ key: number }>(
    'select key from matching.match_key where customer_id = $1',
    [id],
  )
  return found.rows.map(({ key }) => key)
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await check()) return
    await sleep(200)
  }
  throw new Error('It did not come about within twenty seconds.')
}

const make = async (email: string) =>
  (
    await steward.call(customersContract.create, {
      body: { givenName: 'Ingeborg', familyName: 'Refling', email },
    })
  ).id
const mailKey = (email: string) => keyNumber(`em:${email}`)

test('keys and the queue follow what is created, changed, undone and removed', async () => {
  const one = await make('ingeborg@hagen.example')
  await until(async () => (await keysOf(one)).includes(mailKey('ingeborg@hagen.example')))
  const two = await make('ingeborg@hagen.example')
  const pair = [one, two].toSorted() as [string, string]
  await until(() => waitsFor(steward, pair))

  const changed = await steward.send(customersContract.change, {
    params: { id: two },
    body: { email: 'other@place.example' },
  })
  await until(async () => (await keysOf(two)).includes(mailKey('other@place.example')))
  expect(await keysOf(two)).not.toContain(mailKey('ingeborg@hagen.example'))
  await steward.call(historyContract.undo, { params: { id: String(changed.headers['tessera-batch']) } })
  await until(async () => (await keysOf(two)).includes(mailKey('ingeborg@hagen.example')))

  await steward.call(customersContract.bulkRemove, { body: { ids: [one] } })
  await until(async () => (await keysOf(one)).length === 0 && !(await waitsFor(steward, pair)))
})

test('an import is followed when it has ended, and its report says how many rows may be known customers', async () => {
  const rows = Array.from({ length: 700 }, (_, i) => `Person ${i} Number${i},p${i}@rows.example`)
  const made = await steward.upload('/imports', {
    name: 'people.csv',
    content: ['Name,E-mail', ...rows, 'Ingeborg Refling,ingeborg@hagen.example'].join('\n'),
    fields: { entity: 'customer', options: JSON.stringify({ match: [] }) },
  })
  expect(made.status, made.text).toBeLessThan(300)
  await until(async () => {
    const found = await app.database.pool.query<{ n: number }>(
      `select count(distinct customer_id)::int as n from matching.match_key k join customers.customer c on c.id = k.customer_id where c.email like 'p%@rows.example'`,
    )
    return (found.rows[0]?.n ?? 0) >= 700
  })
  const { batchId } = made.reply as { batchId: string }
  await until(async () => (await steward.call(matchingContract.act, { params: { id: batchId } })).followed)
  expect(await steward.call(matchingContract.act, { params: { id: batchId } })).toMatchObject({
    records: 1,
    pairs: 1,
  })
  const nobodys = await app.people.seller.call(matchingContract.act, { params: { id: batchId } })
  expect(nobodys).toMatchObject({ records: 0, pairs: 0 })
  await until(async () => {
    const waiting = await app.database.pool.query('select 1 from matching.catch_up where ended_at is null')
    return waiting.rowCount === 0
  })
})

test('the same text is the same key, and keys are numbers that lose nothing', () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => keyNumber(`em:a${i}@b.example`))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.every(key => Number.isSafeInteger(key) && key >= 0)).toBe(true)
  expect(keyNumber('em:a1@b.example')).toBe(keys[1])
})
