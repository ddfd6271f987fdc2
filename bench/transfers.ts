import { createWriteStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { bareExport, bareImport } from './bare-transfers.ts'
import { personOf } from './population.ts'
import { forgetPeak, memoryOf } from './processes.ts'
import type { Line } from './report.ts'
import type { Scene } from './scene.ts'
import type { Bench } from './work.ts'

export type TransferInput = { bench: Bench; scene: Scene; address: URL; key: string; rows: number }

/** Every fiftieth row of the file is a customer that exists already. */
const matchedEvery = 50
const titles = ['External id', 'First name', 'Last name', 'Job title', 'Email', 'Phone', 'City', 'Country']

type Import = {
  id: string
  state: string
  created: number
  matched: number
  refused: number
  read: number
  error: string | null
}
type Export = { id: string; state: string; rows: number; error: string | null }

/** Imports a file of `rows` rows, exports everything and takes the import back; counts must come out even. */
export async function measureTransfers(input: TransferInput, tell: (line: Line) => void): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-'))
  const file = join(folder, 'persons.csv')
  try {
    await pipeline(Readable.from(csvOf(input)), createWriteStream(file))
    const before = await count(input)
    const bare = await bareImport(input.bench.raw, file)
    const { line, made } = await measureImport(input, file)
    line.raw = input.rows / bare
    const share = (line.rate ?? 0) / line.raw
    line.note = `${Math.round(share * 100)} % of raw; ${line.note}`
    line.within = line.within && share >= 0.6
    const behind = await untilAtRest(input)
    line.note += `; what follows an import (match keys, rules, a search) took ${Math.round(behind)} s more`
    tell(line)
    const exported = await measureExport(input)
    tell(exported)
    const undone = await measureUndo(input, made)
    if ((await count(input)) !== before)
      throw new Error('After the undo there are not as many customers as before.')
    return [line, undone, exported]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureImport(input: TransferInput, file: string): Promise<{ line: Line; made: Import }> {
  const { rows, bench } = input
  forgetPeak(bench.serverPid)
  const form = new FormData()
  form.set('file', await openAsBlob(file), 'persons.csv')
  form.set('entity', 'customer')
  form.set('match', 'externalId')
  form.set('mapping', JSON.stringify(mapping))
  const from = performance.now()
  const sent = await call<Import>(input, 'POST', '/imports', form)
  const made = await settled<Import>(input, `/imports/${sent.id}`)
  const seconds = (performance.now() - from) / 1000
  if (made.state !== 'done' || made.created + made.matched + made.refused !== rows)
    throw new Error(`The import did not come out even: ${JSON.stringify(made)}`)
  const memory = memoryOf(bench.serverPid).peak
  const rate = rows / seconds
  const line: Line = {
    work: `import of ${rows.toLocaleString('en-US')} CSV rows`,
    limit: '≥ 10,000 rows/s, ≥ 60 % of raw, < 600 MB',
    rate,
    within: rate >= 10_000 && !(memory >= 600),
    note: `server at most ${Math.round(memory)} MB; ${made.created} created, ${made.matched} matched, ${made.refused} refused`,
  }
  return { line, made }
}

const mapping = Object.fromEntries(
  titles.map((title, index) => [
    title,
    ['externalId', 'givenName', 'familyName', 'jobTitle', 'email', 'phone', 'city', 'country'][index],
  ]),
)

async function measureUndo(input: TransferInput, made: Import): Promise<Line> {
  const from = performance.now()
  await call(input, 'POST', `/imports/${made.id}/undo`)
  const undone = await settled<Import>(input, `/imports/${made.id}`)
  const seconds = (performance.now() - from) / 1000
  if (undone.state !== 'undone') throw new Error(`The undo ended as ${undone.state}: ${undone.error ?? ''}`)
  const rate = input.rows / seconds
  return { work: 'undo of that import', limit: '≥ 10,000 rows/s', rate, within: rate >= 10_000 }
}

async function measureExport(input: TransferInput): Promise<Line> {
  const { bench } = input
  forgetPeak(bench.serverPid)
  const columns = ['externalId', 'name', 'jobTitle', 'email', 'phone', 'city', 'country', 'level']
  const from = performance.now()
  const asked = await call<Export>(input, 'POST', '/exports', JSON.stringify({ entity: 'customer', columns }))
  const made = await settled<Export>(input, `/exports/${asked.id}`)
  const seconds = (performance.now() - from) / 1000
  if (made.state !== 'done' || made.rows !== (await count(input)))
    throw new Error(`The export did not come out even: ${JSON.stringify(made)}`)
  const memory = memoryOf(bench.serverPid).peak
  const rate = made.rows / seconds
  return {
    work: `export of ${made.rows.toLocaleString('en-US')} rows`,
    limit: '≥ 20,000 rows/s, constant memory',
    rate,
    raw: made.rows / (await bareExport(bench.raw)),
    within: rate >= 20_000,
    note: `server at most ${Math.round(memory)} MB`,
  }
}

async function call<T>(
  { address, key }: TransferInput,
  method: string,
  path: string,
  body?: FormData | string,
): Promise<T> {
  const headers: Record<string, string> = { authorization: `Bearer ${key}` }
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  const reply = await fetch(new URL(`/api/v1${path}`, address), {
    method,
    headers,
    ...(body ? { body } : {}),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as T
}

const passing = new Set(['draft', 'waiting', 'checking', 'running', 'undoing'])

async function settled<T extends { state: string }>(input: TransferInput, path: string): Promise<T> {
  for (;;) {
    const state = await call<T>(input, 'GET', path)
    if (!passing.has(state.state)) return state
    await sleep(200)
  }
}

/** Nothing of what goes on behind a write has to do with the next measurement; answers after how many seconds it had ended. */
async function untilAtRest({ bench }: TransferInput): Promise<number> {
  const from = performance.now()
  let ended = from
  for (;;) {
    const { rows } = await bench.raw.query<{ n: number }>(
      `select count(*)::int as n from jobs.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%'
         and start_after < now() + interval '1 minute'`,
    )
    const now = performance.now()
    if (rows[0]?.n !== 0) ended = now
    // What has just been written is heard within two seconds.
    else if (now - ended > 4000) return (ended - from) / 1000
    await sleep(500)
  }
}

async function count({ bench }: TransferInput): Promise<number> {
  const { rows } = await bench.raw.query<{ n: number }>(
    'select count(*)::int as n from customers.customer where merged_into is null',
  )
  return rows[0]?.n ?? 0
}

function* csvOf({ scene, rows }: TransferInput): Generator<string> {
  yield `${titles.join(',')}\r\n`
  let chunk = ''
  for (let row = 0; row < rows; row++) {
    const it = personOf(scene.seed, 20_000_000 + row)
    const known = row % matchedEvery === 0
    const id = known ? `G-${((row * 31) % scene.sizes.persons) + 1}` : `I-${row}`
    const cells = [id, it.given, it.family, it.jobTitle ?? 'Buyer', it.email, it.phone, it.city, it.country]
    chunk += `${cells.map(cell => (cell?.includes(',') ? `"${cell}"` : (cell ?? ''))).join(',')}\r\n`
    if (chunk.length < 60_000) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}
