import { spawn } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../../../platform/context.ts'
import { cancelImport, findImport, type Import } from '../../../platform/transfer/imports/imports.ts'
import { heldFrom } from './importing/testing-hold.ts'
import { importBench, type Wanted } from './importing/testing-load.ts'

let bench: Awaited<ReturnType<typeof importBench>>
beforeAll(async () => {
  bench = await importBench()
})
afterAll(() => bench.close(), 120_000)
beforeEach(() => bench.empty())

const load = (content: string | Buffer, wanted: Wanted = {}, chunkRows?: number) =>
  bench.load(content, chunkRows ? { ...wanted, chunkRows } : wanted)
const all = <T>(text: string): Promise<T[]> => bench.all<T>(text)

const counts = ({ readRows, created, matched, changed, refused }: Import) => ({
  readRows,
  created,
  matched,
  changed,
  refused,
})

async function refusals({
  id,
}: Import): Promise<{ row_no: number; field: string; code: string; message: string }[]> {
  return all(
    `select row_no, field, code, message from platform.import_refusal where import_id = '${id}' order by row_no`,
  )
}

const picture = () =>
  all(`select c.external_id, c.name, c.city, c.email, c.birth_date, c.custom,
       (select array_agg(p.kind || ' ' || p.value || ' ' || p.is_primary order by p.kind, p.value) from customers.contact_point p where p.customer_id = c.id) points
       from customers.customer c order by c.name, c.external_id, c.email, c.city`)

const rowOf = fc.record({
  id: fc.constantFrom('', 'K1', 'K2', 'K3', 'K4'),
  name: fc.constantFrom('Ada', 'Bea', 'Cem', ''),
  mail: fc.constantFrom('', 'a@example.com', 'b@example.com', 'B@Example.com', 'no address'),
  city: fc.constantFrom('', 'Wien', 'Graz'),
  born: fc.constantFrom('', '1980-02-30', '1980-02-28', '13.5.1999'),
})
const fileOf = (rows: { id: string; name: string; mail: string; city: string; born: string }[]) =>
  `id,name,email,city,birthday\n${rows.map(row => Object.values(row).join(',')).join('\n')}\n`

