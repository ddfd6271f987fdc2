import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { projectFolder } from '../../platform/config.ts'
import { dataSetOf } from '../data-set.ts'
import { httpConnection } from '../http-client.ts'
import { memoryOf } from '../processes.ts'
import { openProduct } from '../product.ts'
import { inShort, type Line, machineFacts, print, type Report } from '../report.ts'
import { createKey, type ServerProcess, startServer } from '../server.ts'
import { startSystemsBeside, type SystemsBeside } from './beside.ts'
import { followingADatabase } from './following.ts'
import { pagesBesideSick } from './pages.ts'
import { joinSystems } from './set.ts'
import type { Setting } from './setting.ts'

export type Options = { customers: number; quick: boolean; fresh: boolean; cache?: string }

const count = 8
const manyRecords = { customers: 100_000, documents: 200_000, seconds: 30, perSecond: 200, queued: 50_000 }
const fewRecords = { customers: 600, documents: 1200, seconds: 2, perSecond: 50, queued: 200 }

/** What is measured, in this order; each leaves the systems as it likes. */
const sections: readonly ((setting: Setting) => Promise<Line[]>)[] = [pagesBesideSick]

/** The promises of speed around joined systems: eight real ones beside one customer page. */
export async function benchSystems({ customers, quick, fresh, cache }: Options): Promise<Report> {
  const say = (line: string) => process.stderr.write(`  ${line}\n`)
  const log = pino({ level: 'warn' }, pino.destination(2))
  const sizes = { persons: customers, organisations: Math.ceil(customers / 5), entries: customers * 5 }
  const folder = cache ?? join(projectFolder, '.cache', 'bench')
  const set = await dataSetOf(sizes, { cache: folder, fresh, log, say })
  const beside = await startSystemsBeside(count, customers)
  try {
    // Who follows the systems is another process; here it would be counted as calls of pages.
    const server = await startServer(set.folder, { role: 'web', networks: '127.0.0.0/8' })
    try {
      const measured = await measureSections(
        { server, beside, folder: set.folder },
        { customers, quick, say },
      )
      const report: Report = { benchmark: 'systems', loadSeconds: set.loadSeconds, growth: [], ...measured }
      print(report)
      return report
    } finally {
      await server.stop()
    }
  } finally {
    await beside.stop()
  }
}

type Running = { server: ServerProcess; beside: SystemsBeside; folder: string }
type Wanted = Pick<Options, 'customers' | 'quick'> & { say: (line: string) => void }
type Measured = Pick<Report, 'sizes' | 'machine' | 'memoryMb' | 'lines'>

async function measureSections(
  { server, beside, folder }: Running,
  { customers, quick, say }: Wanted,
): Promise<Measured> {
  const key = await createKey(folder, Number(server.address.port), 'steward')
  const product = await openProduct(folder, key)
  const raw = new pg.Client({ connectionString: product.url })
  await raw.connect()
  try {
    const joined = await joinSystems(raw, { others: beside.others, customers })
    say(`${joined.rows} records of ${count} systems, ${joined.customers.length} customers`)
    const idle = memoryOf(server.pid).now
    const lines: Line[] = []
    for (const section of sections) {
      const connection = await httpConnection(server.address, key)
      const counts = quick ? { count: 20, warm: 10 } : { count: 300, warm: 100 }
      const found = await section({ connection, product, raw, beside, joined, counts, quick })
      connection.close()
      for (const line of found) say(inShort(line))
      lines.push(...found)
    }
    // On a product of its own, after the pages: nobody else is at work then.
    lines.push(...(await followingADatabase(quick ? fewRecords : manyRecords, say)))
    const { rows } = await raw.query<{ server_version: string }>('show server_version')
    return {
      sizes: { customers: joined.customers.length, systems: count, records: joined.rows },
      machine: machineFacts(rows[0]?.server_version ?? ''),
      memoryMb: { idle, peak: memoryOf(server.pid).peak },
      lines,
    }
  } finally {
    await raw.end()
    await product.close()
  }
}
