import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { dataQualityContract as quality } from '../../../data-quality/contract.ts'
import { say, twins } from '../testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ worker: true })
})
afterAll(() => app.close())

const patient = { timeout: 20_000, interval: 50 }

test('findings of possible duplicates are there again when the rule is switched on again, by hand or by undo', {
  timeout: 90_000,
}, async () => {
  const { administrator, steward } = app.people
  const [waiting, settled] = [await twins(app), await twins(app)]
  const { items } = await administrator.call(quality.rules)
  const id = items.find(({ key }) => key === 'possible-duplicate')?.id as string
  const found = async () => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      'select customer_id as id from data_quality.finding where rule_id = $1 and mended_at is null order by 1',
      [id],
    )
    return rows.map(row => row.id)
  }
  const switchIt = async (on: boolean) =>
    String(
      (await administrator.send(quality.switchRule, { params: { id }, body: { on } })).headers[
        'tessera-batch'
      ],
    )
  const both = [...waiting, ...settled].toSorted()
  await expect.poll(found, patient).toEqual(both)
  const off = await switchIt(false)
  expect(await found()).toEqual([])
  // Nothing is taken while it is off; what was settled then is no finding afterwards.
  await say(steward, settled, { verdict: 'different' })
  await switchIt(true)
  await expect.poll(found, patient).toEqual([...waiting])
  const again = await switchIt(false)
  expect(await found()).toEqual([])
  await administrator.call(historyContract.undo, { params: { id: again } })
  await expect.poll(found, patient).toEqual([...waiting])
  expect(off).not.toBe(again)
})
