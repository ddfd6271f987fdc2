import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { transferContract } from '../../../../platform/transfer/contract.ts'
import { customersContract as customers } from '../../../customers/contract.ts'
import { type WrittenThere, writtenThere } from '../../testing/written-there.ts'

/** The whole way: what is written there comes back in its log, and is known as ours. */

let app: TestApp
let admin: Caller
let erp: WrittenThere
beforeAll(async () => {
  app = await testApp({ worker: true })
  admin = app.people.administrator
  erp = await writtenThere(app)
}, 120_000)
afterAll(async () => {
  await app?.close()
  await erp?.remove()
}, 60_000)

const patience = { timeout: 60_000, interval: 100 }
const statesOf = (id: string) => async () =>
  (
    await app.database.pool.query<{ state: string }>(
      `select state from integration.operation where customer_id = $1 and state <> 'withdrawn' order by id`,
      [id],
    )
  ).rows.map(({ state }) => state)

test('an import goes there, its undo goes there, and nothing that comes back is written again', async () => {
  const { id, no } = await erp.customer({ externalId: 'I-1' })
  const sent = await admin.upload('/imports', {
    name: 'x.csv',
    content: 'Customer ID,City\nI-1,Imported\n',
    fields: { match: 'externalId' },
  })
  const { id: importId } = sent.reply as { id: string }
  await expect.poll(statesOf(id), patience).toEqual(['confirmed'])
  const { batchId } = await admin.call(transferContract.import, { params: { id: importId } })
  await admin.call(historyContract.undo, { params: { id: String(batchId) } })
  await expect
    .poll(async () => (await erp.writes(no)).map(({ town }) => town), patience)
    .toEqual(['Imported', 'Oslo'])
  await expect.poll(statesOf(id), patience).toEqual(['confirmed', 'confirmed'])
  // What the log of the other system says of our own writes wants nothing there.
  await erp.there.query(`update account set town = 'Voss' where no = $1`, [no])
  const shown = async () => (await admin.call(customers.get, { params: { id } })).city
  await expect.poll(shown, patience).toBe('Voss')
  expect(await statesOf(id)()).toEqual(['confirmed', 'confirmed'])
  expect((await erp.writes(no)).map(({ town }) => town)).toEqual(['Imported', 'Oslo', 'Voss'])
}, 240_000)
