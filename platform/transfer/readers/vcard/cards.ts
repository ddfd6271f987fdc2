import { createReadStream } from 'node:fs'
import { maxCellLength } from '../limits.ts'
import { decodeFile } from '../decode.ts'
import { type Property, type Line, readProperty, splitLine, wrapping } from './property.ts'

/** One card as written. `flaw`: what was wrong with its frame. */
export type Card = {
  number: number
  version: string
  properties: Property[]
  flaw: 'no-end' | 'no-begin' | null
}

type Source = { encoding: string; skip: number }

/** Pictures, sounds and keys are not for a table; they are left out while reading, so they take no memory. */
const skipped = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY', 'X-MS-CARDPICTURE', 'X-EVOLUTION-X509'])
const maxProperties = 2_000

/** Reads the cards of a vCard file (2.1, 3.0, 4.0) as a stream. */
export async function* readCards(path: string, source: Source): AsyncGenerator<Card> {
  const wide = source.encoding.startsWith('utf-16') || source.encoding.startsWith('utf-32')
  const encoding = wide ? null : source.encoding
  let card: Card | null = null
  let count = 0
  let depth = 0
  for await (const line of readLines(path, source, wide)) {
    const isBegin = line.name === 'BEGIN' && /^\s*VCARD\s*$/i.test(line.value)
    const isEnd = line.name === 'END' && /^\s*VCARD\s*$/i.test(line.value)
    if (isBegin && card && card.properties.at(-1)?.name === 'AGENT') depth++
    else if (isBegin) {
      if (card) yield { ...card, flaw: 'no-end' }
      card = { number: ++count, version: '3.0', properties: [], flaw: null }
    } else if (depth > 0) depth -= isEnd ? 1 : 0
    else if (isEnd) {
      if (card) yield card
      card = null
    } else if (card) addLine(card, line, encoding)
  }
  if (card) yield { ...card, flaw: 'no-end' }
}

function addLine(card: Card, line: Line, encoding: string | null): void {
  if (line.name === 'VERSION') card.version = line.value.trim()
  else if (card.properties.length < maxProperties)
    card.properties.push(readProperty(line, encoding, card.version))
}

type Open = { line: Line | null; keep: boolean; soft: boolean; length: number }

/** Property lines with their folds undone. */
async function* readLines(path: string, source: Source, wide: boolean): AsyncGenerator<Line> {
  let open: Open | null = null
  let version = '3.0'
  for await (const text of physicalLines(path, source, wide)) {
    if (open && continues(open, text)) {
      extend(open, text, version)
      continue
    }
    if (open?.line && open.keep) yield open.line
    open = startLine(text)
    if (open?.line?.name === 'VERSION') version = open.line.value.trim()
  }
  if (open?.line && open.keep) yield open.line
}

function startLine(text: string): Open | null {
  const line = splitLine(text.replace(/^\s+(?=(BEGIN|END)\s*:)/i, ''))
  if (!line) return null
  const soft = wrapping(line) === 'Q' && line.value.endsWith('=')
  if (soft) line.value = line.value.slice(0, -1)
  return { line, keep: !skipped.has(line.name), soft, length: line.value.length }
}

function continues(open: Open, text: string): boolean {
  if (open.soft || /^[ \t]/.test(text)) return text !== '' || open.soft
  // Some programs do not indent the lines of a picture.
  return open.line !== null && wrapping(open.line) === 'B' && /^[A-Za-z0-9+/=]+$/.test(text)
}

function extend(open: Open, text: string, version: string): void {
  const { line } = open
  if (!line) return
  const soft = wrapping(line) === 'Q' && text.endsWith('=')
  // 2.1 folds before a blank that belongs to the text; later versions insert one.
  const piece = open.soft ? text : version === '2.1' ? text.replace(/^[ \t]+/, ' ') : text.slice(1)
  open.soft = soft
  open.length += piece.length
  if (open.keep && open.length <= maxCellLength) line.value += soft ? piece.slice(0, -1) : piece
}

async function* physicalLines(path: string, source: Source, wide: boolean): AsyncGenerator<string> {
  let rest = ''
  for await (const text of wide
    ? wideText(path, source)
    : createReadStream(path, { start: source.skip, encoding: 'latin1' })) {
    const joined = rest + text
    const held = joined.endsWith('\r') ? joined.slice(0, -1) : joined
    const lines = held.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + joined.slice(held.length)
    // An endless line is cut: only pictures are that long.
    if (rest.length > 2 * maxCellLength) rest = rest.slice(0, maxCellLength)
    yield* lines
  }
  if (rest) yield rest.replace(/\r$/, '')
}

async function* wideText(path: string, source: Source): AsyncGenerator<string> {
  for await (const stretch of decodeFile(path, source)) yield stretch.text
}
