import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeExpired } from './jobs.ts'
import { newPerson, type TestStaff, testStaff } from './testing.ts'

let here: TestStaff
beforeAll(async () => {
  here = await testStaff()
})
afterAll(() => here.database.close())

test('the nightly tidying removes what is over and leaves what lives', async () => {
  const gone = await newPerson(here, { email: 'gone@firm.example', role: 'agent' })
  const alive = await newPerson(here, { email: 'here@firm.example', role: 'agent' })
  await here.db
    .updateTable('staff.session')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('user_id', '=', gone.actor.id)
    .execute()
  const old = new Date(Date.now() - 2 * 86_400_000)
  await here.db
    .insertInto('staff.rate_limit')
    .values([
      { key: 'old', count: 3, started_at: old },
      { key: 'new', count: 3, started_at: new Date() },
    ])
    .execute()
  await here.as(here.system, removeExpired)
  const sessions = await here.db.selectFrom('staff.session').select('user_id').execute()
  expect(sessions).toEqual([{ user_id: alive.actor.id }])
  const limits = await here.db.selectFrom('staff.rate_limit').select('key').orderBy('key').execute()
  expect(limits.map(row => row.key)).toContain('new')
  expect(limits.map(row => row.key)).not.toContain('old')
})