describe('an import', () => {
  test('counts every row once, in the check as in earnest, however the rows fall into chunks', async () => {
    const property = fc.asyncProperty(
      fc.array(rowOf, { minLength: 1, maxLength: 12 }),
      fc.array(rowOf, { minLength: 1, maxLength: 12 }),
      fc.constantFrom<string[]>(['externalId'], ['email'], ['externalId', 'email'], ['name']),
      fc.integer({ min: 1, max: 5 }),
      async (first, second, match, chunkRows) => {
        await bench.database.pool.query('truncate customers.customer cascade')
        // A line of empty cells only is no row of the file, so every row has something.
        const filled = (rows: typeof first) => fileOf(rows.map(row => ({ ...row, name: row.name || 'Dora' })))
        await load(filled(first), { options: { match } })
        const before = await picture()
        const checked = await load(filled(second), { options: { match }, dryRun: true }, chunkRows)
        expect(checked.error).toBeNull()
        expect(await picture()).toEqual(before)
        const done = await load(filled(second), { options: { match } }, chunkRows)
        expect(counts(done)).toEqual(counts(checked))
        expect(done.readRows).toBe(second.length)
        expect(done.created + done.matched + done.refused).toBe(done.readRows)
        expect(await all('select id from customers.customer')).toHaveLength(before.length + done.created)
        await bench.undo({ batchId: done.batchId })
        expect(await picture()).toEqual(before)
      },
    )
    await fc.assert(property, { numRuns: 25 })
  }, 240_000)

  test('gives the same customers whether a file goes in as one chunk or row by row', async () => {
    const content = fileOf([
      { id: 'K1', name: 'Ada', mail: 'a@example.com', city: '', born: '' },
      { id: 'K1', name: '', mail: 'b@example.com', city: 'Wien', born: '' },
      { id: 'K2', name: 'Bea', mail: '', city: '', born: '1980-02-28' },
      { id: 'K1', name: 'Ada Maria', mail: '', city: 'Graz', born: '' },
    ])
    const byRow = await load(content, {}, 1)
    expect(counts(byRow)).toMatchObject({ created: 2, matched: 2, changed: 0 })
    // One event per chunk that wrote something: the rows really went one by one.
    expect(
      await all(
        `select data from platform.event where record_id = '${byRow.id}' and kind = 'customer.imported'`,
      ),
    ).toHaveLength(4)
    const single = await picture()
    await bench.database.pool.query('truncate customers.customer cascade')
    await load(content)
    expect(await picture()).toEqual(single)
  }, 120_000)

  test('counts no change that a later row of the same chunk takes back', async () => {
    await load('name,city\nCem,Wien\n', { options: { match: ['name'] } })
    const back = 'name,city,birthday\nCem,Graz,\nCem,Wien,\nCem,,1980-02-28\nCem,Wien,\n'
    for (const [chunkRows, changed] of [
      [4, 1],
      [2, 0],
    ] as const) {
      const checked = await load(back, { options: { match: ['name'] }, dryRun: true }, chunkRows)
      const done = await load(back, { options: { match: ['name'] } }, chunkRows)
      expect(counts(checked)).toEqual(counts(done))
      expect(done).toMatchObject({ created: 0, matched: 4, changed })
    }
    expect(await picture()).toMatchObject([{ city: 'Wien' }])
  })

  test('finds a record by no key that it did not take', async () => {
    const rows = 'id,name,email\nK4,Ada,b@example.com\nK2,Ada,b@example.com\nK2,Ada,\n'
    for (const chunkRows of [1, 2, 3]) {
      await bench.database.pool.query('truncate customers.customer cascade')
      const options = { match: ['externalId', 'email'] }
      const checked = await load(rows, { options, dryRun: true }, chunkRows)
      expect(counts(checked)).toMatchObject({ created: 2, matched: 1 })
      expect(counts(await load(rows, { options }, chunkRows))).toEqual(counts(checked))
    }
  })

  test('gives refusals of chunks that are stored side by side, and comes to its end', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `Person ${i},${i % 2 ? 'no address' : `p${i}@example.com`}`,
    )
    for (const chunkRows of [1, 2, 7]) {
      await bench.database.pool.query('truncate customers.customer cascade')
      const done = await load(`name,email\n${rows.join('\n')}\n`, {}, chunkRows)
      expect(counts(done)).toMatchObject({ readRows: 60, created: 30, refused: 30 })
      expect((await refusals(done)).map(({ row_no }) => row_no)).toEqual(
        Array.from({ length: 30 }, (_, i) => 3 + 2 * i),
      )
    }
  }, 120_000)

  test('goes on where it was after its process was killed, with true counts', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `K${i},Person ${i},p${i}@example.com,Wien,`)
    const id = await bench.prepare(`id,name,email,city,birthday\n${rows.join('\n')}\n`)
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'importing/testing-process.ts'), bench.database.url, bench.folder, id],
      { stdio: 'inherit' },
    )
    const ended = new Promise(resolve => child.once('exit', resolve))
    while ((await findImport(bench.database.db, id)).readRows < 1000)
      await new Promise(resolve => setTimeout(resolve, 5))
    child.kill('SIGKILL')
    await ended
    const between = await findImport(bench.database.db, id)
    expect(between).toMatchObject({ state: 'running', created: between.readRows })
    expect(await all('select id from customers.customer')).toHaveLength(between.created)
    expect(await bench.execute(id)).toMatchObject({
      state: 'done',
      readRows: 6000,
      created: 6000,
      matched: 0,
    })
    expect(await all(`select external_id from customers.customer group by 1 having count(*) > 1`)).toEqual([])
  }, 120_000)

  test('goes on after the database has cut its connections', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `K${i},Person ${i},p${i}@example.com,Wien,`)
    const id = await bench.prepare(`id,name,email,city,birthday\n${rows.join('\n')}\n`)
    const { promise: go, resolve: goOn } = Promise.withResolvers<void>()
    const running = bench.execute(id, { chunkRows: 100, target: heldFrom(6, go) }).then(
      () => 'done',
      () => 'cut',
    )
    while ((await findImport(bench.database.db, id)).readRows < 300)
      await new Promise(resolve => setTimeout(resolve, 5))
    await bench.database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    goOn()
    // Until the program has heard of every cut, a query may still be given a dead connection.
    const left = await vi.waitFor(() => findImport(bench.database.db, id), { timeout: 30_000 })
    expect([await running, left.error]).toEqual(['cut', null])
    expect(await bench.execute(id)).toMatchObject({ state: 'done', readRows: 3000, created: 3000 })
    expect(await all('select id from customers.customer')).toHaveLength(3000)
  }, 120_000)

  test('stops when it is cancelled, keeping what it has counted', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => `K${i},Person ${i}`)
    const id = await bench.prepare(`id,name\n${rows.join('\n')}\n`)
    const { promise: go, resolve: goOn } = Promise.withResolvers<void>()
    const running = bench.execute(id, { chunkRows: 100, target: heldFrom(6, go) })
    while ((await findImport(bench.database.db, id)).readRows < 200)
      await new Promise(resolve => setTimeout(resolve, 5))
    await cancelImport({ db: bench.database.db } as Context, id)
    goOn()
    const cancelled = await running
    expect(cancelled.state).toBe('cancelled')
    expect(cancelled.created).toBeLessThan(1000)
    expect(await all('select id from customers.customer')).toHaveLength(cancelled.created)
  }, 120_000)
})

