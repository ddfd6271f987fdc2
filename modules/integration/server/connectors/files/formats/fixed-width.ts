import { decodeFile } from '../../../../../../platform/transfer/readers/decode.ts'
import { broken, changedShape } from '../broken.ts'
import type { FixedDefinition } from '../settings.ts'
import type { Copy } from '../workshop.ts'
import type { Line, Opened } from './format.ts'
import { assertEncoding, assertWholeEnd } from './wholeness.ts'

/** Characters of a line; more is no line of such a file. */
const longest = 1_048_576
const unreadable = 'It has bytes that are not in the encoding of the file.'

/** Text in which every field has its place in the line. */
export async function openFixedFile(copy: Copy, definition: FixedDefinition): Promise<Opened> {
  const { encoding, skip } = await assertEncoding(copy, definition.encoding)
  const wanted = Math.max(...definition.fields.map(({ start, length }) => start + length - 1))
  const layout = { name: copy.name, definition, wanted }
  return {
    columns: definition.fields.map(({ name }) => name),
    lines: async function* () {
      assertWholeEnd(copy, definition)
      let rest = ''
      let row = 0
      for await (const { text, suspect } of decodeFile(copy.path, { encoding, skip })) {
        const lines = (rest + text).split('\n')
        rest = lines.pop() as string
        if (rest.length > longest) throw broken(copy.name, row + lines.length + 1, 'The line does not end.')
        if (suspect) throw broken(copy.name, row + 1, unreadable)
        yield cut(lines, row, layout)
        row += lines.length
      }
      if (rest !== '') yield cut([rest], row, layout)
    },
  }
}

type Layout = {
  name: string
  definition: FixedDefinition /** Characters that every line has. */
  wanted: number
}

function cut(lines: readonly string[], from: number, layout: Layout): Line[] {
  return lines.flatMap((line, at) => {
    const row = from + at + 1
    if (row === 1 && layout.definition.header) return []
    if (line.includes('\ufffd')) throw broken(layout.name, row, unreadable)
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line
    return bare === '' ? [] : [{ row, cells: cellsOf(bare, row, layout) }]
  })
}

function cellsOf(line: string, row: number, { name, definition, wanted }: Layout): (string | null)[] {
  // Signs beyond the first 65,536 take two places in a string and one in the file.
  const signs = /[\ud800-\udbff]/.test(line) ? Array.from(line) : null
  const part = (from: number, to?: number) => (signs ? signs.slice(from, to).join('') : line.slice(from, to))
  const length = signs?.length ?? line.length
  if (length < wanted && !definition.trimmed)
    throw broken(name, row, `The line has ${length} characters where ${wanted} are expected.`)
  if (part(wanted).trim() !== '')
    throw changedShape(name, `Row ${row} has something behind its last field, at character ${wanted + 1}.`)
  return definition.fields.map(({ start, length: width, kind, scale }) => {
    const text = part(start - 1, start - 1 + width)
    const cell = kind === 'text' ? text.trimEnd() : text.trim()
    return cell === '' ? null : scale === undefined ? cell : scaled(cell, scale)
  })
}

/** `0000012345` with two digits behind the mark is `123.45`; what is no such number stays as it is and is refused later. */
function scaled(cell: string, scale: number): string {
  const parts = /^([+-]?)(\d+)([+-]?)$/.exec(cell)
  if (!parts) return cell
  const [, before, digits, behind] = parts as unknown as [string, string, string, string]
  const filled = digits.padStart(scale + 1, '0')
  const whole = filled.slice(0, filled.length - scale).replace(/^0+(?=\d)/, '')
  const fraction = scale > 0 ? `.${filled.slice(-scale)}` : ''
  return `${before === '-' || behind === '-' ? '-' : ''}${whole}${fraction}`
}
