import { csvRecord } from '../../../../../platform/transfer/writers/csv.ts'
import { CallFailed } from '../failures.ts'
import { keyParts, type RemoteRecord, type RemoteValue, type RemoteWrite, type WriteResult } from '../port.ts'
import { readKeys } from './reading.ts'
import { type Reach, within } from './store.ts'
import { joinedOf, type Work } from './work.ts'

/** Milliseconds between two looks for the acknowledgement, at most. */
const longestLook = 1000
/** Of a reason only so much is read. */
const longestReason = 500

/**
 * Puts one file with one record into the outgoing folder and waits until the other side has acknowledged it. The same
 * operation finds its file or its acknowledgement and puts no second one. Without an acknowledgement before the signal nobody knows
 * what came of it (`no-answer`).
 */
export async function writeOut(work: Work, write: RemoteWrite, signal: AbortSignal): Promise<WriteResult> {
  const { writing, interval } = work.plan
  if (!writing || !/^[\w-]{1,100}$/.test(write.operation))
    throw new Error('An operation needs folders for writing and an id that can be the name of a file.')
  const reach = within(work.store, signal)
  const paths = { file: `${writing.out}/${write.operation}.csv`, answer: `${writing.ack}/${write.operation}` }
  const earlier = await answered(reach, paths.answer)
  if (earlier) return resultOf(work, write, { answer: earlier, signal })
  if (!(await reach.look(paths.file))) {
    const known =
      joinedOf(work, write.object).definition.conflicts === 'here'
        ? await seenHere(work, write, signal)
        : null
    if (known) return known
    await put(reach, paths.file, write)
  }
  for (;;) {
    await reach.pause(Math.min(interval, longestLook))
    const answer = await answered(reach, paths.answer)
    if (answer) return resultOf(work, write, { answer, signal })
  }
}

/** The name of a file is its whole life: as long as it ends in `.part` nobody may read it. */
async function put(reach: Reach, path: string, write: RemoteWrite): Promise<void> {
  const half = `${path}.part`
  try {
    await reach.put(half, Buffer.from(contentOf(write)))
  } catch (error) {
    // Under its first name it means nothing to anybody, so nothing has happened.
    if (error instanceof CallFailed && error.kind !== 'no-answer') throw error
    throw new CallFailed('unreachable', `“${path}” was not written.`, { cause: error })
  }
  await reach.rename(half, path)
}

/** A header and one record, quoted as RFC 4180 says; a value that is nothing is an empty cell. */
function contentOf({ operation, object, key, set, expected }: RemoteWrite): string {
  const parts = keyParts(object, key)
  const cells: [string, RemoteValue][] = [
    ['operation', operation],
    ['object', object.name],
    ...object.key.map((name, at): [string, RemoteValue] => [`key ${name}`, parts[at] ?? null]),
    ...Object.entries(set).map(([name, value]): [string, RemoteValue] => [`set ${name}`, value]),
    ...Object.entries(expected).map(([name, value]): [string, RemoteValue] => [`expected ${name}`, value]),
  ]
  const options = { neutraliseFormulas: false }
  return cells.length === 0
    ? ''
    : csvRecord(
        cells.map(([name]) => name),
        options,
      ) +
        csvRecord(
          cells.map(([, value]) => value),
          options,
        )
}

type Answer = { is: 'ok' } | { is: 'conflict' } | { is: 'refused'; reason: string }

async function answered(reach: Reach, path: string): Promise<Answer | null> {
  const [ok, refused, conflict] = await Promise.all(
    ['ok', 'refused', 'conflict'].map(ending => reach.look(`${path}.${ending}`)),
  )
  if (ok) return { is: 'ok' }
  if (conflict) return { is: 'conflict' }
  return refused ? { is: 'refused', reason: await reasonIn(reach, `${path}.refused`) } : null
}

async function reasonIn(reach: Reach, path: string): Promise<string> {
  let text = ''
  for await (const block of reach.read(path)) {
    text += block.toString('utf8')
    if (text.length >= longestReason) break
  }
  return text.trim().slice(0, longestReason).toWellFormed() || 'The other side gave no reason.'
}

async function resultOf(
  work: Work,
  write: RemoteWrite,
  { answer, signal }: { answer: Answer; signal: AbortSignal },
): Promise<WriteResult> {
  if (answer.is === 'refused') return { outcome: 'refused', reason: answer.reason }
  if (answer.is === 'conflict') return { outcome: 'conflict', theirs: await standing(work, write, signal) }
  // It is written, whatever the files show of it by now.
  const record = await standing(work, write, signal).catch(() => null)
  return { outcome: 'written', record: record && isDone(write, record) ? record : null }
}

/** What the files already say of the write: that it is a conflict, or that there is nothing left to do. */
async function seenHere(work: Work, write: RemoteWrite, signal: AbortSignal): Promise<WriteResult | null> {
  const theirs = await standing(work, write, signal)
  if (!theirs) return { outcome: 'conflict', theirs }
  if (isDone(write, theirs)) return { outcome: 'written', record: theirs }
  return has(theirs, write.expected) ? null : { outcome: 'conflict', theirs }
}

async function standing(
  work: Work,
  { object, key }: RemoteWrite,
  signal: AbortSignal,
): Promise<RemoteRecord | null> {
  const [record] = await readKeys(work, { object, keys: [key] }, signal)
  return record ?? null
}

const isDone = ({ set }: RemoteWrite, record: RemoteRecord) => has(record, set)

/** In files an empty text is nothing. */
function has({ values }: RemoteRecord, wanted: RemoteWrite['set']): boolean {
  const plain = (value: RemoteValue | undefined) => (value === '' || value === undefined ? null : value)
  return Object.entries(wanted).every(([name, value]) => plain(values[name]) === plain(value))
}
