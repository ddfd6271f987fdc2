import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { projectFolder } from '../../platform/config.ts'
import { learn } from '../../modules/sales/server/forecast/learning.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { dataSetOf } from '../data-set.ts'
import { httpConnection } from '../http-client.ts'
import { memoryOf } from '../processes.ts'
import { openProduct } from '../product.ts'
import { inShort, type Line, machineFacts, print, type Report } from '../report.ts'
import { createKey, type ServerProcess, startServer } from '../server.ts'
import { measureDragging } from './dragging.ts'
import { measureAsManager, measureMove, measureReadings } from './sections.ts'
import { readSalesSet, salesPart } from './set.ts'

export type Options = {
  opportunities: number
  quick: boolean
  fresh: boolean
  browser: boolean
  cache?: string
}

/** The promises of speed of sales: boards, pictures and moves among half a million deals with five million stays and activities. */
export async function benchSales({ opportunities, quick, fresh, browser, cache }: Options): Promise<Report> {
  const say = (line: string) => process.stderr.write(`  ${line}\n`)
  const log = pino({ level: 'warn' }, pino.destination(2))
  const persons = Math.ceil(opportunities / 5)
  // With about 1.7 million stays and ends of half a million deals they are five million.
  const sizes = { persons, organisations: Math.ceil(persons / 5), entries: Math.ceil(opportunities * 6.6) }
  const set = await dataSetOf(sizes, {
    cache: cache ?? join(projectFolder, '.cache', 'bench'),
    fresh,
    log,
    say,
    part: salesPart(opportunities),
  })
  const server = await startServer(set.folder, { role: 'web' })
  try {
    const measured = await measureAll({ server, folder: set.folder }, { quick, browser, say })
    const report: Report = { benchmark: 'sales', loadSeconds: set.loadSeconds, growth: [], ...measured }
    print(report)
    return report
  } finally {
    await server.stop()
  }
}

type Running = { server: ServerProcess; folder: string }
type Wanted = Pick<Options, 'quick' | 'browser'> & { say: (line: string) => void }

async function measureAll(
  { server, folder }: Running,
  { quick, browser, say }: Wanted,
): Promise<Pick<Report, 'sizes' | 'machine' | 'memoryMb' | 'lines'>> {
  const key = await createKey(folder, Number(server.address.port), 'administrator')
  const product = await openProduct(folder, key)
  const raw = new pg.Client({ connectionString: product.url })
  await raw.connect()
  try {
    const set = await readSalesSet(raw)
    const from = performance.now()
    await inTransaction(product.db, db => learn({ db, now: new Date() }, set.pipeline))
    say(`what forecasts stand on learnt in ${Math.round((performance.now() - from) / 100) / 10} s`)
    // Opened when it is used: the server closes one that says nothing for minutes.
    const connection = await httpConnection(server.address, key)
    const idle = memoryOf(server.pid).now
    const counts = quick ? { count: 10, warm: 5 } : { count: 100, warm: 20 }
    const setting = { connection, product, raw, set, counts, say }
    const lines: Line[] = await measureReadings(setting)
    lines.push(...(await measureAsManager(setting)))
    const move = await measureMove(setting)
    say(inShort(move))
    lines.push(move)
    if (browser) {
      const dragging = await measureDragging({ address: server.address, dataFolder: folder })
      say(inShort(dragging))
      lines.push(dragging)
    }
    connection.close()
    const { rows } = await raw.query<{ server_version: string }>('show server_version')
    return {
      sizes: { opportunities: set.opportunities, records: set.records },
      machine: machineFacts(rows[0]?.server_version ?? ''),
      memoryMb: { idle, peak: memoryOf(server.pid).peak },
      lines,
    }
  } finally {
    await raw.end()
    await product.close()
  }
}
