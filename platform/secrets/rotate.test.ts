import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { row, rows, run } from '../database/statement.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { newId } from '../ids.ts'
import { givenKeys, type KeyRing, keysInFile } from './key-ring.ts'
import { rotate } from './rotate.ts'
import { sealer } from './seal.ts'
import { purposeOf } from './sealed.ts'

let database: TestDatabase
let folder: string
let ring: KeyRing
beforeAll(async () => {
  database = await testDatabase({ max: 6 })
  await run(database.db, 'create table platform.door (id uuid primary key, password text)')
})
afterAll(async () => {
  await database.close()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-rotate-'))
  ring = keysInFile(join(folder, 'secrets.key'))
  await run(database.db, 'truncate platform.door')
  return () => rmSync(folder, { recursive: true })
})

const place = { table: 'platform.door', id: 'id', column: 'password', entity: 'door' }

async function put(text: string | null, db = database.db): Promise<string> {
  const id = newId()
  const sealed = text === null ? null : sealer(ring).seal(text, purposeOf(place, id))
  await run(db, 'insert into platform.door (id, password) values ($1, $2)', [id, sealed])
  return id
}

async function opened(id: string, keys = ring): Promise<string> {
  const found = await row<{ password: string }>(
    database.db,
    'select password from platform.door where id = $1',
    [id],
  )
  return sealer(keys).open(found?.password ?? '', purposeOf(place, id))
}

const rotated = (keys = ring, patience = 20_000) =>
  rotate({ db: database.db, ring: keys, places: [place], patience })

test('everything is sealed under a new key, in more than one portion, and the old key is forgotten', async () => {
  const ids = Array.from({ length: 620 }, newId)
  const sealed = ids.map((id, at) => sealer(ring).seal(`pass ${at}`, purposeOf(place, id)))
  const text = 'insert into platform.door (id, password) select * from unnest($1::uuid[], $2::text[])'
  await run(database.db, text, [ids, sealed])
  await put(null)
  const before = ring.newest()
  expect(await rotated()).toEqual({ resealed: 620, images: 0, unreadable: [], kept: null })
  expect(ring.all()).toHaveLength(1)
  expect(ring.newest().equals(before)).toBe(false)
  const stored = await rows<{ id: string; password: string }>(
    database.db,
    'select * from platform.door where password is not null order by array_position($1::uuid[], id)',
    [ids],
  )
  expect(stored.map(({ id, password }) => sealer(ring).open(password, purposeOf(place, id)))).toEqual(
    ids.map((_, at) => `pass ${at}`),
  )
})

test('what an open transaction sealed under the old key is waited for and sealed anew', async () => {
  const before = ring.newest()
  let written = () => {}
  const mayCommit = new Promise<void>(resolve => {
    written = resolve
  })
  const began = Promise.withResolvers<string>()
  const writing = database.db.transaction().execute(async trx => {
    began.resolve(await put('late', trx))
    await mayCommit
  })
  const id = await began.promise
  const rotating = rotated()
  while (ring.newest().equals(before)) await new Promise(resolve => setTimeout(resolve, 5))
  // Until it has been seen at work.
  await new Promise(resolve => setTimeout(resolve, 300))
  written()
  await writing
  expect(await rotating).toEqual({ resealed: 1, images: 0, unreadable: [], kept: null })
  expect(await opened(id)).toBe('late')
})

test('keys are kept while a transaction from before goes on, and the next time forgets them', async () => {
  await put('one')
  const holder = await database.pool.connect()
  await holder.query('begin')
  await holder.query('select 1')
  expect(await rotated(ring, 0)).toMatchObject({ resealed: 1, kept: 'still-writing' })
  expect(ring.all()).toHaveLength(2)
  await holder.query('commit')
  holder.release()
  expect(await rotated()).toMatchObject({ kept: null })
  expect(ring.all()).toHaveLength(1)
})

