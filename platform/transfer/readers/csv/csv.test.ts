import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { maxCellLength } from '../limits.ts'
import { openTable } from '../reader.ts'
import type { Dialect, ReadProblem, Row, Table } from '../table.ts'

const folder = mkdtempSync(join(tmpdir(), 'csv-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Read = { table: Table; rows: Row[]; cells: (string | null)[][]; problems: (ReadProblem | undefined)[] }

async function read(content: string | Buffer, dialect?: Partial<Dialect>): Promise<Read> {
  const path = join(folder, crypto.randomUUID())
  writeFileSync(path, content)
  const table = await openTable(path, dialect ? { name: 'people.csv', dialect } : { name: 'people.csv' })
  const rows: Row[] = []
  for await (const chunk of table.rows()) rows.push(...chunk)
  return { table, rows, cells: rows.map(row => row.cells), problems: rows.map(row => row.problem) }
}

const people = 'name,city,born\nÅse,Tromsø,1980-01-02\nMüller,Köln,1975-12-31\n'
const peopleCells = [
  ['Åse', 'Tromsø', '1980-01-02'],
  ['Müller', 'Köln', '1975-12-31'],
]

describe('the dialect of a delimited file', () => {
  test.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
    ['caret', '^'],
    ['double pipe', '||'],
    ['comma and blank', ', '],
  ])('is found when cells are separated by %s', async (_, delimiter) => {
    const { table, cells } = await read(people.replaceAll(',', delimiter))
    expect(table.dialect?.delimiter).toBe(delimiter)
    expect(table.columns).toEqual(['name', 'city', 'born'])
    expect(cells).toEqual(peopleCells)
  })

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ] as const)('is found when rows end with %s', async (_, newline) => {
    const { table, cells } = await read(people.replaceAll('\n', newline))
    expect(table.dialect?.newline).toBe(newline)
    expect(cells).toEqual(peopleCells)
  })

  test('is read when line ends are mixed', async () => {
    const { table, cells } = await read('a,b\r1,2\r\n3,4\n5,6\r7,8')
    expect(table.dialect?.newline).toBe('mixed')
    expect(cells).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
      ['7', '8'],
    ])
  })

  test('decimal commas do not make a semicolon file a comma file', async () => {
    const { cells } = await read('x;y\n1,5;2,5\n3,5;4,5\n')
    expect(cells).toEqual([
      ['1,5', '2,5'],
      ['3,5', '4,5'],
    ])
  })

  test('quotes may be single, and escaped by doubling or by a backslash', async () => {
    expect((await read("a,b\n'x, y','it''s'\n'z','w'\n")).cells).toEqual([
      ['x, y', "it's"],
      ['z', 'w'],
    ])
    const slashed = await read('a,b\n"say \\"hi\\", ok","x"\n"C:\\temp","y"\n')
    expect(slashed.table.dialect?.escape).toBe('backslash')
    expect(slashed.cells).toEqual([
      ['say "hi", ok', 'x'],
      ['C:\\temp', 'y'],
    ])
  })

  test('what a person says about it wins', async () => {
    const { table, cells } = await read('a;b,c;d\n1;2,3;4\n', { delimiter: ',', headerRow: null })
    expect(table.columns).toEqual(['Column 1', 'Column 2'])
    expect(cells).toEqual([
      ['a;b', 'c;d'],
      ['1;2', '3;4'],
    ])
  })
})

