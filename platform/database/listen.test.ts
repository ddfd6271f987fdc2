import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await testDatabase({ empty: true })
})
afterEach(() => database.close())

const notify = (channel: string, payload: string) =>
  sql`select pg_notify(${channel}, ${payload})`.execute(database.db)

test('a listener hears its own channel until it stops', async () => {
  const heard: string[] = []
  const stop = await database.listen({ channel: 'news', onMessage: payload => heard.push(payload) })
  const others: string[] = []
  await database.listen({ channel: 'other', onMessage: payload => others.push(payload) })
  await notify('news', 'one')
  await notify('other', 'two')
  await vi.waitFor(() => expect({ heard, others }).toEqual({ heard: ['one'], others: ['two'] }))
  await stop()
  await notify('news', 'three')
  await notify('other', 'four')
  await vi.waitFor(() => expect(others).toEqual(['two', 'four']))
  expect(heard).toEqual(['one'])
})

test('after a lost connection the listener is told of the gap and hears again', async () => {
  const heard: string[] = []
  let gaps = 0
  await database.listen({ channel: 'news', onMessage: payload => heard.push(payload), onGap: () => gaps++ })
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tessera test listen'
             and datname = current_database()`.execute(database.db)
  await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 25_000 })
  await notify('news', 'again')
  await vi.waitFor(() => expect(heard).toEqual(['again']))
})

test('a statement that takes too long is ended, in a pool and behind a pooler', async () => {
  const direct = await connect(database.url, { max: 1, applicationName: 'slow', statementTimeout: 200 })
  await expect(sql`select pg_sleep(20)`.execute(direct.db)).rejects.toThrow('statement timeout')
  await direct.close()
  const pooled = await connect(`${database.url}?pgbouncer=true`, {
    max: 1,
    applicationName: 'slow',
    statementTimeout: 200,
  })
  const sleeping = pooled.db.transaction().execute(trx => sql`select pg_sleep(20)`.execute(trx))
  await expect(sleeping).rejects.toThrow('statement timeout')
  // Nothing may stay on the connection: behind a pooler the next user of it would inherit that.
  const left = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(pooled.db)
  expect(left.rows).toEqual([{ statement_timeout: '0' }])
  await pooled.close()
})
