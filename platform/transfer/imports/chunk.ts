import type { Row } from '../readers/table.ts'
import { isRefusal, type Remark } from '../target.ts'
import type { Plan } from './plan.ts'
import { collectWarnings, readRow, type Warning } from './read-row.ts'
import type { AnyWork, Composed, Refused } from './resolve.ts'

/** Rows that are read and composed, ready to be resolved and stored in one transaction. */
export type Chunk = {
  /** Number of the last row of the file in it. */
  last: number
  read: number
  composed: Composed[]
  refused: Refused[]
  warnings: Warning[]
}

export type Chunking = { plan: Plan; work: AnyWork; size: number; after: number; signal: AbortSignal }

/** After this many rows other work of the process gets its turn. */
const slice = 500

/** Reads the file behind row `after` and cuts it into chunks. */
export async function* chunksOf(rows: AsyncIterable<Row[]>, chunking: Chunking): AsyncGenerator<Chunk> {
  let waiting: Row[] = []
  for await (const part of rows) {
    if (chunking.signal.aborted) return
    for (const row of part) if (row.number > chunking.after) waiting.push(row)
    while (waiting.length >= chunking.size) {
      const chunk = waiting.slice(0, chunking.size)
      waiting = waiting.slice(chunking.size)
      yield await composeChunk(chunk, chunking)
    }
  }
  if (waiting.length) yield await composeChunk(waiting, chunking)
}

/** Reads and composes rows; also used to try the halves of a chunk that the database refused. */
export async function composeChunk(
  rows: readonly Row[],
  { plan, work }: Pick<Chunking, 'plan' | 'work'>,
): Promise<Chunk> {
  const warnings = collectWarnings()
  const chunk: Chunk = {
    last: rows.at(-1)?.number ?? 0,
    read: rows.length,
    composed: [],
    refused: [],
    warnings: [],
  }
  let sinceYield = 0
  for (const row of rows) {
    if (++sinceYield > slice) {
      await new Promise(setImmediate)
      sinceYield = 0
    }
    const read = readRow(row, plan, warnings)
    const record = isRefusal(read) ? read : work.compose(read)
    if (isRefusal(record)) chunk.refused.push({ ...record, number: row.number, cells: row.cells })
    else {
      chunk.composed.push({ number: row.number, record, cells: row.cells })
      const remark = work.remark?.(record)
      if (remark) warnings.note(warningOf(remark, row.number))
    }
  }
  chunk.warnings = warnings.list()
  return chunk
}

function warningOf({ code, message, field }: Remark, number: number): Omit<Warning, 'count'> {
  return { code, column: field, message: `Row ${number}: ${message}`, firstRow: number }
}
