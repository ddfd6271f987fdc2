import { Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keptPlan } from './prepared.ts'
import { sentAhead } from './sending.ts'
import { row, rows, run } from './statement.ts'
import { type TestDatabase, testDatabase } from './testing.ts'
import { inTransaction } from './transaction.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase({ empty: true })
  await run(database.db, 'create table note (id int primary key, text text)')
})
beforeEach(() => run(database.db, 'truncate note'))
afterAll(() => database.close())

const addNote = sentAhead(keptPlan('insert into note (id, text) values ($1::int, $2)'))
const notes = () => rows<{ id: number }>(database.db, 'select id from note order by id')

/** How often something was written to a socket while the work ran; the driver writes for nobody else meanwhile. */
async function journeys(work: () => Promise<unknown>): Promise<number> {
  const one = vi.spyOn(Socket.prototype, '_write')
  const several = vi.spyOn(Socket.prototype, '_writev' as '_write')
  await work()
  const writes = one.mock.calls.length + several.mock.calls.length
  vi.restoreAllMocks()
  return writes
}

test('what nobody reads is stored, in its order, and the next statement sees it', async () => {
  const seen = await inTransaction(database.db, async db => {
    await run(db, addNote, [1, 'first'])
    await run(db, addNote, [2, 'second'])
    return row<{ n: number }>(db, 'select count(*)::int as n from note where id <= $1', [9])
  })
  expect(seen).toEqual({ n: 2 })
  expect(await notes()).toEqual([{ id: 1 }, { id: 2 }])
})

test('what is written last, with nothing read after it, is committed', async () => {
  await inTransaction(database.db, async db => {
    await run(db, addNote, [1, 'only'])
  })
  expect(await notes()).toEqual([{ id: 1 }])
})

test('the failure of a statement that was sent ahead is what the transaction fails with, and nothing of it stays', async () => {
  await run(database.db, 'insert into note (id) values (7)')
  const failing = inTransaction(database.db, async db => {
    await run(db, addNote, [1, 'before'])
    await run(db, addNote, [7, 'twice'])
    await run(db, addNote, [8, 'after'])
    return rows(db, 'select id from note where id > $1', [0])
  })
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual([{ id: 7 }])
  const atTheEnd = inTransaction(database.db, db => run(db, addNote, [7, 'twice']))
  await expect(atTheEnd).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual([{ id: 7 }])
})

test('a transaction that gives up sends nothing it has held, and its connection serves the next one', async () => {
  for (let round = 0; round < 12; round++) {
    const given = inTransaction(database.db, async db => {
      await run(db, addNote, [round, 'never'])
      if (round % 2 === 1) await rows(db, 'select id from note where id = $1', [round])
      await run(db, addNote, [100 + round, 'never'])
      throw new Error('changed my mind')
    })
    await expect(given).rejects.toThrow('changed my mind')
  }
  expect(await notes()).toEqual([])
  await inTransaction(database.db, db => run(db, addNote, [1, 'then']))
  expect(await notes()).toEqual([{ id: 1 }])
})

test('outside a transaction it is sent at once and refused to who sent it', async () => {
  await run(database.db, addNote, [1, 'at once'])
  await expect(run(database.db, addNote, [1, 'twice'])).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual([{ id: 1 }])
})

test('what stands before a savepoint stays when it is taken back, what stands after it does not', async () => {
  await inTransaction(database.db, async db => {
    await run(db, addNote, [1, 'before'])
    await run(db, 'savepoint here')
    await run(db, addNote, [2, 'after'])
    await run(db, 'rollback to savepoint here')
    await run(db, addNote, [3, 'again'])
  })
  expect(await notes()).toEqual([{ id: 1 }, { id: 3 }])
})

test('a transaction of five writes and one question makes two journeys to the database', async () => {
  const work = () =>
    inTransaction(database.db, async db => {
      for (const id of [1, 2, 3, 4, 5]) await run(db, addNote, [id, 'held'])
      await rows(db, 'select id from note where id = $1', [1])
    })
  expect(await journeys(work)).toBe(2)
  expect(await notes()).toHaveLength(5)
})

test('fifty transactions side by side each keep their own statements', async () => {
  const ids = Array.from({ length: 50 }, (_, i) => i)
  const done = await Promise.allSettled(
    ids.map(id =>
      inTransaction(database.db, async db => {
        await run(db, addNote, [id, 'mine'])
        await row(db, 'select pg_sleep(0.002)')
        await run(db, addNote, [1000 + id, 'mine'])
        if (id % 5 === 0) throw new Error('given up')
      }),
    ),
  )
  expect(done.filter(one => one.status === 'fulfilled')).toHaveLength(40)
  const kept = ids.filter(id => id % 5 !== 0)
  expect(await notes()).toEqual([...kept, ...kept.map(id => 1000 + id)].map(id => ({ id })))
})
