import { boundCells, cleanCells, keepWorst } from '../cells.ts'
import { detectEncoding } from '../encoding.ts'
import { rowsPerChunk } from '../limits.ts'
import { noted, refused, unreadable } from '../problems.ts'
import type { OpenOptions, Row, Table } from '../table.ts'
import { type Card, readCards } from './cards.ts'
import { flattenCard, orderColumns } from './flatten.ts'
import { readJsonCards, readXmlCards } from './structured.ts'

const maxCardColumns = 500

/**
 * Opens a file of cards. It is read once to learn which columns its cards need (`email_3` exists only when a card has
 * three), then again for the rows. A row's number is the number of the card in the file.
 */
export async function openVcard(path: string, head: Buffer, options: OpenOptions): Promise<Table> {
  const cards = () => readAny(path, head, options)
  const used = new Set<string>()
  let count = 0
  for await (const card of cards()) {
    count++
    for (const column of flattenCard(card).keys()) if (used.size < maxCardColumns) used.add(column)
  }
  if (count === 0) {
    throw unreadable('no-cards', `“${options.name}” has no card in it.`, { name: options.name })
  }
  const columns = orderColumns(used.add('fn'))
  return { format: 'vcard', columns, warnings: [], rows: () => cardRows(cards(), columns) }
}

function readAny(path: string, head: Buffer, options: OpenOptions): AsyncGenerator<Card> {
  const found = detectEncoding(head)
  const start = head.subarray(found.skip).toString('latin1').trimStart()
  if (start.startsWith('[')) return readJsonCards(path, options.name)
  if (start.startsWith('<')) return readXmlCards(path, options.name)
  return readCards(path, { encoding: options.dialect?.encoding ?? found.encoding, skip: found.skip })
}

async function* cardRows(cards: AsyncGenerator<Card>, columns: string[]): AsyncGenerator<Row[]> {
  let chunk: Row[] = []
  for await (const card of cards) {
    chunk.push(cardRow(card, columns))
    if (chunk.length < rowsPerChunk) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

function cardRow(card: Card, columns: string[]): Row {
  const flat = flattenCard(card)
  const row: Row = { number: card.number, cells: columns.map(column => flat.get(column) ?? null) }
  const where = { row: card.number }
  if (!flat.has('fn')) {
    const message = `Card ${card.number} has neither a name, an organisation nor an e-mail address.`
    keepWorst(row, refused('card-without-name', message, where))
  }
  if (card.flaw === 'no-end') {
    keepWorst(
      row,
      noted('card-without-end', `Card ${card.number} does not end (END:VCARD is missing).`, where),
    )
  }
  cleanCells(row, columns)
  boundCells(row, columns)
  return row
}
