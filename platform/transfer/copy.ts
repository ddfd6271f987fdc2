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
  let line = ''
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) line += '\t'
    if (value === null || value === undefined) line += '\\N'
    else if (typeof value === 'string')
      line += special.test(value) ? value.replaceAll(/[\\\n\r\t]/g, c => escapes[c] as string) : value
    else line += value
  }
  return `${line}\n`
}

/** A text array in the notation of PostgreSQL. */
export function arrayText(items: readonly string[]): string {
  if (items.length === 0) return '{}'
  return `{${items.map(item => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** Streams rows into a table; `into` is `schema.table (columns)`. */
export async function copyInto(client: PoolClient, into: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  await pipeline(Readable.from(pieces(lines)), client.query(from(`copy ${into} from stdin`)))
}

function* pieces(lines: readonly string[]): Generator<Buffer> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length >= pieceLength) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  if (piece) yield Buffer.from(piece)
}