describe('bad input', () => {
  test('is refused by row and column, and nothing of such a row is written', async () => {
    const long = 'x'.repeat(100_000)
    const done = await load(
      `name,email,birthday,employees\nAda,a@example.com,29.02.2023,\n${long},b@example.com,,\nCem,c@@example,,\nDora,d@example.com,,many\n,,,\nEva,e@example.com,28.02.2023,7\n`,
    )
    expect(counts(done)).toMatchObject({ created: 1, refused: 4 })
    expect((await refusals(done)).map(({ row_no, field, code }) => [row_no, field, code])).toEqual(
      [
        [2, 'birthday', 'transfer.no-such-date'],
        [3, 'name', 'transfer.too-long'],
        [4, 'email', 'transfer.not-an-email'],
        [5, 'employees', 'transfer.not-a-whole-number'],
      ].map(([row, field, code]) => [
        row,
        field,
        code === 'transfer.not-a-whole-number' ? 'transfer.not-a-number' : code,
      ]),
    )
  })

  test('loses NUL characters and direction overrides with a warning that names row and column', async () => {
    const done = await load('id,name\nK1,A\0da\nK2,Ad\u202ea\n')
    expect(done).toMatchObject({ state: 'done', created: 2 })
    expect(done.warnings.length).toBeGreaterThan(0)
    expect((await picture()).map(row => (row as { name: string }).name)).toEqual(['Ada', 'Ada'])
  })

  test('of the same key in several customers is refused, or goes to the oldest when told', async () => {
    await load('name,email\nAda,same@example.com\nBea,bea@example.com\n', { options: { match: ['name'] } })
    await load('name,email\nBea,same@example.com\n', { options: { match: ['name'] } })
    const refused = await load('email,city\nsame@example.com,Wien\n', { options: { match: 'email' } })
    expect(await refusals(refused)).toMatchObject([{ row_no: 2, code: 'transfer.several-matches' }])
    expect(
      counts(
        await load('email,city\nsame@example.com,Wien\n', { options: { match: 'email', several: 'oldest' } }),
      ),
    ).toMatchObject({ matched: 1, changed: 1 })
  })

  test('that no check finds before the database is refused alone', async () => {
    await bench.database.pool.query(
      'alter table customers.customer add constraint odd check (name <> $$Odd$$)',
    )
    const rows = Array.from({ length: 50 }, (_, i) => (i === 33 ? 'Odd,Wien' : `Person ${i},Graz`))
    const done = await load(`name,city\n${rows.join('\n')}\n`, {}, 20)
    await bench.database.pool.query('alter table customers.customer drop constraint odd')
    expect(counts(done)).toMatchObject({ readRows: 50, created: 49, refused: 1 })
    expect(await refusals(done)).toMatchObject([{ row_no: 35, code: 'transfer.not-storable' }])
  })
})