test('a secret that cannot be opened stays as it is, is told, and keeps the keys', async () => {
  const good = await put('good')
  const bad = await put('bad')
  await run(database.db, `update platform.door set password = '1.aaaaaaaa.AAAA.AAAA' where id = $1`, [bad])
  const done = await rotated()
  expect(done).toMatchObject({ resealed: 1, kept: 'unreadable' })
  expect(done.unreadable).toEqual([
    { purpose: purposeOf(place, bad), why: expect.stringContaining('aaaaaaaa') },
  ])
  expect(ring.all()).toHaveLength(2)
  expect(await opened(good)).toBe('good')
})

test('what history keeps is sealed anew as well, alike, so that it can be taken back and restored', async () => {
  const id = await put('new')
  const now = async () =>
    (await row<{ password: string }>(database.db, 'select password from platform.door where id = $1', [id]))
      ?.password ?? ''
  await run(
    database.db,
    `with act as (insert into platform.batch (id, actor_id, actor_kind, actor_name, channel, label) values ($1, $1, 'system', 'x', 'system', 'x') returning id)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
     select $2, platform.new_id(), act.id, 'door', $2, 'changed', $3::jsonb, $4::jsonb from act`,
    [
      newId(),
      id,
      JSON.stringify({ name: 'Front', password: sealer(ring).seal('old', purposeOf(place, id)) }),
      JSON.stringify({ name: null, password: await now() }),
    ],
  )
  expect(await rotated()).toEqual({ resealed: 1, images: 1, unreadable: [], kept: null })
  const found = await row<{ before: { name: string; password: string }; after: unknown }>(
    database.db,
    'select before, after from platform.change where root_id = $1',
    [id],
  )
  expect(found?.after).toEqual({ name: null, password: await now() })
  expect(found?.before.name).toBe('Front')
  expect(sealer(ring).open(found?.before.password ?? '', purposeOf(place, id))).toBe('old')
})

test('of two at once one is refused, and everything is sealed under the key of the other', async () => {
  const ids = await Promise.all(['a', 'b', 'c'].map(text => put(text)))
  const done = await Promise.allSettled([rotated(), rotated()])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'Conflict' } })
  expect(ring.all()).toHaveLength(1)
  expect(await Promise.all(ids.map(id => opened(id)))).toEqual(['a', 'b', 'c'])
})

test('processes that read and write meanwhile always find the key they need', async () => {
  const ids = await Promise.all(['a', 'b', 'c'].map(text => put(text)))
  let isOver = false
  const reading = (async () => {
    let times = 0
    for (; !isOver || times < 20; times++) {
      const db = database.db
      const found = await rows<{ id: string; password: string }>(db, 'select * from platform.door')
      // Another process has a ring of its own.
      const other = sealer(keysInFile(ring.place))
      for (const { id, password } of found)
        if (!other.isOutdated(password)) other.open(password, purposeOf(place, id))
      ids.push(await db.transaction().execute(trx => put('more', trx)))
    }
    return times
  })()
  try {
    for (let time = 0; time < 3; time++) expect(await rotated()).toMatchObject({ kept: null })
  } finally {
    isOver = true
    expect(await reading).toBeGreaterThanOrEqual(20)
  }
  expect(await rotated()).toMatchObject({ kept: null, unreadable: [] })
  for (const id of ids) expect(await opened(id)).toMatch(/^(a|b|c|more)$/)
})

test('with given keys everything comes under the newest, and the others are left to who holds them', async () => {
  const [older, newer] = [1, 2].map(byte => Buffer.alloc(32, byte).toString('base64')) as [string, string]
  ring = givenKeys([older])
  const id = await put('pass')
  const both = givenKeys([newer, older])
  expect(await rotated(both)).toEqual({ resealed: 1, images: 0, unreadable: [], kept: 'held-elsewhere' })
  expect(await opened(id, givenKeys([newer]))).toBe('pass')
})
