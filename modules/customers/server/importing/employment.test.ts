import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Import } from '../../../../platform/transfer/imports/imports.ts'
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

/** Who works where, as what; read from both sides. */
const employments = () =>
  bench.all(`select p.name as person, o.name as organisation, r.title, b.role as back, b.title as "backTitle"
    from customers.relationship r
    join customers.customer p on p.id = r.customer_id join customers.customer o on o.id = r.other_id
    left join customers.relationship b on b.customer_id = r.other_id and b.id = r.id and b.other_id = r.customer_id
    where r.kind = 'employment' and r.role = 'employer' order by 1, 2`)

const everything = () =>
  bench.all(`select 'customer' as what, c.kind || ' ' || c.name || ' ' || coalesce(c.city, '') as it from customers.customer c
    union all select 'tie', p.name || ' ' || r.role || ' ' || o.name || ' ' || coalesce(r.title, '') from customers.relationship r
      join customers.customer p on p.id = r.customer_id left join customers.customer o on o.id = r.other_id order by 1, 2`)

const people = `First name,Last name,Email,Job title,Company
Ada,King,ada@example.com,Engineer,Difference Works
Bea,Stone,bea@example.com,,DIFFERENCE  works
Cem,Ak,cem@example.com,Buyer,Öl & Söhne
Dora,Lind,dora@example.com,Clerk,
`

