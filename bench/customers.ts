import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { projectFolder } from '../platform/config.ts'
import { measureBrowser } from './browser.ts'
import { dataSetOf } from './data-set.ts'
import { httpConnection } from './http-client.ts'
import { memoryOf } from './processes.ts'
import { openProduct } from './product.ts'
import { type Growth, inShort, type Line, machineFacts, print, type Report } from './report.ts'
import { type Ask, type Asks, asksOf } from './requests.ts'
import type { Sizes } from './scene.ts'
import { createKey, startServer } from './server.ts'
import { measureTransfers } from './transfers.ts'
import { type Bench, measureMix, measureReads, pickAt } from './work.ts'
import { measureChange, measureCreation } from './writes.ts'

export type Options = {
  sizes: Sizes
  fresh: boolean
  /** Small counts: a check that everything works, not a measurement. */
  quick: boolean
  /** Also measure a hundredth and a tenth of the size. */
  growth: boolean
  /** Also look at the screens in Chromium; they must have been built. */
  browser: boolean
  cache?: string
}

type Measured = Pick<Report, 'lines' | 'memoryMb' | 'loadSeconds'> & { postgres: string; customers: number }

/** The promises of speed around customers, over HTTP with permission checks, on a generated set. */
export async function benchCustomers(options: Options): Promise<Report> {
  const say = (line: string) => process.stderr.write(`  ${line}\n`)
  const smaller = options.growth ? [0.01, 0.1].map(share => scaled(options.sizes, share)) : []
  const measured: [Sizes, Measured][] = []
  for (const sizes of [...smaller, options.sizes]) {
    say(`${sizes.persons} persons, ${sizes.organisations} organisations, ${sizes.entries} entries`)
    measured.push([sizes, await measureSize(sizes, options, say)])
  }
  const [, full] = measured.at(-1) as [Sizes, Measured]
  const report: Report = {
    benchmark: 'customers',
    sizes: { ...options.sizes },
    machine: machineFacts(full.postgres),
    memoryMb: full.memoryMb,
    loadSeconds: full.loadSeconds,
    lines: full.lines,
    growth: measured.length > 1 ? growthOf(measured) : [],
  }
  print(report)
  return report
}

async function measureSize(sizes: Sizes, options: Options, say: (line: string) => void): Promise<Measured> {
  const log = pino({ level: 'warn' }, pino.destination(2))
  const cache = options.cache ?? join(projectFolder, '.cache', 'bench')
  const { folder, scene, loadSeconds } = await dataSetOf(sizes, { cache, fresh: options.fresh, log, say })
  const server = await startServer(folder)
  try {
    const idle = memoryOf(server.pid).now
    // Before the connection is opened: the server closes one that is silent for a minute.
    const screens = !options.browser
      ? []
      : await measureBrowser({ address: server.address, dataFolder: folder }, options.quick ? 3 : 20)
    const key = await createKey(folder, Number(server.address.port), 'steward')
    const product = await openProduct(folder, key)
    const raw = new pg.Client({ connectionString: product.url })
    await raw.connect()
    const open = () => httpConnection(server.address, key)
    const connection = await open()
    try {
      const counts = options.quick ? { count: 10, warm: 3 } : { count: 300, warm: 100 }
      const bench: Bench = { connection, open, product, raw, serverPid: server.pid, counts }
      const before = await customersIn(raw)
      const asks = await asksOf(scene, connection)
      const lines = await measureAll(bench, asks, { quick: options.quick, say })
      for (const screen of screens) say(inShort(screen))
      lines.push(...screens)
      const creation = await measureCreation(bench, scene)
      say(inShort(creation.line))
      lines.push(creation.line, await measureChange(bench, scene))
      say(inShort(lines.at(-1)))
      const transfer = { bench, scene, address: server.address, key, rows: sizes.persons }
      lines.push(...(await measureTransfers(transfer, line => say(inShort(line)))))
      const after = await customersIn(raw)
      if (after !== before + creation.made)
        throw new Error(`${creation.made} customers were made, but the table grew by ${after - before}.`)
      const { rows } = await raw.query<{ server_version: string }>('show server_version')
      const memoryMb = { idle, peak: memoryOf(server.pid).peak }
      return { lines, memoryMb, loadSeconds, postgres: rows[0]?.server_version ?? '', customers: after }
    } finally {
      connection.close()
      await raw.end()
      await product.close()
    }
  } finally {
    await server.stop()
  }
}

async function measureAll(
  bench: Bench,
  asks: Asks,
  { quick, say }: { quick: boolean; say: (line: string) => void },
): Promise<Line[]> {
  const lines: Line[] = []
  const reads: readonly [work: string, asks: readonly Ask[], limit: number][] = [
    ['record', asks.records, 8],
    ['customer page (record, 50 entries, relations)', asks.pages, 8],
    ['list, first page', asks.firstLists, 15],
    ['list, later page', asks.laterLists, 15],
    ['search, part of a name', asks.searches.name, 50],
    ['search, part of an e-mail address', asks.searches.email, 50],
    ['search, part of a telephone number', asks.searches.telephone, 50],
    ['search, name with a typo', asks.searches.typo, 50],
  ]
  for (const [work, chosen, limit] of reads) {
    lines.push(await measureReads(bench, { work, asks: quick ? chosen.slice(0, 12) : chosen, limit }))
    say(inShort(lines.at(-1)))
  }
  lines.push(await measureMix(bench, { asks: mixOf(asks), seconds: quick ? 1 : 10 }))
  say(inShort(lines.at(-1)))
  return lines
}

/** Ten asks of each kind by share, shuffled by their order: four records, three pages, three lists. */
function mixOf({ records, pages, firstLists, laterLists }: Asks): Ask[] {
  const lists = [...firstLists, ...laterLists]
  return Array.from({ length: 400 }, (_, turn) => {
    const kind = (turn * 7) % 10
    if (kind < 4) return pickAt(records, turn)
    return kind < 7 ? pickAt(pages, turn) : pickAt(lists, turn * 11)
  })
}

async function customersIn(raw: pg.Client): Promise<number> {
  const { rows } = await raw.query<{ n: number }>('select count(*)::int as n from customers.customer')
  return rows[0]?.n ?? 0
}

function scaled(sizes: Sizes, share: number): Sizes {
  const part = (value: number) => Math.max(10, Math.round(value * share))
  return {
    persons: part(sizes.persons),
    organisations: part(sizes.organisations),
    entries: part(sizes.entries),
  }
}

function growthOf(measured: readonly [Sizes, Measured][]): Growth[] {
  const names = measured[0]?.[1].lines.map(nameOf) ?? []
  return names.map(work => {
    const values = measured.map(([sizes, { lines }]) => {
      const line = lines.find(found => nameOf(found) === work)
      return [
        `${sizes.persons + sizes.organisations} customers`,
        line?.rate ?? line?.p95 ?? Number.NaN,
      ] as const
    })
    return { work, values: Object.fromEntries(values) }
  })
}

/** The work without its number of rows, which differs with the size. */
function nameOf({ work }: Line): string {
  return work.replace(/ of [\d,]+/, ' of')
}
