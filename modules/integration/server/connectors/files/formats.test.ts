import iconv from 'iconv-lite'
import { afterEach, describe, expect, test } from 'vitest'
import { allOf, folderWith, objectOf, patience } from './testing/folder.ts'

let place: Awaited<ReturnType<typeof folderWith>>
afterEach(() => place.remove())

const valuesOfAll = async () =>
  (await allOf(place.connection, await objectOf(place.connection))).map(({ values }) => values)

/** The failure of reading a second file after a sound first one, so that the object is known. */
async function failureOf(content: string | Buffer): Promise<unknown> {
  const object = await objectOf(place.connection)
  place.put('customers-2.csv', content)
  return await allOf(place.connection, object).then(
    () => null,
    error => error,
  )
}

describe('delimited text', () => {
  test('is read whatever its encoding and its delimiter', async () => {
    place = await folderWith({})
    place.put(
      'customers-1.csv',
      iconv.encode('id;name;town\r\n1;Jürgen;Köln\r\n2;Zoë;Orléans\r\n', 'windows-1252'),
    )
    expect(await valuesOfAll()).toEqual([
      { id: '1', name: 'Jürgen', town: 'Köln' },
      { id: '2', name: 'Zoë', town: 'Orléans' },
    ])
    place.put(
      'customers-2.csv',
      iconv.encode('id\tname\ttown\n1\tJürgen\tKöln\n', 'utf-16le', { addBOM: true }),
    )
    expect(await valuesOfAll()).toEqual([{ id: '1', name: 'Jürgen', town: 'Köln' }])
  })

  test('has kinds where the settings say so, and nothing is rounded', async () => {
    place = await folderWith({ kinds: { sum: 'decimal', count: 'integer', open: 'boolean', since: 'date' } })
    place.put(
      'customers-1.csv',
      'id,sum,count,open,since\n1,12345678901234567.10,90071992547409930,yes,20260228\n',
    )
    expect(await valuesOfAll()).toEqual([
      { id: '1', sum: '12345678901234567.10', count: '90071992547409930', open: true, since: '2026-02-28' },
    ])
  })

  test('may have its columns in another order, and more of them', async () => {
    place = await folderWith({})
    place.put('customers-1.csv', 'id,name\n1,Ada\n')
    const object = await objectOf(place.connection)
    place.put('customers-2.csv', 'name,more,id\nAda,x,1\n')
    expect((await allOf(place.connection, object)).map(({ values }) => values)).toEqual([
      { id: '1', name: 'Ada' },
    ])
  })

  test.each([
    [
      'a row that was cut off',
      'id,name,town\n1,Ada,Bonn\n2,Bo\n',
      'broken-answer',
      /customers-2\.csv”, row 3/,
    ],
    [
      'a last line without end',
      'id,name,town\n1,Ada,Bonn\n2,Bo,Kre',
      'broken-answer',
      /customers-2\.csv.*cut off/,
    ],
    [
      'a key that stands there twice',
      'id,name,town\n1,Ada,x\n2,Bo,x\n1,Cy,x\n',
      'broken-answer',
      /row 4.*row 2/,
    ],
    ['a key that is empty', 'id,name,town\n1,Ada,x\n,Bo,x\n', 'broken-answer', /row 3.*“id”/],
    ['a header without the key', 'no,name,town\n1,Ada,x\n', 'changed-shape', /customers-2\.csv.*“id”/],
    ['a column with another name', 'id,title,town\n1,Ada,x\n', 'changed-shape', /“name”/],
    [
      'bytes of another encoding',
      Buffer.from('id,name,town\n1,Zo\xeb,x\n2,Zoë,Köln\n', 'latin1'),
      null,
      null,
    ],
    [
      'bytes of another encoding in one line',
      Buffer.concat([
        Buffer.from('id,name,town\n1,Zoë,Köln\n3,Zoë,Köln\n2,'),
        Buffer.from([0xe9]),
        Buffer.from('m,x\n'),
      ]),
      'broken-answer',
      /row 4/,
    ],
    ['nothing at all', '', 'broken-answer', /customers-2\.csv.*empty/],
    [
      'zeros at the end, as after a power cut',
      'id,name,town\n1,Ada,x\n2,\0\0\0\0,x\n',
      'broken-answer',
      /row 3/,
    ],
  ])('fails with file and row on %s', async (_what, content, kind, message) => {
    place = await folderWith({})
    place.put('customers-1.csv', 'id,name,town\n1,Ada,Bonn\n')
    const failure = await failureOf(content)
    if (kind === null) expect(failure).toBe(null)
    else expect(failure).toMatchObject({ kind, message: expect.stringMatching(message as RegExp) })
  })

  test('is refused where it is not in the encoding that the settings tell', async () => {
    place = await folderWith({ encoding: 'windows-1252' })
    place.put('customers-1.csv', iconv.encode('id,name\n1,Zoë\n', 'windows-1252'))
    expect(await failureOf('id,name\n1,Zoë\n')).toMatchObject({
      kind: 'broken-answer',
      message: expect.stringMatching(/utf-8, not in windows-1252/),
    })
  })
})

