import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from } from 'pg-copy-streams'

/** A row for COPY in text format: one value per column. */
export type CopyValue = string | number | boolean | null | undefined

const special = /[\\\n\r\t]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const pieceLength = 65_536

/** Writes a row in the text format of COPY (PostgreSQL manual, “COPY: File Formats”). */
export function copyLine(values: readonly CopyValue[]): string {
  const parts: (string | number | boolean)[] = []
  for (const value of values) {
    if (value === null || value === undefined) parts.push('\\N')
    else parts.push(typeof value === 'string' && special.test(value) ? escaped(value) : value)
  }
  return parts.join('\t')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\\n\r\t]/g, letter => escapes[letter] as string)
}

/** A text array in the notation of PostgreSQL. */
export function arrayText(items: readonly string[]): string {
  if (items.length === 0) return '{}'
  return `{${items.map(item => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** Streams rows into a table, made as they are needed; `into` is `schema.table (columns)`. */
export async function copyInto(client: PoolClient, into: string, lines: Iterable<string>): Promise<void> {
  const source = pieces(lines)
  const first = source.next()
  if (first.done) return
  await pipeline(
    Readable.from(startingWith(first.value, source)),
    client.query(from(`copy ${into} from stdin`)),
  )
}

function* startingWith(first: Buffer, rest: Generator<Buffer>): Generator<Buffer> {
  yield first
  yield* rest
}

function* pieces(lines: Iterable<string>): Generator<Buffer> {
  let piece: string[] = []
  let length = 0
  for (const line of lines) {
    piece.push(line)
    length += line.length
    if (length < pieceLength) continue
    yield Buffer.from(`${piece.join('\n')}\n`)
    piece = []
    length = 0
  }
  if (piece.length) yield Buffer.from(`${piece.join('\n')}\n`)
}
