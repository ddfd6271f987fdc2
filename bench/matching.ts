import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type BackgroundResult, matchAll, matchNew, type MatchRecord } from '../modules/matching/index.ts'
import { projectFolder } from '../platform/config.ts'
import { benchMatchingProduct, type Result } from './matching-product.ts'
import { duplicates, type LabelledRow, writeDuplicates } from './generate-duplicates.ts'

export type MatchingSizes = { records: number; fresh: number; quick: boolean; cache?: string }

const share = 0.2
const seed = 7

/**
 * Measures the matcher on generated people of whom a fifth are entered twice: accuracy, processor time and memory of a
 * whole run, then a run for what is new; and on the server, with the set of `npm run bench -- customers`, the live check,
 * the rules, and pages while the whole base is matched. Writes a table to standard output; answers whether all limits are kept.
 */
export async function benchMatching({ records, fresh, quick, cache }: MatchingSizes): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-bench-'))
  try {
    const results = [
      ...(await wholeRun(join(folder, 'people.csv'), records)),
      ...(await newRun(join(folder, 'store'), { records, fresh })),
      ...(await benchMatchingProduct({ customers: records, quick, ...(cache ? { cache } : {}) })),
    ]
    const widths = [52, 22, 44]
    const line = (cells: string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')
    process.stdout.write(`${records} records, ${fresh} new ones, seed ${seed}\n\n`)
    process.stdout.write(`${line(['what', 'limit at a million', 'measured'])}\n`)
    for (const { work, limit, measured, within } of results) {
      process.stdout.write(
        `${line([work, limit, measured])}  ${within === null ? '' : within ? 'within' : 'MISSED'}\n`,
      )
    }
    return results.every(({ within }) => within !== false)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Line = Record<string, number>

/** As a user would: the command line on a file with answers. */
async function wholeRun(path: string, records: number): Promise<Result[]> {
  await writeDuplicates(path, { records, share, seed })
  const from = performance.now()
  const printed = await commandLine(['match', 'evaluate', path, '--truth', 'column:person'])
  const seconds = (performance.now() - from) / 1000
  process.stdout.write(`${printed}\n`)
  const found = JSON.parse(printed.trim().split('\n').at(-1) ?? '{}') as Line
  const least = (work: string, key: string, limit: number) => {
    const value = found[key] ?? 0
    return { work, limit: `≥ ${limit}`, measured: value.toFixed(4), within: value >= limit }
  }
  const most = (work: string, { key, limit, unit }: { key: string; limit: number; unit: string }) => {
    const value = found[key] ?? Number.POSITIVE_INFINITY
    return { work, limit: `≤ ${limit} ${unit}`, measured: `${value} ${unit}`, within: value <= limit }
  }
  return [
    least('F1 of pairs, threshold without answers', 'f1', 0.93),
    least('precision of clusters', 'clusterPrecision', 0.97),
    most('processor time of the whole run', { key: 'cpuSeconds', limit: 60, unit: 's' }),
    {
      work: 'the same by the clock',
      limit: '≤ 60 s',
      measured: `${seconds.toFixed(1)} s`,
      within: seconds <= 60,
    },
    most('peak memory of the whole run', { key: 'peakMemoryMiB', limit: 1536, unit: 'MiB' }),
  ]
}

function commandLine(args: readonly string[]): Promise<string> {
  // With the memory that the launcher gives every program of ours.
  const memory = process.execArgv.filter(option => option.startsWith('--max-semi-space-size'))
  const child = spawn(process.execPath, [...memory, join(projectFolder, 'app/cli.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve(printed) : reject(new Error(`The command ended with ${code}.`)),
    )
  })
}

async function newRun(
  store: string,
  { records, fresh }: Pick<MatchingSizes, 'records' | 'fresh'>,
): Promise<Result[]> {
  await mkdir(store, { recursive: true })
  const kept = join(store, 'kept')
  const set = { records: records + fresh, share, seed }
  await matchAll(
    chunks(set, id => id < records),
    { store: kept },
  )
  // To invent them takes as long as to match them.
  const arriving: MatchRecord[][] = []
  for await (const chunk of chunks(set, id => id >= records)) arriving.push(chunk)
  const from = performance.now()
  const found: BackgroundResult = await matchNew(Readable.from(arriving), { store: kept })
  const seconds = (performance.now() - from) / 1000
  const cpu = found.cost.cpuSeconds
  return [
    {
      work: `${fresh} new against ${records}, wall clock`,
      limit: '≤ 5 s',
      measured: `${seconds.toFixed(1)} s`,
      within: seconds <= 5,
    },
    {
      work: `${fresh} new against ${records}, processor`,
      limit: '',
      measured: `${cpu.toFixed(1)} s`,
      within: null,
    },
    {
      work: `${fresh} new against ${records}, peak memory`,
      limit: '',
      measured: `${found.cost.peakMemoryMiB.toFixed(0)} MiB`,
      within: null,
    },
  ]
}

async function* chunks(
  set: { records: number; share: number; seed: number },
  wanted: (id: number) => boolean,
): AsyncGenerator<MatchRecord[]> {
  let chunk: MatchRecord[] = []
  let id = 0
  for (const labelled of duplicates(set)) {
    if (wanted(id)) chunk.push(recordOf(String(id), labelled))
    id++
    if (chunk.length < 2000) continue
    yield chunk
    chunk = []
  }
  yield chunk
}

const recordOf = (id: string, { row }: LabelledRow): MatchRecord => ({
  id,
  kind: 'person',
  givenName: row.given,
  familyName: row.family,
  birthDate: row.birth,
  emails: row.email ? [row.email] : [],
  phones: row.phone ? [row.phone] : [],
  street: row.street,
  postcode: row.postcode,
  city: row.city,
})
