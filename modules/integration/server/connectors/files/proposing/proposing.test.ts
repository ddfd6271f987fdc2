import { afterEach, expect, test } from 'vitest'
import type { Proposals, ToldForm } from '../../proposal.ts'
import { allOf, folderWith, objectOf, patience } from '../testing/folder.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()))
})

type Files = Readonly<Record<string, string | Buffer>>

async function proposed(files: Files, told: ToldForm | null = null): Promise<Proposals> {
  const folder = await folderWith({}, { objects: '' })
  closing.push(folder.remove)
  for (const [name, content] of Object.entries(files)) folder.put(name, content)
  return (await folder.connection.propose?.(told, patience())) as Proposals
}

/** What can be read of the files as they were proposed, with nothing changed by anybody. */
async function readAs(files: Files) {
  const { proposals } = await proposed(files)
  const folder = await folderWith({}, { objects: JSON.stringify(proposals.map(({ form }) => form)) })
  closing.push(folder.remove)
  for (const [name, content] of Object.entries(files)) folder.put(name, content)
  const object = await objectOf(folder.connection)
  const records = await allOf(folder.connection, object)
  return {
    form: proposals[0]?.form,
    doubts: proposals[0]?.doubts,
    records: records.map(({ values }) => values),
  }
}

test('full files and their deltas are one object, known by its number, with what says that a record is gone', async () => {
  const head = 'kunden_nr;name;ort'
  const { form, records } = await readAs({
    'kunden-2026-11-01.csv': `${head}\n7;Anna Müller;Köln\n8;Bo AS;Oslo\n`,
    'kunden-2026-11-02.csv': `${head}\n7;Anna Müller;Köln\n9;Ça va;Lyon\n`,
    'kunden-delta-2026-11-02.csv': `aktion;${head}\nU;9;Ça va bien;Lyon\nD;7;;\n`,
    'kunden-2026-11-02.csv.ready': '',
  })
  expect(form).toMatchObject({
    name: 'kunden',
    full: 'kunden-*.csv',
    delta: 'kunden-delta-*.csv',
    format: 'csv',
    delimiter: ';',
    header: true,
    key: ['kunden_nr'],
    delete: { column: 'aktion', values: ['D'] },
  })
  expect(records).toEqual([{ kunden_nr: '9', name: 'Ça va bien', ort: 'Lyon' }])
})

test('an old encoding, a file without titles, and a last line without an end are found', async () => {
  const { form, doubts, records } = await readAs({
    'export.txt': Buffer.from('4711|J\xf6rg Sch\xe4fer|12.50\n4712|Bj\xf6rn|3.00', 'latin1'),
  })
  expect(form).toMatchObject({ encoding: 'windows-1252', delimiter: '|', header: false, openEnd: true })
  expect(doubts).toEqual(['open-end'])
  expect(records[0]).toMatchObject({ 'Column 2': 'Jörg Schäfer', 'Column 3': '12.50' })
})

test('days and sums are told as such, what only looks like a number is not', async () => {
  const { form } = await readAs({
    'orders.csv':
      'order_no,customer,day,total,zip\n1,7,2026-01-05,1180.50,01067\n2,8,2026-02-01,12.00,99084\n',
  })
  expect(form?.kinds).toEqual({ day: 'date', total: 'decimal' })
})

test('places in a line are found by the blanks between them, and the titles are no record', async () => {
  const { form, records } = await readAs({
    'CUST.DAT': [
      'NUMBER  NAME            CITY    ',
      '000017  Anna Berg       Bergen  ',
      '000018  Casa Ferreira   Porto   ',
      '000019  Ö               Oslo    ',
      '',
    ].join('\n'),
  })
  expect(form).toMatchObject({ format: 'fixed', header: true, key: ['NUMBER'] })
  expect(form?.fields?.map(({ name, start, length }) => [name, start, length])).toEqual([
    ['NUMBER', 1, 8],
    ['NAME', 9, 16],
    ['CITY', 25, 8],
  ])
  expect(records[1]).toEqual({ NUMBER: '000018', NAME: 'Casa Ferreira', CITY: 'Porto' })
})

test('of XML the element that repeats is the record; what it may lack is optional, and its number is not', async () => {
  const { form, records } = await readAs({
    'c.xml': `<?xml version="1.0"?><export><made>2026</made><customers>
      <customer id="a1"><name>Anna</name><address><city>Bergen</city></address><tag>x</tag><tag>y</tag></customer>
      <customer id="a2"><name>Bo</name></customer></customers></export>`,
  })
  expect(form).toMatchObject({ format: 'xml', record: 'export/customers/customer', key: ['id'] })
  expect(form?.fields).toEqual([
    { name: 'id', path: '@id' },
    { name: 'name', optional: true },
    { name: 'city', path: 'address/city', optional: true },
  ])
  expect(records[1]).toEqual({ id: 'a2', name: 'Bo', city: null })
})

test('what a person has said is taken, and all else is found again', async () => {
  const files = { 'a.csv': 'id,name\n1,x;y\n2,z;w\n', 'b.csv': 'id\n1\n' }
  const { proposals } = await proposed(files, { full: 'a.csv', delimiter: ';', header: false })
  expect(proposals).toHaveLength(1)
  expect(proposals[0]?.form).toMatchObject({ delimiter: ';', header: false })
  expect(proposals[0]?.columns.map(({ name }) => name)).toEqual(['Column 1', 'Column 2'])
})

test('what is no text is told with its reason, and a name that nothing bears with nothing', async () => {
  const { unread, proposals } = await proposed({ 'scan.pdf': '%PDF-1.7 ', 'a.csv': 'id,name\n1,x\n' })
  expect(unread).toEqual([{ name: 'scan.pdf', reason: expect.stringContaining('PDF') as string }])
  expect(proposals).toHaveLength(1)
  expect((await proposed({}, { full: 'not-*.csv' })).proposals[0]?.doubts).toEqual(['nothing-there'])
})
