import pg from 'pg'
import { stripTables } from './load-order.ts'

export type Step = (client: pg.Client) => Promise<unknown>

/** Works through named steps over two connections, each taking the next one when it is free, and says how long it took. */
export type Timed = (name: string, steps: readonly Step[]) => Promise<void>

/**
 * Fills tables, chosen by a condition over `pg_class c` and `pg_namespace n`, without their keys and indexes; these are made when
 * `fill` is done, then VACUUM ANALYZE runs so that index-only scans work from the first request. `say` is told each step's seconds.
 */
export async function loadBare(
  url: string,
  { which, say }: { which: string; say: (line: string) => void },
  fill: (timed: Timed, first: pg.Client) => Promise<void>,
): Promise<void> {
  const clients = [await open(url), await open(url)]
  const [first] = clients as [pg.Client, pg.Client]
  const timed: Timed = (name, steps) => run(clients, { name, steps, say })
  try {
    const tables = await tablesToLoad(first, which)
    const stripped = await stripTables(first, tables)
    await fill(timed, first)
    await timed('keys and indexes', stripped.indexes.map(statement))
    await timed('foreign keys', stripped.foreignKeys.map(statement))
    await timed(
      'vacuum',
      tables.map(table => statement(`vacuum (analyze) ${table}`)),
    )
    await timed('checkpoint', [statement('checkpoint')])
  } finally {
    for (const client of clients) await client.end()
  }
}

export function statement(text: string): Step {
  return client => client.query(text)
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'tessera bench load' })
  await client.connect()
  await client.query(
    `set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '1GB';
     set max_parallel_maintenance_workers = 1`,
  )
  return client
}

async function run(
  clients: readonly pg.Client[],
  work: { name: string; steps: readonly Step[]; say: (line: string) => void },
): Promise<void> {
  const from = performance.now()
  const waiting = [...work.steps]
  await Promise.all(
    clients.map(async client => {
      for (let step = waiting.shift(); step; step = waiting.shift()) await step(client)
    }),
  )
  work.say(`${work.name}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
}

async function tablesToLoad(client: pg.Client, which: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (${which}) order by pg_relation_size(c.oid) desc, 1`,
  )
  return rows.map(row => row.name)
}
