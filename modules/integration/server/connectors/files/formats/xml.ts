import iconv from 'iconv-lite'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { decodeFile } from '../../../../../../platform/transfer/readers/decode.ts'
import { detectEncoding } from '../../../../../../platform/transfer/readers/encoding.ts'
import { broken } from '../broken.ts'
import type { XmlDefinition } from '../settings.ts'
import type { Copy } from '../workshop.ts'
import type { Line, Opened } from './format.ts'
import { assertEncoding, headOf } from './wholeness.ts'

/** Characters that may come without a record's end; more would fill the memory. */
const longest = 16 * 1024 ** 2

/** Records as elements; their fields are elements below them or attributes. Entities of a DTD are not expanded. */
export async function openXmlFile(copy: Copy, definition: XmlDefinition): Promise<Opened> {
  const { encoding, skip } = await assertEncoding(copy, declaredEncoding(copy.name, await headOf(copy)))
  return {
    columns: definition.fields.map(({ name }) => name),
    lines: async function* () {
      const records = recordsOf(copy.name, definition)
      for await (const { text, suspect } of decodeFile(copy.path, { encoding, skip })) {
        if (suspect || text.includes('\ufffd'))
          throw broken(copy.name, records.row(), `It has bytes that are not in its encoding (${encoding}).`)
        yield records.take(text)
      }
      yield records.end()
    },
  }
}

function declaredEncoding(file: string, head: Buffer): string {
  const found = detectEncoding(head)
  if (found.encoding.startsWith('utf-16')) return found.encoding
  const declaration = /^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/
  const declared = declaration.exec(head.toString('latin1'))?.[1] ?? 'utf-8'
  if (iconv.encodingExists(declared)) return declared
  throw broken(file, 1, `There is no encoding “${declared}”.`)
}

/** Listens to a parser and gives the records that have ended. */
function recordsOf(file: string, { record, fields }: XmlDefinition) {
  const depth = record.split('/').length
  const wanted = new Map(fields.map((field, at) => [field.path ?? field.name, at]))
  const parser = new SaxesParser({ xmlns: false, position: true })
  const open: string[] = []
  let lines: Line[] = []
  let silence = 0
  let row = 0
  let cells: (string | null | undefined)[] | null = null
  let text = ''

  parser.on('error', cause => {
    throw broken(file, parser.line, `It is no sound XML (${cause.message}).`)
  })
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    open.push(localName(name))
    text = ''
    if (open.length === depth && open.join('/') === record) {
      row = parser.line
      cells = fields.map(() => undefined)
    }
    if (!cells) return
    if (wanted.has(path())) keep(path(), null)
    for (const [key, value] of Object.entries(attributes))
      keep([path(), `@${localName(key)}`].filter(Boolean).join('/'), value)
  })
  parser.on('text', part => hear(part))
  parser.on('cdata', part => hear(part))
  parser.on('closetag', () => {
    if (cells && open.length > depth) {
      const at = wanted.get(path())
      if (at !== undefined) cells[at] = text === '' ? null : text
    }
    text = ''
    if (cells && open.length === depth) {
      lines.push({ row, cells: complete(cells) })
      cells = null
      silence = 0
    }
    open.pop()
  })

  const path = () => open.slice(depth).join('/')
  const hear = (part: string) => {
    if (cells) text += part
  }
  const keep = (where: string, value: string | null) => {
    const at = wanted.get(where)
    if (at === undefined || !cells) return
    if (cells[at] !== undefined) throw broken(file, parser.line, `The record has “${where}” twice.`)
    cells[at] = value === '' ? null : value
  }
  const complete = (found: (string | null | undefined)[]) =>
    fields.map(({ name, path: where, optional }, at) => {
      const cell = found[at]
      if (cell !== undefined) return cell
      if (optional) return null
      throw broken(
        file,
        row,
        `The record has no “${where ?? name}”. If it may be left out, say “optional”: true.`,
      )
    })
  const given = () => {
    const ended = lines
    lines = []
    return ended
  }
  return {
    row: () => parser.line,
    take: (part: string): Line[] => {
      silence += part.length
      if (silence > longest) throw broken(file, row, `No “${record}” ends within ${longest} characters.`)
      parser.write(part)
      return given()
    },
    end: (): Line[] => {
      parser.close()
      return given()
    },
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