describe('the encoding of a text file', () => {
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'windows-1252', 'macintosh', 'cp850'])(
    'is found to be %s',
    async encoding => {
      const { table, cells } = await read(iconv.encode(people, encoding))
      expect(cells.slice(0, 2)).toEqual(peopleCells)
      expect(table.dialect?.encoding).toBe(encoding)
    },
  )

  test.each(['utf-8', 'utf-16le', 'utf-16be'])('is told by the mark of %s', async encoding => {
    const { table, cells } = await read(iconv.encode(people, encoding, { addBOM: true }))
    expect(table.dialect).toMatchObject({ bom: true, encoding })
    expect(table.columns[0]).toBe('name')
    expect(cells).toEqual(peopleCells)
  })

  test.each([
    ['windows-1251', 'имя,город\nАлексей Иванов,Москва\nМария Петрова,Санкт-Петербург\n'],
    ['koi8-r', 'имя,город\nАлексей Иванов,Москва\nМария Петрова,Санкт-Петербург\n'],
    ['windows-1250', 'jméno,město\nJiří Dvořák,Plzeň\nŁukasz Wójcik,Łódź\nTomáš Černý,Děčín\n'],
    ['windows-1253', 'όνομα,πόλη\nΓιώργος Παπαδόπουλος,Αθήνα\nΜαρία Νικολάου,Θεσσαλονίκη\n'],
    ['shift_jis', '名前,市\n山田太郎さん,とうきょう\n鈴木花子さん,おおさか\n'],
    ['gb18030', '姓名,城市\n王小明,北京\n李晓红,上海\n'],
    ['euc-kr', '이름,도시\n김철수,서울\n이영희,부산\n'],
  ])('is found by letters: %s', async (encoding, text) => {
    const { table, cells } = await read(iconv.encode(text, encoding))
    expect(cells[0]).toEqual(text.split('\n')[1]?.split(','))
    expect(table.warnings.map(warning => warning.code)).toContain('transfer.guessed-encoding')
  })

  test('a single line in another encoding is read and marked, the others are not', async () => {
    const lines = ['name,city', ...Array.from({ length: 20 }, (_, n) => `Åse ${n},Tromsø`)].join('\n')
    const { cells, problems } = await read(
      Buffer.concat([
        Buffer.from(`${lines}\n`),
        Buffer.from('Müller,Köln\n', 'latin1'),
        Buffer.from('Zoë,Łódź\n'),
      ]),
    )
    expect(cells.slice(-2)).toEqual([
      ['Müller', 'Köln'],
      ['Zoë', 'Łódź'],
    ])
    expect(problems.filter(Boolean)).toMatchObject([
      { row: 22, code: 'transfer.mixed-encoding', refuses: false },
    ])
  })
})

