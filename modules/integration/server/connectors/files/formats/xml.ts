import iconv from 'iconv-lite'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { decodeFile } from '../../../../../../platform/transfer/readers/decode.ts'
import { detectEncoding } from '../../../../../../platform/transfer/readers/encoding.ts'
import { broken, changedShape } from '../broken.ts'
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
function recordsOf(file: string, definition: XmlDefinition) {
  const way = definition.record.split('/')
  const parser = new SaxesParser({ xmlns: false, position: true })
  const record = recordIn(file, definition)
  const open: string[] = []
  let lines: Line[] = []
  let silence = 0
  let isFound = false
  let instead: string | null = null

  parser.on('error', cause => {
    throw broken(file, parser.line, `It is no sound XML (${cause.message}).`)
  })
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    open.push(localName(name))
    const isHere = way.slice(0, open.length).every((part, at) => part === open[at])
    if (isHere && open.length === way.length) record.begin(parser.line)
    if (!isHere && open.length <= way.length) instead ??= open.join('/')
    record.open(open.slice(way.length), { attributes, row: parser.line })
  })
  parser.on('text', part => record.hear(part))
  parser.on('cdata', part => record.hear(part))
  parser.on('closetag', () => {
    const line = record.close(open.slice(way.length))
    open.pop()
    if (!line) return
    lines.push(line)
    silence = 0
    isFound = true
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
      if (silence > longest) throw broken(file, parser.line, `No record ends within ${longest} characters.`)
      parser.write(part)
      return given()
    },
    end: (): Line[] => {
      parser.close()
      // Without this a file of another kind would look like one in which everything is gone.
      if (!isFound && instead) throw changedShape(file, `It has no “${definition.record}”, but “${instead}”.`)
      return given()
    },
  }
}

/** Gathers the fields of one record after the other; paths are told from the record. */
function recordIn(file: string, { fields }: XmlDefinition) {
  const wanted = new Map(fields.map((field, at) => [field.path ?? field.name, at]))
  let cells: (string | null | undefined)[] | null = null
  let row = 0
  let text = ''
  const keep = (path: string, value: string | null, at: number) => {
    const place = wanted.get(path)
    if (place === undefined || !cells) return
    if (cells[place] !== undefined) throw broken(file, at, `The record has “${path}” twice.`)
    cells[place] = value === '' ? null : value
  }
  const complete = (found: (string | null | undefined)[]) =>
    fields.map(({ name, path, optional }, at) => {
      const cell = found[at]
      if (cell !== undefined) return cell
      if (optional) return null
      const advice = 'If it may be left out, say “optional”: true.'
      throw broken(file, row, `The record has no “${path ?? name}”. ${advice}`)
    })
  return {
    begin: (line: number) => {
      row = line
      cells = fields.map(() => undefined)
    },
    open: (below: readonly string[], tag: { attributes: Record<string, string>; row: number }) => {
      text = ''
      if (!cells) return
      if (below.length > 0) keep(below.join('/'), null, tag.row)
      for (const [key, value] of Object.entries(tag.attributes))
        keep([...below, `@${localName(key)}`].join('/'), value, tag.row)
    },
    hear: (part: string) => {
      if (cells) text += part
    },
    /** The record when it is the one that ends. */
    close: (below: readonly string[]): Line | null => {
      const place = below.length > 0 ? wanted.get(below.join('/')) : undefined
      if (cells && place !== undefined) cells[place] = text === '' ? null : text
      text = ''
      if (!cells || below.length > 0) return null
      const line = { row, cells: complete(cells) }
      cells = null
      return line
    },
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
