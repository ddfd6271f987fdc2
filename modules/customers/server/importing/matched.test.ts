import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Import } from '../../../../platform/transfer/imports/imports.ts'
import type { OnMatch } from '../../../../platform/transfer/imports/options.ts'
import { importBench } from './testing-load.ts'

let bench: Awaited<ReturnType<typeof importBench>>
beforeAll(async () => {
  bench = await importBench()
})
afterAll(() => bench.close(), 120_000)
beforeEach(() => bench.empty())

const counts = ({ readRows, created, alongside, related, matched, changed, refused }: Import) => ({
  readRows,
  created,
  alongside,
  related,
  matched,
  changed,
  refused,
})

const picture = () =>
  bench.all(`select c.external_id, c.name, c.city, c.birth_date::text, c.tags, c.custom,
       (select array_agg(p.kind || ' ' || p.value || ' ' || p.is_primary order by p.kind, p.value) from customers.contact_point p where p.customer_id = c.id) points,
       (select array_agg(o.name order by o.name) from customers.relationship r join customers.customer o on o.id = r.other_id where r.customer_id = c.id and r.role = 'employer') employers
       from customers.customer c order by c.name, c.external_id, c.city`)

const head = 'id,name,email,city,birthday,tags,Shoe size,employer'
const known = `${head}\nK1,Ada King,ada@example.com,Wien,,early,,Works\nK2,,bea@example.com,,,,41,\n`
const update = `${head}\nK1,Ada Stone,other@example.com,Graz,1980-02-28,late,38,Mill\nK2,Bea Lind,,Linz,,new,44,Mill\nK3,Cem,,,,,,\n`
const options = (matched: OnMatch) => ({ match: 'externalId', matched })
const at = (fields: Record<string, unknown>) => expect.objectContaining(fields)

describe('records that a row meets', () => {
  test('get only what is empty when told to fill', async () => {
    await bench.load(known)
    const done = await bench.load(update, { options: options('fill') })
    expect(counts(done)).toMatchObject({ created: 1, matched: 2, changed: 2, alongside: 1, related: 1 })
    expect(await picture()).toEqual(
      expect.arrayContaining([
        at({
          external_id: 'K1',
          name: 'Ada King',
          city: 'Wien',
          birth_date: '1980-02-28',
          tags: ['early'],
          custom: { shoe_size: '38' },
          points: at({
            0: expect.stringContaining('address Wien'),
            1: 'email ada@example.com true',
            length: 2,
          }),
          employers: ['Works'],
        }),
        // The address stood in for a name until someone gave one.
        at({
          name: 'Bea Lind',
          city: 'Linz',
          tags: ['new'],
          custom: { shoe_size: '41' },
          employers: ['Mill'],
        }),
      ]),
    )
  })

  test('stay as they are when told to skip, also where several fit, and still count as found', async () => {
    await bench.load(known)
    const before = await picture()
    const done = await bench.load(update.replace('K3,Cem,,,,,,\n', ''), { options: options('skip') })
    expect(counts(done)).toMatchObject({ created: 0, matched: 2, changed: 0, alongside: 0, related: 0 })
    expect(await picture()).toEqual(before)
    await bench.load('name\nAda King\n', { options: { match: [] } })
    const again = await bench.load('name,city\nAda King,Graz\n', {
      options: { match: 'name', matched: 'skip' },
    })
    expect(counts(again)).toMatchObject({ created: 0, matched: 1, refused: 0 })
  })

  test('get all that the row says when nobody told anything', async () => {
    await bench.load(known)
    await bench.load(update, { options: { match: 'externalId' } })
    expect(await picture()).toEqual(
      expect.arrayContaining([
        at({ name: 'Ada Stone', city: 'Graz', tags: ['early', 'late'], employers: ['Mill', 'Works'] }),
      ]),
    )
  })

  test('become the same in chunks of any size, and a check counts the same', async () => {
    const rowOf = fc.record({
      id: fc.constantFrom('', 'K1', 'K2', 'K3'),
      name: fc.constantFrom('Ada', 'Bea', 'Cem'),
      mail: fc.constantFrom('', 'a@example.com', 'b@example.com'),
      city: fc.constantFrom('', 'Wien', 'Graz'),
      born: fc.constantFrom('', '1980-02-28'),
      tags: fc.constantFrom('', 'x', 'y'),
      size: fc.constantFrom('', '38', '41'),
      employer: fc.constantFrom('', 'Works', 'Mill'),
    })
    const fileOf = (rows: object[]) =>
      `${head}\n${rows.map(row => Object.values(row).join(',')).join('\n')}\n`
    const property = fc.asyncProperty(
      fc.array(rowOf, { minLength: 1, maxLength: 6 }),
      fc.array(rowOf, { minLength: 1, maxLength: 10 }),
      fc.constantFrom<OnMatch>('fill', 'skip'),
      fc.constantFrom<string[]>(['externalId'], ['email'], ['externalId', 'email']),
      fc.integer({ min: 1, max: 4 }),
      async (first, second, matched, match, chunkRows) => {
        const outcomes = []
        for (const size of [chunkRows, 100]) {
          await bench.database.pool.query('truncate customers.customer cascade')
          await bench.load(fileOf(first), { options: { match } })
          const wanted = { options: { match, matched }, chunkRows: size }
          const checked = await bench.load(fileOf(second), { ...wanted, dryRun: true })
          const done = await bench.load(fileOf(second), wanted)
          expect(counts(done)).toEqual(counts(checked))
          expect(done.error).toBeNull()
          const { created, matched: met, refused } = done
          const rows = (await picture()).map(row => JSON.stringify(row)).toSorted()
          outcomes.push({ created, met, refused, rows })
        }
        expect(outcomes[0]).toEqual(outcomes[1])
      },
    )
    await fc.assert(property, { numRuns: 8 })
  }, 240_000)
})