describe('a column of companies beside the names of persons', () => {
  test('relates each person to the organisation, which is found by its folded name or made once', async () => {
    await bench.load('Company name\nOl & Sohne\n')
    const done = await bench.load(people)
    expect(counts(done)).toMatchObject({ created: 4, alongside: 1, related: 3, refused: 0 })
    expect(await employments()).toEqual(
      [
        ['Ada King', 'Difference Works', 'Engineer'],
        ['Bea Stone', 'Difference Works', null],
        ['Cem Ak', 'Ol & Sohne', 'Buyer'],
      ].map(([person, organisation, title]) => ({
        person,
        organisation,
        title,
        back: 'employee',
        backTitle: title,
      })),
    )
  })

  test('is counted without writing just as in earnest, makes nothing twice, and is taken back whole', async () => {
    const rowOf = fc.record({
      id: fc.constantFrom('', 'K1', 'K2', 'K3'),
      kind: fc.constantFrom('person', 'person', 'organisation'),
      name: fc.constantFrom('Ada', 'Bea', 'Works', 'Mill'),
      title: fc.constantFrom('', 'Clerk'),
      employer: fc.constantFrom('', 'Works', 'WORKS', 'Mill', 'Bank'),
    })
    // An id belongs to one name and kind for good: renaming is no matter of this test.
    const fileOf = (rows: { id: string; kind: string; name: string; title: string; employer: string }[]) =>
      `id,kind,name,job title,employer\n${rows
        .map(row =>
          row.id ? { ...row, kind: row.id === 'K3' ? 'organisation' : 'person', name: `N${row.id}` } : row,
        )
        .map(row => Object.values(row).join(','))
        .join('\n')}\n`
    const property = fc.asyncProperty(
      fc.array(rowOf, { minLength: 1, maxLength: 8 }),
      fc.array(rowOf, { minLength: 1, maxLength: 12 }),
      fc.constantFrom<string[]>(['externalId'], ['name'], []),
      fc.integer({ min: 1, max: 5 }),
      async (first, second, match, chunkRows) => {
        await bench.database.pool.query('truncate customers.customer cascade')
        const options = { match, several: 'oldest' as const }
        await bench.load(fileOf(first), { options })
        const before = await everything()
        const checked = await bench.load(fileOf(second), { options, dryRun: true, chunkRows })
        expect(checked.error).toBeNull()
        expect(await everything()).toEqual(before)
        const done = await bench.load(fileOf(second), { options, chunkRows })
        expect(counts(done)).toEqual(counts(checked))
        expect(done.created + done.matched + done.refused).toBe(done.readRows)
        const after = await everything()
        const grown = (what: string) =>
          [after, before].map(rows => (rows as { what: string }[]).filter(row => row.what === what).length)
        const [customers = 0, customersBefore = 0] = grown('customer')
        expect(customers - customersBefore).toBe(done.created + done.alongside)
        const [ties = 0, tiesBefore = 0] = grown('tie')
        expect(ties - tiesBefore).toBe(2 * done.related)
        await bench.undo(done)
        expect(await everything()).toEqual(before)
      },
    )
    await fc.assert(property, { numRuns: 25 })
  }, 240_000)

  test('makes one organisation where chunks that are stored side by side name it', async () => {
    const rows = Array.from({ length: 240 }, (_, i) => `Given ${i},Family,Firm ${i % 7}`)
    const done = await bench.load(`First name,Last name,Company\n${rows.join('\n')}\n`, { chunkRows: 5 })
    expect(counts(done)).toMatchObject({ created: 240, alongside: 7, related: 240 })
    const firms = await bench.all(`select name from customers.customer where kind = 'organisation'`)
    expect(firms).toHaveLength(7)
  }, 60_000)

  test('is one employment of a person who comes twice, though the organisation has a row of its own after being named', async () => {
    const named = ['K2,person,Ada,Mill', ',organisation,Mill,']
    const options = { match: ['externalId'] }
    const done = await bench.load(`id,kind,name,employer\n${[...named, named[0]].join('\n')}\n`, {
      options,
      chunkRows: 2,
    })
    expect(counts(done)).toMatchObject({ created: 2, matched: 1, alongside: 1, related: 1 })
  })

  test('adds an employer to persons who are there, once, and the undo takes only that back', async () => {
    await bench.load('First name,Last name,Email\nAda,King,ada@example.com\n')
    const before = await everything()
    const first = await bench.load(people)
    expect(counts(first)).toMatchObject({ created: 3, matched: 1, alongside: 2, related: 3 })
    const again = await bench.load(people)
    expect(counts(again)).toMatchObject({ created: 0, matched: 4, alongside: 0, related: 0, changed: 0 })
    await bench.undo(first)
    expect(await everything()).toEqual(before)
  })

  test('keeps an organisation that someone has touched since', async () => {
    const done = await bench.load(people)
    await bench.load('Company name,City\nDifference Works,Wien\n', { options: { match: 'name' } })
    await bench.undo(done)
    expect(await bench.all('select name from customers.customer')).toEqual([{ name: 'Difference Works' }])
  })

  test('takes no organisation that the importing person may not see', async () => {
    await bench.load('Company name\nDifference Works\n')
    const own = { ...bench.actor, scopes: new Map([['customer', 'own' as const]]) }
    const done = await bench.load(people, { chunkRows: 1 }, own)
    expect(counts(done)).toMatchObject({ created: 4, alongside: 2, related: 3 })
    const owners = await bench.all<{ owner_id: string | null }>(
      `select owner_id from customers.customer where sort_name = 'difference works' order by id`,
    )
    expect(owners).toEqual([{ owner_id: null }, { owner_id: own.id }])
  })

  test('tells of organisations that name an employer, as it is kept nowhere', async () => {
    const done = await bench.load('name,kind,employer\nMill,organisation,Works\nMill,organisation,MILL\n')
    expect(counts(done)).toMatchObject({ created: 2, alongside: 0, related: 0 })
    expect(done.warnings).toMatchObject([{ code: 'customers.employer-left-out', count: 1, firstRow: 2 }])
  })

  test('is understood in the cards of persons, and a card of the organisation itself is the organisation', async () => {
    const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n')
    const cards = [
      card('FN:Ada King', 'N:King;Ada;;;', 'ORG:Difference Works;Design', 'TITLE:Engineer'),
      card('FN:Difference Works', 'N:;;;;', 'ORG:Difference Works'),
    ]
    const done = await bench.load(`${cards.join('\r\n')}\r\n`, { name: 'people.vcf' })
    expect(counts(done)).toMatchObject({ created: 2, related: 1 })
    expect(await bench.all('select kind, name from customers.customer order by kind, name')).toMatchObject([
      { kind: 'organisation', name: 'Difference Works' },
      { kind: 'organisation' },
      { kind: 'person', name: 'Ada King' },
    ])
  })
})
