import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import yazl from 'yazl'
import { openTable } from '../reader.ts'
import type { Row, Table } from '../table.ts'
import { formatOf, serialToIso } from './number-format.ts'

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Book = {
  sheets: Record<string, string>
  strings?: string[]
  styles?: string
  date1904?: boolean
  extra?: Record<string, string | Buffer>
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (items: [id: string, type: string, target: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

function partsOf(book: Book): Record<string, string | Buffer> {
  const names = Object.keys(book.sheets)
  const sheets = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"/>`).join('')
  const flag = book.date1904 ? '<workbookPr date1904="1"/>' : ''
  const parts: Record<string, string | Buffer> = {
    '_rels/.rels': relations([['r', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${flag}<sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map(
        (_, at) => [`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`] as [string, string, string],
      ),
      ['st', 'styles', '/xl/styles.xml'],
      ['ss', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${main}">${book.styles ?? ''}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${(book.strings ?? []).map(text => `<si>${text}</si>`).join('')}</sst>`,
  }
  for (const [at, name] of names.entries()) {
    parts[`xl/worksheets/sheet${at}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${book.sheets[name]}</sheetData></worksheet>`
  }
  return { ...parts, ...book.extra }
}

async function zip(parts: Record<string, string | Buffer>): Promise<string> {
  const path = join(folder, crypto.randomUUID())
  const archive = new yazl.ZipFile()
  for (const [name, content] of Object.entries(parts)) archive.addBuffer(Buffer.from(content), name)
  archive.end()
  await new Promise<void>((resolve, reject) =>
    archive.outputStream
      .pipe(createWriteStream(path))
      .on('close', () => resolve())
      .on('error', reject),
  )
  return path
}

async function read(
  path: string,
  sheet?: string,
): Promise<{ table: Table; rows: Row[]; cells: (string | null)[][] }> {
  const table = await openTable(path, sheet ? { name: 'people.xlsx', sheet } : { name: 'people.xlsx' })
  const rows: Row[] = []
  for await (const chunk of table.rows()) rows.push(...chunk)
  return { table, rows, cells: rows.map(row => row.cells) }
}

const inline = (reference: string, text: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
const header = `<row r="1">${inline('A1', 'name')}${inline('B1', 'born')}${inline('C1', 'age')}</row>`

describe('reading a workbook', () => {
  test('gives shared, inline and rich text, numbers, booleans, cached formulas and gaps, with the row numbers of the sheet', async () => {
    const sheet = `${header}
      <row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3"><v>4.712345678E10</v></c></row>
      <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="b"><v>1</v></c><c r="C4"><f>1+1</f><v>0.30000000000000004</v></c></row>
      <row r="5"/><row r="6"><c r="A6" t="str"><f>"x"</f><v>x_x000D_y</v></c><c r="B6" t="e"><v>#DIV/0!</v></c></row>`
    const strings = [
      '<t>Åse</t>',
      '<r><t>Mül</t></r><r><t xml:space="preserve">ler </t></r><rPh><t>no</t></rPh>',
    ]
    const { table, rows, cells } = await read(await zip(partsOf({ sheets: { People: sheet }, strings })))
    expect(table).toMatchObject({
      format: 'xlsx',
      columns: ['name', 'born', 'age'],
      sheets: ['People'],
      sheet: 'People',
    })
    expect(rows.map(row => row.number)).toEqual([3, 4, 6])
    expect(cells).toEqual([
      ['Åse', null, '47123456780'],
      ['Müller ', 'true', '0.3'],
      ['x\ry', null, null],
    ])
    expect(rows[2]?.problem).toMatchObject({ row: 6, code: 'transfer.formula-error' })
  })

  const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="21"/></cellXfs>`
  const dated = `${header}<row r="2"><c r="A2" s="1"><v>45351</v></c><c r="B2" s="2"><v>45351.5</v></c><c r="C2" s="3"><v>123</v></c></row>
    <row r="3"><c r="A3" s="1"><v>1</v></c><c r="B3" s="4"><v>0.75</v></c><c r="C3"><v>7</v></c></row>`

  test('turns day numbers into ISO dates in both date systems, and keeps leading zeros that are shown', async () => {
    const since1900 = await read(await zip(partsOf({ sheets: { S: dated }, styles })))
    expect(since1900.cells).toEqual([
      ['2024-02-29', '2024-02-29T12:00:00', '00123'],
      ['1900-01-01', '18:00:00', '7'],
    ])
    const since1904 = await read(await zip(partsOf({ sheets: { S: dated }, styles, date1904: true })))
    expect(since1904.cells[0]?.[0]).toBe('2028-03-01')
  })

  test('knows the day that never was and which formats are dates', () => {
    expect([59, 60, 61].map(day => serialToIso(day, 'date', false))).toEqual([
      '1900-02-28',
      '1900-02-29',
      '1900-03-01',
    ])
    expect(serialToIso(-1, 'date', false)).toBeNull()
    expect(
      [
        'yyyy-mm-dd',
        'h:mm:ss',
        '[h]:mm',
        'm/d/yy h:mm',
        '#,##0.00',
        '0.00%',
        '"day" 0',
        '000',
        'General',
      ].map(formatOf),
    ).toEqual(['date', 'time', 'time', 'datetime', 'plain', 'plain', 'plain', { zeros: 3 }, 'plain'])
  })

  test('takes the first sheet with something in it, or the chosen one, and names the others', async () => {
    const path = await zip(
      partsOf({
        sheets: { Empty: '', Data: header + `<row r="2">${inline('A2', 'Bo')}</row>`, More: header },
      }),
    )
    const { table, cells } = await read(path)
    expect([table.sheet, table.sheets, cells]).toEqual([
      'Data',
      ['Empty', 'Data', 'More'],
      [['Bo', null, null]],
    ])
    expect(table.warnings[0]?.params['others']).toEqual(['Empty', 'More'])
    expect((await read(path, 'More')).cells).toEqual([])
    await expect(read(path, 'Nope')).rejects.toThrow(/no sheet “Nope”/)
  })

  test('leaves out titles above the table and refuses rows with something beside it', async () => {
    const sheet = `<row r="1">${inline('A1', 'Contacts 2024')}</row><row r="3">${inline('A3', 'name')}${inline('B3', 'born')}${inline('C3', 'age')}</row>
      ${Array.from({ length: 400 }, (_, n) => `<row r="${n + 4}">${inline(`A${n + 4}`, `P${n}`)}<c r="C${n + 4}"><v>${n}</v></c></row>`).join('')}
      <row r="404">${inline('A404', 'Zoe')}${inline('E404', 'note')}</row>`
    const { table, rows } = await read(await zip(partsOf({ sheets: { S: sheet } })))
    expect(table.columns).toEqual(['name', 'born', 'age'])
    expect(rows.length).toBe(401)
    expect(rows.at(-1)?.problem).toMatchObject({ row: 404, code: 'transfer.too-many-cells', refuses: true })
  })
})

describe('workbooks that must not be read', () => {
  test('a zip bomb is stopped while it unpacks', async () => {
    const bomb = `${header}<row r="2">${inline('A2', 'x')}</row>${' '.repeat(100 * 1024 * 1024)}`
    await expect(read(await zip(partsOf({ sheets: { S: bomb } })))).rejects.toMatchObject({
      status: 413,
      code: 'transfer.inflates-too-far',
    })
  })

  test('a size that is only announced is neither believed nor reserved', async () => {
    const path = await zip(partsOf({ sheets: { S: header } }))
    const bytes = readFileSync(path)
    for (let at = bytes.indexOf('504b0102', 'hex'); at >= 0; at = bytes.indexOf('504b0102', at + 4, 'hex')) {
      bytes.writeUInt32LE(0xfffffff0, at + 24)
    }
    writeFileSync(path, bytes)
    await expect(read(path)).rejects.toMatchObject({ fields: [{ code: 'transfer.damaged-workbook' }] })
  })

  test('too many parts are refused', async () => {
    const extra = Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`x/${n}`, '']))
    await expect(read(await zip(partsOf({ sheets: { S: header }, extra })))).rejects.toMatchObject({
      code: 'transfer.too-many-parts',
    })
  })

  test.each([
    ['an archive without workbook', { 'a.txt': 'x' }, 'transfer.not-a-workbook'],
    ['an OpenDocument file', { 'content.xml': '<x/>', mimetype: 'ods' }, 'transfer.not-a-workbook'],
    ['broken XML', partsOf({ sheets: { S: '<row r="1"><c><v>1</row>' } }), 'transfer.damaged-workbook'],
    [
      'entities that expand',
      partsOf({ sheets: { S: '<row r="1"><c t="str"><v>&lol;</v></c></row>' } }),
      'transfer.damaged-workbook',
    ],
    ['only empty sheets', partsOf({ sheets: { S: '' } }), 'transfer.empty-file'],
  ])('%s is refused with its reason', async (_, parts, code) => {
    await expect(read(await zip(parts))).rejects.toMatchObject({
      status: 422,
      fields: [{ path: 'file', code }],
    })
  })

  test('a cut-off file, an old XLS and a file with a password each say what to do', async () => {
    const cut = join(folder, 'cut')
    writeFileSync(cut, Buffer.from('504b0304140000000800', 'hex'))
    await expect(read(cut)).rejects.toThrow(/damaged/)
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    const old = join(folder, 'old')
    writeFileSync(old, ole)
    await expect(read(old)).rejects.toThrow(/save it as XLSX/)
    const locked = join(folder, 'locked')
    writeFileSync(locked, Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))
    await expect(read(locked)).rejects.toThrow(/password/)
  })
})
