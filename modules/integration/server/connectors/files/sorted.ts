import type { FileHandle } from 'node:fs/promises'
import type { Workshop } from './workshop.ts'

/** One record as it lies sorted: `body` is the JSON of its values, null where it is said to be gone; `file` and `row` say where it stood. */
export type Entry = { key: string; file: number; row: number; body: string | null }

/** Records in the order of their keys (code units), on disk. */
export type Sorted = {
  count: number
  /** In order, from behind a key. It must be read to its end or returned. */
  from: (after: string | null) => AsyncGenerator<Entry>
  find: (key: string) => Promise<Entry | null>
  /** Keeps it until it is called: it may be put away while somebody reads. */
  hold: () => () => Promise<void>
  /** Puts it away when nobody holds it. */
  putAway: () => Promise<void>
}

/** Characters sorted in memory at a time: few enough that nobody else in this process waits for it. */
const runLength = 4 * 1024 ** 2
const blockSize = 65_536

export type Sorting = {
  workshop: Workshop
  /** Told of two entries with one key; may throw. The later one stays. */
  repeated: (first: Entry, second: Entry) => void
  runLength?: number
}

/** Sorts any number of entries in constant memory: runs of some megabytes, merged. */
export async function sortedOf(entries: AsyncIterable<Entry>, sorting: Sorting): Promise<Sorted> {
  const { workshop, repeated } = sorting
  const most = sorting.runLength ?? runLength
  const runs: { from: number; to: number }[] = []
  let scratch: FileHandle | null = null
  let run: Entry[] = []
  let length = 0
  try {
    for await (const entry of entries) {
      run.push(entry)
      length += entry.key.length + (entry.body?.length ?? 0) + 50
      if (length < most) continue
      scratch ??= await workshop.namelessFile()
      const from = runs.at(-1)?.to ?? 0
      const { size } = await writeEntries(scratch, inOrder(run), from)
      runs.push({ from, to: from + size })
      run = []
      length = 0
    }
    const file = scratch
    const parts: AsyncIterable<Entry>[] = runs.map(({ from, to }) => entriesIn(file as FileHandle, from, to))
    const all = merged([
      ...parts,
      (async function* () {
        yield* inOrder(run)
      })(),
    ])
    return await stored(latest(all, repeated), workshop)
  } finally {
    await scratch?.close()
  }
}

/** Stable: of equal keys the one that came first stays first. */
function inOrder(run: Entry[]): Entry[] {
  return run.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

async function stored(entries: AsyncIterable<Entry>, workshop: Workshop): Promise<Sorted> {
  const file = await workshop.namelessFile()
  try {
    return sortedIn(file, await writeEntries(file, entries, 0))
  } catch (error) {
    await file.close()
    throw error
  }
}

type Mark = { key: string; at: number }
type Written = { size: number; count: number; marks: Mark[] }

/** Every block begins with an entry, whose key is marked. */
async function writeEntries(
  file: FileHandle,
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  start: number,
): Promise<Written> {
  const marks: Mark[] = []
  let size = 0
  let count = 0
  let text = ''
  const flush = async () => {
    const bytes = Buffer.from(text)
    await file.write(bytes, 0, bytes.length, start + size)
    size += bytes.length
    text = ''
  }
  for await (const entry of entries) {
    if (text === '') marks.push({ key: entry.key, at: size })
    text += lineOf(entry)
    count++
    if (text.length >= blockSize) await flush()
  }
  if (text !== '') await flush()
  return { size, count, marks }
}

function sortedIn(file: FileHandle, { size, count, marks }: Written): Sorted {
  const { hold, putAway } = closedWhenFree(file)
  return {
    count,
    hold,
    putAway,
    from: async function* (after) {
      const release = hold()
      try {
        const begin = after === null ? 0 : blockOf(marks, after)
        for await (const entry of entriesIn(file, begin, size))
          if (after === null || entry.key > after) yield entry
      } finally {
        await release()
      }
    },
    find: async key => {
      for await (const entry of entriesIn(file, blockOf(marks, key), size)) {
        if (entry.key === key) return entry
        if (entry.key > key) return null
      }
      return null
    },
  }
}

/** Closes a file that was put away as soon as its last reader has let go of it. */
function closedWhenFree(file: FileHandle): Pick<Sorted, 'hold' | 'putAway'> {
  let holders = 0
  let isAway = false
  let isClosed = false
  const closeIfFree = async () => {
    if (!isAway || holders > 0 || isClosed) return
    isClosed = true
    await file.close()
  }
  return {
    hold: () => {
      holders++
      let isHeld = true
      return async () => {
        if (!isHeld) return
        isHeld = false
        holders--
        await closeIfFree()
      }
    },
    putAway: async () => {
      isAway = true
      await closeIfFree()
    },
  }
}

/** Where the last block begins whose first key is not behind the one looked for. */
function blockOf(marks: readonly Mark[], key: string): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle] as Mark).key <= key) low = middle + 1
    else high = middle
  }
  return marks[low - 1]?.at ?? 0
}