describe('text of fixed width', () => {
  const layout = {
    format: 'fixed',
    encoding: 'cp850',
    fields: [
      { name: 'id', start: 1, length: 4 },
      { name: 'name', start: 5, length: 8 },
      { name: 'sum', start: 13, length: 7, kind: 'decimal', scale: 2 },
      { name: 'since', start: 20, length: 8, kind: 'date' },
    ],
  }
  const line = (id: string, name: string, sum: string) => `${id}${name.padEnd(8)}${sum}20260131\r\n`

  test('is cut by its layout, in the encoding of old systems, with the mark of decimals in its place', async () => {
    place = await folderWith(layout)
    place.put(
      'customers-1.csv',
      iconv.encode(line('0001', 'Jürgen', '0012345') + line('0002', 'Zoë', '000005-'), 'cp850'),
    )
    expect(await valuesOfAll()).toEqual([
      { id: '0001', name: 'Jürgen', sum: '123.45', since: '2026-01-31' },
      { id: '0002', name: 'Zoë', sum: '-0.05', since: '2026-01-31' },
    ])
  })

  test.each([
    ['a line that is too short', '0002Zoe\r\n', 'broken-answer', /row 2.*7 characters where 27/],
    [
      'something behind the last field',
      `${line('0002', 'Zoe', '0000005').trimEnd()}X\r\n`,
      'changed-shape',
      /Row 2/,
    ],
    ['a number that is none', line('0002', 'Zoe', '00x0005'), 'broken-answer', /row 2.*“sum”/],
    [
      'a day that the calendar does not have',
      '0002Zoe     000000520260230\r\n',
      'broken-answer',
      /row 2.*“since”/,
    ],
  ])('fails with file and row on %s', async (_what, second, kind, message) => {
    place = await folderWith(layout)
    place.put('customers-1.csv', line('0001', 'Ada', '0000001'))
    const failure = await failureOf(line('0001', 'Ada', '0000001') + second)
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(message) })
  })
})

describe('XML', () => {
  const layout = {
    format: 'xml',
    record: 'customers/customer',
    fields: [
      { name: 'id', path: '@id' },
      { name: 'name' },
      { name: 'town', path: 'address/town', optional: true },
      { name: 'kind', path: 'address/@kind', optional: true },
    ],
  }
  const document = (records: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<customers>\n${records}</customers>\n`

  test('gives the elements of its records and their attributes', async () => {
    place = await folderWith(layout)
    place.put(
      'customers-1.csv',
      document(
        `<customer id="1"><name>A &amp; B</name><address kind="home"><town>Köln</town></address></customer>
         <c:customer xmlns:c="urn:c" id="2"><c:name><![CDATA[<Bo>]]></c:name><other><town>no</town></other></c:customer>
         <customer id="3"><name/></customer>`,
      ),
    )
    expect(await valuesOfAll()).toEqual([
      { id: '1', name: 'A & B', town: 'Köln', kind: 'home' },
      { id: '2', name: '<Bo>', town: null, kind: null },
      { id: '3', name: null, town: null, kind: null },
    ])
  })

  test('is read in the encoding that it declares', async () => {
    place = await folderWith(layout)
    const text = document('<customer id="1"><name>Zoë</name></customer>').replace('UTF-8', 'ISO-8859-1')
    place.put('customers-1.csv', iconv.encode(text, 'iso-8859-1'))
    expect((await valuesOfAll())[0]?.name).toBe('Zoë')
  })

  test.each([
    [
      'an end that is missing',
      document('<customer id="2"><name>x</name></customer>').slice(0, -14),
      /sound XML/,
    ],
    ['a record that was cut off', document('<customer id="2"><name>x</na'), /row \d.*sound XML/],
    ['a field that is missing', document('<customer id="2"><title>x</title></customer>'), /row 3.*“name”/],
    [
      'a field that is there twice',
      document('<customer id="2"><name>x</name><name>y</name></customer>'),
      /row 3.*twice/,
    ],
    [
      'another encoding than it declares',
      iconv.encode(document('<customer id="2"><name>Zoë</name></customer>'), 'latin1'),
      /UTF-8|utf-8/,
    ],
  ])('fails with file and line on %s', async (_what, content, message) => {
    place = await folderWith(layout)
    place.put('customers-1.csv', document('<customer id="1"><name>x</name></customer>'))
    expect(await failureOf(content)).toMatchObject({
      kind: 'broken-answer',
      message: expect.stringMatching(message),
    })
  })
})

test.each([
  ['another root', '<clients><client id="1"/></clients>', /“clients”/],
  [
    'other elements in the place of its records',
    '<customers><client id="1"/></customers>',
    /“customers\/client”/,
  ],
])('XML with %s has another shape and does not look empty', async (_what, content, message) => {
  const fields = [{ name: 'id', path: '@id' }]
  place = await folderWith({ format: 'xml', record: 'customers/customer', fields })
  place.put('customers-1.csv', '<customers/>')
  expect(await valuesOfAll()).toEqual([])
  expect(await failureOf(content)).toMatchObject({
    kind: 'changed-shape',
    message: expect.stringMatching(message),
  })
})

test('what is wrong with the files of one object is a finding, and the others can be joined', async () => {
  const objects = [
    { name: 'good', full: 'good-*.csv', key: ['id'] },
    { name: 'absent', full: 'absent-*.csv', key: ['id'] },
    { name: 'keyless', full: 'keyless-*.csv', key: ['id'] },
    { name: 'empty', full: 'empty-*.csv', key: ['id'] },
  ]
  place = await folderWith({}, { objects: JSON.stringify(objects) })
  place.put('good-1.csv', 'id,name\n1,Ada\n')
  place.put('keyless-1.csv', 'no,name\n1,Ada\n')
  place.put('empty-1.csv', '')
  const findings = await place.connection.test(patience())
  expect(findings.map(({ code, params }) => [code, params?.object ?? params?.folder])).toEqual([
    ['folder-reached', 'erp'],
    ['file-found', 'good'],
    ['file-missing', 'absent'],
    ['key-column-missing', 'keyless'],
    ['file-unreadable', 'empty'],
    ['writing-folder-found', 'out'],
    ['writing-folder-found', 'ack'],
  ])
  expect((await place.connection.objects(patience())).map(({ name, key }) => [name, key])).toEqual([
    ['good', ['id']],
    ['keyless', []],
  ])
})
