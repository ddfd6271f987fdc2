import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerTables } from '../modules/customers/server/tables.ts'
import type { Context } from '../platform/context.ts'
import { rows as queried } from '../platform/database/statement.ts'
import { type TestDatabase, testDatabase } from '../platform/database/testing.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/kernel.ts'
import { recordChanges } from '../platform/history/record.ts'
import { removeRoots } from '../platform/history/removal.ts'
import { changeRow, insertQuietly, insertRow, removeRow } from '../platform/history/rows.ts'
import { historyTables } from '../platform/history/tables.ts'
import { keptByUndo, undoBatch } from '../platform/history/undo.ts'

let database: TestDatabase
const tables = historyTables([{ tables: [...customerTables] }])
const customer = tables.of('customer')
const point = tables.of('contact-point')

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** A context with an act of its own, in a transaction. */
async function act<T>(run: (ctx: Context) => Promise<T>): Promise<{ batch: string; result: T }> {
  const batch = { id: newId(), label: 'test.act' }
  const result = await inTransaction(database.db, db =>
    run({ db, actor: systemActor([]), now: new Date(), batch } as unknown as Context),
  )
  return { batch: batch.id, result }
}

async function undo(batchId: string, chunk = 2) {
  const ctx = {
    db: database.db,
    actor: systemActor([]),
    now: new Date(),
    batch: { id: newId(), label: 'test.undo' },
  }
  return undoBatch(ctx, { tables, batchId, chunk })
}

const blank = { kind: 'person', unit_id: newId(), sort_name: 'x', words: '' }

async function create(ctx: Context, name: string): Promise<string> {
  const id = newId()
  await insertQuietly(ctx, customer, { ...blank, id, name })
  await insertQuietly(ctx, point, {
    customer_id: id,
    id: newId(),
    kind: 'email',
    value: `${name}@example.com`,
  })
  await recordChanges(ctx, [{ entity: 'customer', rootId: id, recordId: id, action: 'created' }])
  return id
}

/** Everything there is, without what counts writes. */
async function picture(): Promise<unknown> {
  const { rows } = await database.pool.query(`
    select to_jsonb(c) - 'version' - 'updated_at' as row from customers.customer c
    union all select to_jsonb(p) - 'version' - 'updated_at' from customers.contact_point p order by 1`)
  return rows
}

type Step = {
  kind: 'create' | 'rename' | 'city' | 'add-point' | 'drop-point' | 'remove'
  which: number
  word: string
}

async function perform(ctx: Context, { kind, which, word }: Step): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>('select id from customers.customer order by id')
  // Rows of this very act are not seen by the other connection, so an act only works on what was there before it.
  const id = rows[which % Math.max(rows.length, 1)]?.id
  if (kind === 'create' || !id) return void (await create(ctx, word))
  const alive = await queried<{ id: string }>(ctx.db, 'select id from customers.customer where id = $1', [id])
  if (alive.length === 0) return
  const key = { rootId: id, id }
  if (kind === 'rename')
    await changeRow(ctx, customer, { key, set: { name: word, sort_name: word.toLowerCase() } })
  if (kind === 'city') await changeRow(ctx, customer, { key, set: { city: word, custom: { word } } })
  if (kind === 'add-point')
    await insertRow(ctx, point, { customer_id: id, id: newId(), kind: 'phone', value: word })
  if (kind === 'remove') await removeRoots(ctx, tables, { entity: 'customer', ids: [id] })
  if (kind === 'drop-point') {
    const found = await database.pool.query<{ id: string }>(
      'select id from customers.contact_point where customer_id = $1 limit 1',
      [id],
    )
    const [first] = found.rows
    const there =
      first &&
      (await queried(ctx.db, 'select 1 as hit from customers.contact_point where id = $1', [first.id]))
        .length > 0
    if (first && there) await removeRow(ctx, point, { rootId: id, id: first.id })
  }
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('create', 'rename', 'city', 'add-point', 'drop-point', 'remove'),
    which: fc.nat(20),
    word: fc.stringMatching(/^[a-zé]{1,6}$/),
  }),
  { minLength: 1, maxLength: 8 },
)

test('an undo gives back what was, and the undo of the undo what had become', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 3 }), async acts => {
      for (const act of acts.slice(0, -1)) await performAll(act as Step[])
      const before = await picture()
      const { batch } = await performAll(acts.at(-1) as Step[])
      const after = await picture()
      const undone = await undoOf(batch)
      expect(await picture()).toEqual(before)
      if (!undone) return
      const redone = await undo(undone.undoBatch)
      expect(await picture()).toEqual(after)
      await undo(redone.undoBatch)
      expect(await picture()).toEqual(before)
    }),
    { numRuns: 30 },
  )
}, 120_000)

