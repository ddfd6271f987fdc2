import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Invalid } from '../../../errors.ts'
import { openTable } from '../reader.ts'
import type { Row } from '../table.ts'

const folder = mkdtempSync(join(tmpdir(), 'vcard-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Read = {
  columns: string[]
  rows: Row[]
  value: (row: number, column: string) => string | null | undefined
}

async function read(path: string): Promise<Read> {
  const table = await openTable(path, { name: path.split('/').at(-1) ?? '' })
  const rows: Row[] = []
  for await (const chunk of table.rows()) rows.push(...chunk)
  const value = (row: number, column: string) => rows[row]?.cells[table.columns.indexOf(column)]
  return { columns: table.columns, rows, value }
}

function readText(text: string | Buffer): Promise<Read> {
  const path = join(folder, `${crypto.randomUUID()}.vcf`)
  writeFileSync(path, text)
  return read(path)
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

describe('reading vCards', () => {
  test('undoes folds, escapes and quoted-printable with soft line breaks', async () => {
    const { value } = await readText(
      card(
        'VERSION:2.1',
        'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg',
        'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=',
        'two =3D 2',
      ) + card('VERSION:3.0', 'FN:A\\, B\\; C\\nD\\\\E', 'NOTE:folded li', ' ne'),
    )
    expect(value(0, 'family_name')).toBe('Müller')
    expect(value(0, 'fn')).toBe('Jörg Müller')
    expect(value(0, 'note')).toBe('one\ntwo = 2')
    expect(value(1, 'fn')).toBe('A, B; C\nD\\E')
    expect(value(1, 'note')).toBe('folded line')
  })

  test('joins a character that a fold cut in two', async () => {
    const bytes = Buffer.from(card('VERSION:3.0', 'FN:Zoë', 'NOTE:ä'))
    const at = bytes.indexOf('ë') + 1
    const { value } = await readText(
      Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)]),
    )
    expect(value(0, 'fn')).toBe('Zoë')
  })

  test('keeps every contact point with its types and its own label, the preferred one first', async () => {
    const { value } = await readText(
      card(
        'VERSION:3.0',
        'FN:Ada',
        'EMAIL;TYPE=INTERNET;TYPE=WORK:a@work.example',
        'EMAIL;TYPE=INTERNET,HOME,pref:a@home.example',
        'item1.TEL:+47 22 00 00 00',
        'item1.X-ABLabel:_$!<Summer house>!$_',
        'ADR;TYPE=home:;;Street 1;Town;;1234;Norway',
      ),
    )
    expect(value(0, 'email')).toBe('a@home.example')
    expect(value(0, 'email_2')).toBe('a@work.example')
    expect(value(0, 'email_2_types')).toBe('work')
    expect(value(0, 'tel_types')).toBe('summer house')
    expect(value(0, 'adr_postal_code')).toBe('1234')
  })

  test('takes a card that does not end, and says so', async () => {
    const { rows, value } = await readText(
      `BEGIN:VCARD\nVERSION:3.0\nFN:One\n${card('VERSION:3.0', 'FN:Two')}`,
    )
    expect(rows.map(row => row.problem?.code)).toEqual(['transfer.card-without-end', undefined])
    expect(value(1, 'fn')).toBe('Two')
  })

  test('leaves pictures out, also when their lines are not indented', async () => {
    const picture = [
      'PHOTO;ENCODING=BASE64;TYPE=JPEG:',
      ...Array.from({ length: 50 }, () => 'QUJDREVGR0hJSktM'),
      '',
    ]
    const { columns, value } = await readText(card('VERSION:2.1', 'N:Doe;Jo', ...picture, 'TEL;HOME:1'))
    expect(columns).not.toContain('photo')
    expect(value(0, 'tel')).toBe('1')
  })

  test('reads jCard', async () => {
    const jcard = [
      'vcard',
      [
        ['version', {}, 'text', '4.0'],
        ['n', {}, 'text', ['Doe', 'Jo', '', '', '']],
        ['tel', { type: ['work', 'voice'] }, 'uri', 'tel:+1-555'],
      ],
    ]
    const { value } = await readText(JSON.stringify(jcard))
    expect([value(0, 'fn'), value(0, 'tel'), value(0, 'tel_types')]).toEqual([
      'Jo Doe',
      '+1-555',
      'work, voice',
    ])
  })

  test('reads UTF-16 and raw Windows-1252', async () => {
    const text = card('VERSION:2.1', 'N:Müller;Jörg')
    const utf16 = await readText(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
    expect(utf16.value(0, 'fn')).toBe('Jörg Müller')
    expect((await readText(Buffer.from(text, 'latin1'))).value(0, 'fn')).toBe('Jörg Müller')
  })

  test('refuses a card without any name, naming it, and a file without cards', async () => {
    const { rows } = await readText(card('VERSION:3.0', 'GEO:1;2'))
    expect(rows[0]?.problem).toMatchObject({ row: 1, code: 'transfer.card-without-name', refuses: true })
    await expect(readText('BEGIN:VCALENDAR\nEND:VCALENDAR\n')).rejects.toThrow(/calendar/)
  })
})

const corpus = join(process.env['TESSERA_SHARED'] ?? '../shared', 'data/vcf-corpus')
const present = existsSync(corpus)
if (!present) console.warn(`Skipped: the vCard files are not at ${corpus} (set TESSERA_SHARED).`)

describe.skipIf(!present)('reading the vCards that programs wrote', () => {
  test('every file gives cards or a clear reason', async () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(file =>
      /\.(vcf|xml)$/.test(file),
    )
    const lines: string[] = []
    const refused: string[] = []
    for (const file of files.toSorted()) {
      try {
        const { rows, value } = await read(join(corpus, file))
        expect(rows.length, file).toBeGreaterThan(0)
        for (const row of rows) if (!row.cells.some(Boolean)) expect(row.problem?.message, file).toBeTruthy()
        const reason = rows.find(row => row.problem)?.problem?.message ?? ''
        lines.push(`${String(rows.length).padStart(3)} cards  ${file}  ${value(0, 'fn') ?? ''}  ${reason}`)
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        lines.push(`  refused  ${file}  ${error.message}`)
        refused.push(file)
      }
    }
    console.log(lines.join('\n'))
    expect(files.length).toBeGreaterThanOrEqual(58)
    expect(refused).toEqual(['libical/user-cal.vcf'])
    expect(lines.join('\n')).not.toContain('\ufffd')
  })
})