async function* entriesIn(file: FileHandle, from: number, to: number): AsyncGenerator<Entry> {
  let rest: Buffer = Buffer.alloc(0)
  for (let at = from; at < to; ) {
    const block = Buffer.allocUnsafe(Math.min(blockSize, to - at))
    const { bytesRead } = await file.read(block, 0, block.length, at)
    if (bytesRead === 0) throw new Error('A sorted file is shorter than what was written to it.')
    at += bytesRead
    const bytes = Buffer.concat([rest, block.subarray(0, bytesRead)])
    const end = bytes.lastIndexOf(10) + 1
    rest = bytes.subarray(end)
    for (const line of bytes.toString('utf8', 0, end).split('\n')) if (line !== '') yield entryOf(line)
  }
}

/** Most keys are written as they are; one in quotes is JSON, which has no tab and no line end in it. */
function lineOf({ key, file, row, body }: Entry): string {
  const isPlain = !/[\t\n\r"]/.test(key) && key.isWellFormed()
  return `${isPlain ? key : JSON.stringify(key)}\t${file}\t${row}\t${body ?? ''}\n`
}

function entryOf(line: string): Entry {
  const file = line.indexOf('\t')
  const row = line.indexOf('\t', file + 1)
  const body = line.indexOf('\t', row + 1)
  const key = line.slice(0, file)
  return {
    key: key.startsWith('"') ? (JSON.parse(key) as string) : key,
    file: Number(line.slice(file + 1, row)),
    row: Number(line.slice(row + 1, body)),
    body: body + 1 === line.length ? null : line.slice(body + 1),
  }
}

/** The next entry of a stream, and which stream it is of. */
type Head = { entry: Entry; at: number }

/** Streams in the order of keys as one; of equal keys that of the earlier stream comes first. */
export async function* merged(streams: readonly AsyncIterable<Entry>[]): AsyncGenerator<Entry> {
  const sources = streams.map(stream => stream[Symbol.asyncIterator]())
  const heads: Head[] = []
  const advance = async (at: number) => {
    const { done, value } = await (sources[at] as AsyncIterator<Entry, undefined>).next()
    if (!done) insert(heads, { entry: value, at })
  }
  try {
    for (const at of sources.keys()) await advance(at)
    for (let first = heads.shift(); first; first = heads.shift()) {
      yield first.entry
      await advance(first.at)
    }
  } finally {
    for (const source of sources) await source.return?.()
  }
}

/** Into its place by halves: a file of gigabytes has thousands of runs. */
function insert(heads: Head[], head: Head): void {
  const { key } = head.entry
  let low = 0
  let high = heads.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = heads[middle] as Head
    if (other.entry.key < key || (other.entry.key === key && other.at < head.at)) low = middle + 1
    else high = middle
  }
  heads.splice(low, 0, head)
}

/** Of entries with one key the last. */
export async function* latest(
  entries: AsyncIterable<Entry>,
  repeated: Sorting['repeated'],
): AsyncGenerator<Entry> {
  let held: Entry | null = null
  for await (const entry of entries) {
    if (held?.key === entry.key) repeated(held, entry)
    else if (held) yield held
    held = entry
  }
  if (held) yield held
}