describe('header and preamble', () => {
  test('titles and blank lines above the header are left out, and rows keep the numbers a spreadsheet shows', async () => {
    const { table, rows } = await read(
      'Contacts of March,,\n\nname,city,age\n"Ada\nL",Paris,36\n\nBo,Oslo,7\n',
    )
    expect(table.dialect).toMatchObject({ preambleRows: 2, headerRow: 3 })
    expect(table.columns).toEqual(['name', 'city', 'age'])
    expect(rows.map(row => row.number)).toEqual([4, 6])
  })

  test('a file without header gets numbered columns, loses no row and says so', async () => {
    const { table, cells } = await read('1,ada@x.example,2020-01-01\n2,bo@x.example,2020-01-02\n')
    expect(table.columns).toEqual(['Column 1', 'Column 2', 'Column 3'])
    expect(cells.length).toBe(2)
    expect(table.warnings[0]?.code).toBe('transfer.no-header')
  })

  test('equal and empty names are told apart', async () => {
    const { table } = await read('name,Name,,tel\nA,B,C,1\nD,E,F,2\n')
    expect(table.columns).toEqual(['name', 'Name (2)', 'Column 3', 'tel'])
    expect(table.warnings.map(warning => warning.code)).toEqual([
      'transfer.repeated-column',
      'transfer.unnamed-column',
    ])
  })

  test('a header without rows is a table without rows', async () => {
    const { table, rows } = await read('name,e-mail,city\n')
    expect(table.columns).toEqual(['name', 'e-mail', 'city'])
    expect(rows).toEqual([])
  })

  test('a plain list of names keeps its first name, a list under a heading does not', async () => {
    expect((await read('PITA KABAB, INC.\nA & B Ltd\nZoe Corp.\nBo\n')).cells[0]).toEqual([
      'PITA KABAB, INC.',
    ])
    expect((await read('Company name\nA & B Ltd\nZoe Corp.\n')).cells.length).toBe(2)
  })

  test.each([
    ['of two words', 'name', ['Person 0', 'Person 1', 'Person 2']],
    ['of two words under two words', 'Company name', ['Acme Ltd', 'Zoe Corp.', 'Bo AS']],
    [
      'of three words under three words',
      'Full company name',
      ['Acme Group Ltd', 'Zoe and Sons', 'Bo Nord AS'],
    ],
    ['with numbers in them', 'Street and number', ['High Street 12', 'Main Street 7', 'Ring Road 31']],
    ['of many lengths', 'name', ['Ada', 'Jan van der Berg', 'Zoe  Ng', 'Bo Li']],
    ['with nicknames', 'Full name', ['Ada Lovelace', 'Bo "Bobby" Berg', 'Cy Young', 'Di Doe', 'Ed Eng']],
  ])('one column of names %s is not cut at the blanks', async (_, title, names) => {
    const { table, cells, problems } = await read(`${title}\n${names.join('\n')}\n`)
    expect(table.columns).toEqual([title])
    expect(cells).toEqual(names.map(name => [name]))
    expect(problems.filter(Boolean)).toEqual([])
  })

  test.each([
    ['times', 'opened', ['10:30', '11:45', '12:00']],
    ['moments', 'born', ['1980-01-02 10:00', '1981-02-03 11:00', '1982-03-04 12:00']],
    ['web addresses', 'site', ['https://a.example/x', 'https://b.example/y', 'http://c.example']],
    ['flats', 'flat', ['Apt #3', 'Apt #4', 'Apt #5']],
    ['remarks', 'remark', ['Note: call', 'Note: mail', 'Note: visit']],
  ])('one column of %s is not cut at the marks in them', async (_, title, texts) => {
    const { table, cells } = await read(`${title}\n${texts.join('\n')}\n`)
    expect(table.columns).toEqual([title])
    expect(cells).toEqual(texts.map(text => [text]))
  })

  test('colons cut where every line has them', async () => {
    const { cells } = await read('name:x:id\nada:x:1\nbo:x:2\ncy:x:3\n')
    expect(cells[2]).toEqual(['cy', 'x', '3'])
  })

  test.each([
    ['names', 'name', ['Smith, Ada', 'Lind, Bo', 'Cher']],
    ['companies', 'Company', ['Mill; Sons', 'Works, Ltd']],
    ['addresses', 'Address', ['Ring 5, 8010 Graz', 'Kai 1, 1010 Wien']],
    ['one name', 'name', ['Smith, Ada']],
  ])('one column of %s is not cut at the commas in them', async (_, title, texts) => {
    const { table, cells } = await read(`${[title, ...texts].join('\n')}\n`)
    expect(table.columns).toEqual([title])
    expect(cells).toEqual(texts.map(text => [text]))
  })

  test('a title above a table with blanks behind its commas does not make it one column', async () => {
    const { table, cells } = await read('Our staff\nname, born\nAda, 1980-01-02\nBo, 1975-12-31\n')
    expect(table.columns).toEqual(['name', 'born'])
    expect(cells).toEqual([
      ['Ada', '1980-01-02'],
      ['Bo', '1975-12-31'],
    ])
  })

  test('thousands of columns of one title are told apart', async () => {
    const { table } = await read(`${'x,'.repeat(4000)}y\n${'1,'.repeat(4000)}2\n`)
    expect([table.columns[1], table.columns[3999]]).toEqual(['x (2)', 'x (4000)'])
  })

  test('a list of thousands of numbered names stays one column', async () => {
    const names = Array.from({ length: 4000 }, (_, n) => [`Person ${n}`])
    expect((await read(`name\n${names.join('\n')}\n`)).cells).toEqual(names)
  })

  test('blanks cut a file of values, and one whose texts are quoted', async () => {
    const numbers = await read('x y z\n1 2.5 3\n4 5.5 6\n7 8.5 9\n')
    expect(numbers.table.columns).toEqual(['x', 'y', 'z'])
    expect(numbers.cells[1]).toEqual(['4', '5.5', '6'])
    const quoted = await read('name city\n"Ada Lovelace" London\n"Bo Berg" Oslo\n"Cy Young" "New York"\n')
    expect(quoted.table.dialect?.delimiter).toBe(' ')
    expect(quoted.cells[2]).toEqual(['Cy Young', 'New York'])
  })

  test('a header whose names are addresses is a header', async () => {
    const { table } = await read(
      'id|http://x.example/a#name|http://x.example/a#tel\n1|Ada|12\n2|Bo|\n3|Cy|14\n4|Di|15\n',
    )
    expect(table.columns[1]).toBe('http://x.example/a#name')
  })

  test('one column is a table too', async () => {
    expect((await read('name\nAda\nBo\n')).cells).toEqual([['Ada'], ['Bo']])
  })
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['blank lines', '\n \r\n\n'],
    ['only a mark', '\ufeff'],
  ])('%s is refused as empty', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({
      fields: [{ path: 'file', code: 'transfer.empty-file' }],
    })
  })

  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919 + (n >> 3) * 131) & 255))],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['JSON', Buffer.from('[{"a":1}]')],
    ['a web page', Buffer.from('<!DOCTYPE html><html>')],
  ])('%s is refused as no table', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({
      status: 422,
      fields: [{ code: 'transfer.not-a-table' }],
    })
  })

  test('short rows are padded and noted, long rows refused with all their cells, empty extra cells ignored', async () => {
    const { cells, problems } = await read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,1,1,,\n2,2,2\n')
    expect(cells).toEqual([
      ['1', '2', '3'],
      ['4', '5', null],
      ['6', '7', '8', '9'],
      ['1', '1', '1'],
      ['2', '2', '2'],
    ])
    expect(problems[1]).toMatchObject({
      row: 3,
      code: 'transfer.too-few-cells',
      refuses: false,
      params: { found: 2, expected: 3 },
    })
    expect(problems[2]).toMatchObject({ row: 4, code: 'transfer.too-many-cells', refuses: true })
    expect(problems[3]).toBeUndefined()
  })

  test('a quote that does not close costs one row its tidiness, not the rest of the file', async () => {
    const { cells, problems } = await read(
      'a,b,c\n1,"x,2\n3,"y ""z""",4\n5,"say "hi", then go",6\n7,8,"end\n9,10,11\n',
    )
    expect(cells).toEqual([
      ['1', '"x', '2'],
      ['3', 'y "z"', '4'],
      ['5', 'say "hi", then go', '6'],
      ['7', '8', '"end'],
      ['9', '10', '11'],
    ])
    expect(problems.map(problem => problem?.code)).toEqual(
      ['broken-quotes', null, 'broken-quotes', 'broken-quotes', null].map(code =>
        code ? `transfer.${code}` : undefined,
      ),
    )
  })

  test('NUL, half characters, stray marks and turned text are cleaned or kept, each named by row and column', async () => {
    const { cells, problems } = await read('name,city\nA\0da,x\nB\ufeffo,y\nC\u202Ey,z\nD,\ufffd\n')
    expect(cells.map(row => row.join('|'))).toEqual(['Ada|x', 'Bo|y', 'C\u202Ey|z', 'D|\ufffd'])
    expect(problems[0]).toMatchObject({ row: 2, column: 'name', code: 'transfer.nul-character' })
    expect(problems[1]).toBeUndefined()
    expect(problems[2]).toMatchObject({ row: 4, column: 'name', code: 'transfer.direction-mark' })
    expect(problems[3]).toMatchObject({ row: 5, column: 'city', code: 'transfer.unreadable-character' })
    const utf16 = await read(Buffer.from('\ufeffname,city\nA\ud800,x\nB,y\n', 'utf16le'))
    expect(utf16.cells).toEqual([
      ['A\ufffd', 'x'],
      ['B', 'y'],
    ])
    expect(utf16.problems[0]?.code).toBe('transfer.lone-surrogate')
  })

  test('a cell of 100,000 characters is text; one of more than a million refuses its row; dates that do not exist are text', async () => {
    const long = 'é'.repeat(100_000)
    const { rows } = await read(
      `name,born\n${long},2023-02-30\n${'x'.repeat(maxCellLength + 1)},1\nBo,31.04.2020\n`,
    )
    expect(rows[0]).toEqual({ number: 2, cells: [long, '2023-02-30'] })
    expect(rows[1]?.problem).toMatchObject({
      row: 3,
      column: 'name',
      code: 'transfer.cell-too-long',
      refuses: true,
    })
    expect(rows[2]?.cells).toEqual(['Bo', '31.04.2020'])
  })

  test('an endless line is named and left out, and the rest is read', async () => {
    const { rows } = await read(`a,b\n1,2\n${'x,'.repeat(5_000_000)}\n3,4\n`)
    expect(rows.map(row => [row.number, row.problem?.code])).toEqual([
      [2, undefined],
      [3, 'transfer.row-too-long'],
      [4, undefined],
    ])
    expect(rows[2]?.cells).toEqual(['3', '4'])
  })

  test('more columns than a spreadsheet has are refused', async () => {
    await expect(read(`${Array.from({ length: 16_385 }, (_, n) => `c${n}`).join(',')}\n`)).rejects.toThrow(
      /16385 columns/,
    )
  })
})

const spectrum = join(process.env['TESSERA_SHARED'] ?? '../shared', 'data/messy-csv/csv-spectrum')
const present = existsSync(spectrum)
if (!present) console.warn(`Skipped: csv-spectrum is not at ${spectrum} (set TESSERA_SHARED).`)

describe.skipIf(!present)('csv-spectrum', () => {
  test.each(present ? readdirSync(join(spectrum, 'csvs')) : [])('%s gives the rows it should', async file => {
    const truth: unknown = JSON.parse(
      readFileSync(join(spectrum, 'json', file.replace('.csv', '.json')), 'utf8'),
    )
    const { table, cells } = await read(readFileSync(join(spectrum, 'csvs', file)))
    const rows = cells.map(row =>
      Object.fromEntries(table.columns.map((column, at) => [column, row[at] ?? ''])),
    )
    // The published answer of this file has another telephone number than its question.
    const corrected =
      file === 'location_coordinates.csv'
        ? [{ ...(truth as object), 'Contact Phone Number': '2095257564' }]
        : truth
    expect(rows).toEqual(corrected)
  })
})
