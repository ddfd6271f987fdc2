import pg from 'pg'
import { copyRows } from './copy.ts'
import { loadContactPoints, loadCustomers } from './generate-customers.ts'
import { loadEntries } from './generate-entries.ts'
import { loadHistory, loadOwnerships, loadRelationships, loadTasks } from './generate-ties.ts'
import { stripTables } from './load-order.ts'
import { vocabulary } from './population.ts'
import type { Scene } from './scene.ts'

type Step = (client: pg.Client) => Promise<unknown>

/**
 * Fills an empty, migrated database with the scene: rows by COPY into bare tables over two connections, then keys and
 * indexes, then VACUUM ANALYZE so that index-only scans work from the first request. `say` is told each step's seconds.
 */
export async function generate(url: string, scene: Scene, say: (line: string) => void): Promise<void> {
  const clients = [await open(url), await open(url)]
  const [first] = clients as [pg.Client, pg.Client]
  try {
    const tables = await tablesToLoad(first)
    const stripped = await stripTables(first, tables)
    await writeBatch(first, scene)
    const half = Math.floor(scene.sizes.entries / 2)
    const timed = (name: string, steps: Step[]) => run(clients, { name, steps, say })
    await timed('timeline entries', [
      client => loadEntries(client, scene, { from: 0, to: half }),
      client => loadEntries(client, scene, { from: half, to: scene.sizes.entries }),
    ])
    await timed('customers and what belongs to them', [
      client => loadCustomers(client, scene),
      client => loadContactPoints(client, scene),
      client => loadRelationships(client, scene),
      client => loadOwnerships(client, scene),
      client => loadTasks(client, scene),
      client => loadHistory(client, scene),
      client => loadWords(client),
    ])
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

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'tessera bench load' })
  await client.connect()
  await client.query(
    `set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '1GB';
     set max_parallel_maintenance_workers = 1`,
  )
  return client
}

/** Works through the steps, each client taking the next one when it is free. */
async function run(
  clients: readonly pg.Client[],
  work: { name: string; steps: Step[]; say: (line: string) => void },
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

function statement(text: string): Step {
  return client => client.query(text)
}

async function tablesToLoad(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'customers' or c.oid in ('platform.change'::regclass, 'platform.search_word'::regclass))
     order by pg_relation_size(c.oid) desc, 1`,
  )
  return rows.map(row => row.name)
}

async function writeBatch(client: pg.Client, scene: Scene): Promise<void> {
  await client.query(
    `insert into platform.batch (id, at, actor_id, actor_name, actor_kind, channel, label)
     values (encode($1, 'hex')::uuid, $2, encode($3, 'hex')::uuid, 'Benchmark', 'system', 'import', 'customers.act.imported')
     on conflict do nothing`,
    [scene.batch, new Date(scene.end), scene.users.subarray(0, 16)],
  )
}

async function loadWords(client: pg.Client): Promise<void> {
  const words = vocabulary()
  await copyRows(client, 'platform.search_word (word)', {
    from: 0,
    to: words.length,
    write: (out, row) => {
      out.row(1)
      out.text(words[row] as string)
    },
  })
}
