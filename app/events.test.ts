import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { addressFor } from '../platform/database/testing-server.ts'
import { endOfOutbox, readOutbox } from '../platform/events/tail.ts'
import { followOutbox } from '../platform/realtime/stream.ts'
import { newBatch } from '../platform/history/batch.ts'
import { newId } from '../platform/ids.ts'
import { allPermissions, contextFor, systemActor } from '../platform/kernel.ts'
import { type Caller, type TestApp, testApp } from './testing.ts'
import { openStream, processesOn } from './testing/processes.ts'

let app: TestApp
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  app = await testApp()
  processes = processesOn(app.database.url)
})
afterEach(() => processes.stop())
afterAll(() => app.close())

/** Long enough for a busy machine; a test that holds ends long before. */
const within = { timeout: 240_000, interval: 50 }

const create = async (address: string, { headers }: Caller, name: string) => {
  const response = await fetch(`${address}/api/v1/customers`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  return { status: response.status, id: ((await response.json()) as { id: string }).id }
}

test('a reader of the outbox gets every event once, however late and in whatever order transactions commit', {
  timeout: 360_000,
}, async () => {
  const got: string[] = []
  const stop = await followOutbox(app.kernel, events => got.push(...events.map(({ id }) => id)))
  const actor = systemActor(allPermissions(app.kernel.modules))
  const write = async (n: number) => {
    await app.database.db.transaction().execute(async db => {
      const ctx = contextFor(app.kernel, { db, actor, batch: newBatch('platform.act.test') })
      for (let i = 0; i < 3; i++) {
        await ctx.emit({ kind: 'test.written', entity: 'test', rootId: newId(), recordId: newId() })
        await pause((n * 37) % 50)
      }
    })
    app.kernel.wake()
  }
  for (let round = 0; round < 5; round++)
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(n => write(n + round)))
  const { rows } = await app.database.pool.query<{ id: string }>(
    `select id from platform.event where kind = 'test.written'`,
  )
  expect(rows).toHaveLength(120)
  const wanted = rows.map(({ id }) => id).sort()
  await vi.waitFor(() => expect(got.filter(id => wanted.includes(id)).sort()).toEqual(wanted), within)
  await stop()
})

describe('of transactions that go on for long', () => {
  /** Writes an event; the answer reads how many of its kind have come since. */
  const written = async () => {
    const place = await endOfOutbox(app.database.db)
    await app.database.db.transaction().execute(async db => {
      const ctx = contextFor(app.kernel, { db, actor: systemActor([]), batch: newBatch('platform.act.test') })
      await ctx.emit({ kind: 'test.written', entity: 'test', rootId: newId(), recordId: newId() })
    })
    return async () =>
      (await readOutbox(app.database.db, place, 500)).filter(({ kind }) => kind === 'test.written').length
  }
  /** Begins a transaction that has a number, as one that has written; the answer ends it. */
  const running = async (url: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('begin; select pg_current_xact_id()')
    return () => client.end()
  }

  test('one in our database may still write, so a reader waits for it', { timeout: 120_000 }, async () => {
    const end = await running(app.database.url)
    const read = await written()
    expect(await read()).toBe(0)
    await end()
    await expect.poll(read, within).toBe(1)
  })

  test('one in another database of the server holds nobody up', { timeout: 120_000 }, async () => {
    const end = await running(addressFor(app.database.url, 'postgres'))
    const read = await written()
    await expect.poll(read, within).toBe(1)
    await end()
  })
})

test('a rolled back write tells nobody', { timeout: 120_000 }, async () => {
  const got: string[] = []
  const stop = await followOutbox(app.kernel, events => got.push(...events.map(({ kind }) => kind)))
  const { administrator } = app.people
  const refused = await administrator.send(customersContract.create, { body: { name: 'x', owner: newId() } })
  expect(refused.status).toBe(422)
  await administrator.call(customersContract.create, { body: { name: 'y' } })
  await vi.waitFor(() => expect(got.length).toBeGreaterThan(0), within)
  expect(got.filter(kind => kind === 'customer.created')).toHaveLength(1)
  await stop()
})

describe('several processes on one database', () => {
  test('show each other’s writes live; one that is killed takes no acknowledged write with it', {
    timeout: 360_000,
  }, async () => {
    const [one, two] = await Promise.all([
      processes.web(),
      processes.web(),
      processes.start(['app/main.ts', '--role', 'worker'], null),
    ])
    const key = await app.key('administrator')
    const stream = await openStream(one.address, key.headers)
    const first = await create(two.address, key, 'From the other one')
    expect(first.status).toBe(201)
    await vi.waitFor(() => expect(stream.events.map(event => event.recordId)).toContain(first.id), within)

    const acknowledged: string[] = []
    const writing = Array.from({ length: 30 }, async (_, n) => {
      await pause(n * 10)
      const answer = await create(two.address, key, `Burst ${n}`).catch(() => null)
      if (answer?.status === 201) acknowledged.push(answer.id)
    })
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(5), within)
    await two.kill('SIGKILL')
    await Promise.all(writing)
    for (const id of acknowledged) {
      const { status } = await app.people.administrator.send(customersContract.get, { params: { id } })
      expect(status).toBe(200)
    }
    await vi.waitFor(
      () => expect(stream.events.map(event => event.recordId)).toEqual(expect.arrayContaining(acknowledged)),
      within,
    )
    expect((await create(one.address, key, 'Life goes on')).status).toBe(201)
    await stream.close()
  })

  test('tell a listener only what he may see', { timeout: 300_000 }, async () => {
    const one = await processes.web()
    const { administrator, seller } = app.people
    const stream = await openStream(one.address, { cookie: seller.headers.cookie ?? '' })
    const foreign = await administrator.call(customersContract.create, { body: { name: 'Not his' } })
    await administrator.call(customersContract.addEntry, {
      params: { id: foreign.id },
      body: { kind: 'note', body: 'x' },
    })
    const own = await seller.call(customersContract.create, { body: { name: 'His', owner: seller.id } })
    await vi.waitFor(() => expect(stream.events.map(event => event.recordId)).toContain(own.id), within)
    expect(JSON.stringify(stream.events)).not.toContain(foreign.id)
    await stream.close()
  })

  test('end their streams when they are asked to stop, and stop', { timeout: 300_000 }, async () => {
    const one = await processes.web()
    const stream = await openStream(one.address, (await app.key('reader')).headers)
    await one.kill('SIGTERM')
    await stream.ended
    expect(one.output()).not.toMatch(/error|fatal/i)
  })
})

test('a listener that is killed again and again has worked on every event exactly once in the end', {
  timeout: 360_000,
}, async () => {
  await app.database.pool.query('create table public.noted (record_id uuid not null)')
  const listener = () => processes.start(['app/testing/listening.ts'], /listening/)
  let running = await listener()
  const made: string[] = []
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 25; n++) {
      const { id } = await app.people.administrator.call(customersContract.create, {
        body: { name: `Heard ${round} ${n}` },
      })
      made.push(id)
    }
    await running.kill('SIGKILL')
    running = await listener()
  }
  // Two at once share the work without doing it twice.
  await listener()
  await vi.waitFor(async () => {
    const { rows } = await app.database.pool.query<{ record_id: string }>(
      'select record_id from public.noted',
    )
    expect(rows.map(row => row.record_id).sort()).toEqual(made.toSorted())
  }, within)
})
