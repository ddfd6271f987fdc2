import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable } from '../readers/reader.ts'
import { csvRecord, neutraliseFormula, writeCsv } from './csv.ts'

const folder = mkdtempSync(join(tmpdir(), 'write-csv-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function* chunks<T>(...list: T[]) {
  yield* list
}

describe('writing CSV', () => {
  test.each([
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    ' \t@x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u200b=1',
    '\u00a0=1',
    "=cmd|' /C calc'!A0",
    '-2+3+cmd|x',
    '+A1',
    '-',
    '=',
    '\n=1',
    '+1=1',
    '-1*2',
    `-${'1'.repeat(60)}`,
    '+1(A1)',
    '-1-A1',
    '\u2212A1',
    '+1\n=2',
    '\0=1',
  ])('neutralises %j for spreadsheets', text => {
    expect(neutraliseFormula(text)).toBe(`'${text}`)
  })

  test.each([
    '-12.5',
    '+4712345678',
    '+47 22 00-00 00',
    '+1 (555) 010-0199',
    '-1,234.50',
    '-5%',
    '+49 89/1234-0',
    '12',
    'a=b',
    '',
    'O-1',
    'Ærlig',
  ])('leaves %j as it is', text => {
    expect(neutraliseFormula(text)).toBe(text)
  })

  test('quotes what RFC 4180 says and writes numbers, dates and nothing plainly', () => {
    const cells = ['a,b', 'say "hi"', 'two\r\nlines', ' edge', null, -5, true, new Date(0), 12n]
    expect(csvRecord(cells)).toBe(
      '"a,b","say ""hi""","two\r\nlines"," edge",,-5,true,1970-01-01T00:00:00.000Z,12\r\n',
    )
    expect(csvRecord(['a;b', 'c,d'], { delimiter: ';' })).toBe('"a;b";c,d\r\n')
  })

  test('writes a mark, a header and rows, and counts them', async () => {
    const path = join(folder, 'plain.csv')
    const rows = chunks(
      [['1', 'Ådne']],
      [
        ['2', '=x'],
        ['3', null],
      ],
    )
    expect(await writeCsv(createWriteStream(path), { columns: ['id', 'name'], rows })).toBe(3)
    expect(readFileSync(path, 'utf8')).toBe("\ufeffid,name\r\n1,Ådne\r\n2,'=x\r\n3,\r\n")
  })

  test('waits for a slow reader', async () => {
    const slow = new PassThrough({ highWaterMark: 10 })
    const done = writeCsv(
      slow,
      { columns: ['a'], rows: chunks([['x'.repeat(100)]], [['y']]) },
      { bom: false },
    )
    let text = ''
    for await (const piece of slow) text += String(piece)
    expect(await done).toBe(2)
    expect(text).toBe(`a\r\n${'x'.repeat(100)}\r\ny\r\n`)
  })

  test('fails when the stream fails', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    const rows = chunks([['1']], [['2']], [['3']])
    await expect(writeCsv(broken, { columns: ['a'], rows })).rejects.toThrow('disk full')
  })

  test('what it writes, the reader reads back', async () => {
    const cell = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.constantFrom('a,b', 'q"q', '"', 'x\ny', "it's", ';', '\t'),
      )
      .filter(text => text.isWellFormed() && !/[\0\ufeff\r\u202a-\u202e\u2066-\u2069]/.test(text))
    const row = fc.tuple(fc.constantFrom('k1', 'k2'), cell, cell)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async rows => {
        const path = join(folder, 'law.csv')
        await writeCsv(
          createWriteStream(path),
          { columns: ['key', 'one', 'two'], rows: chunks(rows) },
          { neutraliseFormulas: false },
        )
        const dialect = {
          delimiter: ',',
          quote: '"',
          escape: 'doubled',
          newline: '\r\n',
          preambleRows: 0,
          headerRows: 1,
        } as const
        const table = await openTable(path, { name: 'law.csv', dialect })
        const read: (string | null)[][] = []
        for await (const chunk of table.rows()) read.push(...chunk.map(each => each.cells))
        expect(read).toEqual(rows.map(cells => cells.map(each => each || null)))
      }),
      { numRuns: 100 },
    )
  })
})