test('acts undone in any order leave nothing when each is undone, as long as none depends on a later one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 2, maxLength: 4 }), async acts => {
      const before = await picture()
      const batches: string[] = []
      for (const act of acts) batches.push((await performAll(act as Step[])).batch)
      for (const batch of batches.toReversed()) await undoOf(batch)
      expect(await picture()).toEqual(before)
    }),
    { numRuns: 20 },
  )
}, 120_000)

function performAll(list: readonly Step[]) {
  return act(async ctx => {
    for (const step of list) await perform(ctx, step)
  })
}

/** Undoes an act that wrote something. */
async function undoOf(batch: string) {
  const { rows } = await database.pool.query('select 1 from platform.batch where id = $1', [batch])
  return rows.length ? undo(batch) : null
}

test('what someone touched since is kept and listed; what is untouched goes', async () => {
  const { batch, result: ids } = await act(async ctx => [await create(ctx, 'one'), await create(ctx, 'two')])
  const [one, two] = ids as [string, string]
  await act(ctx => changeRow(ctx, customer, { key: { rootId: one, id: one }, set: { city: 'Graz' } }))
  expect(await undo(batch)).toMatchObject({ state: 'done', removed: 1, restored: 0, kept: 1 })
  expect(await keptByUndo(database.db, batch)).toMatchObject([
    { rootId: one, title: 'one', reason: 'touched-since' },
  ])
  const { rows } = await database.pool.query('select id from customers.customer where id = any($1)', [
    [one, two],
  ])
  expect(rows).toEqual([{ id: one }])
})

test('an act that was undone itself does not keep a record, its redoing does', async () => {
  const { batch, result: id } = await act(ctx => create(ctx, 'three'))
  const edit = await act(ctx => changeRow(ctx, customer, { key: { rootId: id, id }, set: { city: 'Linz' } }))
  const undone = await undo(edit.batch)
  expect(await undo(batch)).toMatchObject({ removed: 1, kept: 0 })
  const { batch: again, result: other } = await act(ctx => create(ctx, 'four'))
  const second = await act(ctx =>
    changeRow(ctx, customer, { key: { rootId: other, id: other }, set: { city: 'Linz' } }),
  )
  await undo((await undo(second.batch)).undoBatch)
  expect(undone.restored).toBe(1)
  expect(await undo(again)).toMatchObject({ removed: 0, kept: 1 })
})

test('of a changed record only the fields with the given value are set back; the others are named', async () => {
  const { result: id } = await act(ctx => create(ctx, 'five'))
  const key = { rootId: id, id }
  const { batch } = await act(ctx => changeRow(ctx, customer, { key, set: { city: 'Wels', level: 'gold' } }))
  await act(ctx => changeRow(ctx, customer, { key, set: { city: 'Steyr' } }))
  expect(await undo(batch)).toMatchObject({ restored: 1, kept: 1 })
  expect(await keptByUndo(database.db, batch)).toMatchObject([{ reason: 'changed-since', fields: ['city'] }])
  const { rows } = await database.pool.query('select city, level from customers.customer where id = $1', [id])
  expect(rows).toEqual([{ city: 'Steyr', level: null }])
})

test('an undo that stopped goes on behind its last chunk, and is done once only', async () => {
  const { batch } = await act(async ctx => {
    for (let i = 0; i < 7; i++) await create(ctx, `n${i}`)
  })
  const stop = new AbortController()
  const ctx = {
    db: database.db,
    actor: systemActor([]),
    now: new Date(),
    batch: { id: newId(), label: 'test.undo' },
  }
  stop.abort()
  expect(await undoBatch(ctx, { tables, batchId: batch, chunk: 3, signal: stop.signal })).toMatchObject({
    state: 'running',
    removed: 0,
  })
  expect(await undo(batch, 3)).toMatchObject({ state: 'done', removed: 7 })
  expect(await undo(batch, 3)).toMatchObject({ state: 'done', removed: 7 })
})

test('what is written below a record while it is removed goes with it, and comes back with it', async () => {
  const { result: id } = await act(ctx => create(ctx, 'raced'))
  const writer = await database.pool.connect()
  try {
    await writer.query('begin')
    await writer.query(
      `insert into customers.contact_point (customer_id, id, kind, value) values ($1, $2, 'phone', '+4580808080')`,
      [id, newId()],
    )
    const removing = act(ctx => removeRoots(ctx, tables, { entity: 'customer', ids: [id] }))
    await waitingForLock()
    await writer.query('commit')
    const { batch } = await removing
    expect(await pointsOf(id)).toBe(0)
    await undo(batch)
    expect(await pointsOf(id)).toBe(2)
  } finally {
    writer.release()
  }
})

async function pointsOf(id: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    'select count(*)::int as n from customers.contact_point where customer_id = $1',
    [id],
  )
  return rows[0]?.n ?? 0
}

/** Until some connection of this database waits for another one. */
async function waitingForLock(): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await new Promise(done => setTimeout(done, 10))
  }
}
