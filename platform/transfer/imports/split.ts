import { type Chunk, composeChunk } from './chunk.ts'
import type { Plan } from './plan.ts'
import type { Composed } from './resolve.ts'
import type { Progress, Storing } from './store.ts'
import { type Before, firstTurn, type Turn, turnAfter } from './turns.ts'

export type Splitting = {
  storing: Storing
  plan: Plan
  store: (chunk: Chunk, turn: Turn, storing: Storing) => Promise<Progress>
}

/** Stores chunks, two at a time; answers the progress of the last one that was stored. */
export async function storeInTurns(
  chunks: AsyncIterable<Chunk>,
  position: number,
  splitting: Splitting,
): Promise<Progress> {
  let before: Before = firstTurn(position)
  let beforeThat: Promise<Progress> = before.before
  try {
    for await (const chunk of chunks) {
      const { turn, looked, claims } = turnAfter(before)
      const stored = storeOrSplit(chunk, turn, splitting)
      before = { before: stored, mayLook: Promise.race([looked, settled(stored)]), claims }
      if ((await beforeThat).cancelAsked) break
      beforeThat = stored
    }
    return await before.before
  } finally {
    await settled(before.before)
  }
}

/** Done one way or the other: whoever only waits must not wait for ever, nor be told twice of a failure. */
function settled(progress: Promise<Progress>): Promise<void> {
  return progress.then(
    () => undefined,
    () => undefined,
  )
}

/**
 * Stores a chunk. When the database refuses its data (SQLSTATE class 22, 23 or 54: something in a row that no check before
 * has found), the chunk is halved until the row is alone, and that row is refused with the database's reason.
 */
export async function storeOrSplit(chunk: Chunk, turn: Turn, splitting: Splitting): Promise<Progress> {
  try {
    return await splitting.store(chunk, turn, splitting.storing)
  } catch (error) {
    if (!isDataProblem(error)) throw error
    const [only, ...others] = chunk.composed
    if (!only) throw error
    if (others.length === 0) return splitting.store(withRefusal(chunk, only, error), turn, splitting.storing)
    return storeHalves(chunk, turn, splitting)
  }
}

async function storeHalves(chunk: Chunk, turn: Turn, splitting: Splitting): Promise<Progress> {
  const before = await turn.before
  if (before.cancelAsked) return before
  const middle = Math.floor(chunk.composed.length / 2)
  const border = (chunk.composed[middle - 1] as Composed).number
  const halves = [
    halfOf(chunk, splitting, (row: number) => row <= border),
    halfOf(chunk, splitting, (row: number) => row > border),
  ]
  const [first, second] = await Promise.all(halves)
  const progress = await storeOrSplit(
    { ...(first as Chunk), last: border },
    quiet(turn, before.position),
    splitting,
  )
  if (progress.cancelAsked) return progress
  return storeOrSplit({ ...(second as Chunk), last: chunk.last }, quiet(turn, border), splitting)
}

/** The halves go alone, but tell the chunk behind what they work on as well. */
function quiet(turn: Turn, position: number): Turn {
  return { ...firstTurn(position), looked: turn.looked }
}

/** Composed afresh: the failed attempt may have put later rows' values on the records of earlier ones. */
async function halfOf(
  chunk: Chunk,
  { plan, storing }: Splitting,
  within: (row: number) => boolean,
): Promise<Chunk> {
  const rows = chunk.composed
    .filter(row => within(row.number))
    .map(({ number, cells }) => ({ number, cells: [...cells] }))
  const refused = chunk.refused.filter(row => within(row.number))
  const half = await composeChunk(rows, { plan, work: storing.work })
  const warnings = within(0) ? chunk.warnings : []
  return { ...half, refused, read: rows.length + refused.length, warnings }
}

function withRefusal(chunk: Chunk, row: Composed, error: unknown): Chunk {
  const reason = error instanceof Error ? error.message : String(error)
  const message = `Row ${row.number} cannot be stored: ${reason}`
  const refusal = {
    code: 'transfer.not-storable',
    message,
    number: row.number,
    cells: row.cells,
    params: { row: row.number },
  }
  return { ...chunk, composed: [], refused: [...chunk.refused, refusal] }
}

function isDataProblem(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(22|23|54)/.test(code)
}
