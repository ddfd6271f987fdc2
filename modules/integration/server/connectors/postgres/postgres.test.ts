import { readFileSync } from 'node:fs'
import pg from 'pg'
import { loadNorthwindIntoPostgres, northwindMissing } from '../../../testing/systems/northwind.ts'
import { startOtherPostgres } from '../../../testing/systems/postgres.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import { postgres } from './connector.ts'

/** The server with its processes for connections, which a signal to the first one does not reach. */
function forAll(pid: number, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  for (const each of [...children.map(Number), pid]) process.kill(each, signal)
}

connectorSuite('PostgreSQL', northwindMissing, async () => northwind())

connectorSuite('PostgreSQL whose log cannot be read', northwindMissing, async () => {
  const stage = await northwind({ wal_level: 'replica' })
  // Most programs write the stamp themselves; here the server does, as their ORM would.
  await stage.ask(`alter table customer add updated_at timestamptz default now();
    create function stamp() returns trigger language plpgsql as 'begin new.updated_at = clock_timestamp(); return new; end';
    create trigger stamped before update on customer for each row execute function stamp()`)
  return {
    ...stage,
    // What it is able to do there.
    connector: { ...postgres, abilities: ['read', 'poll', 'write'] },
    settings: { ...stage.settings, every: 0.2, compare: 0.005 },
    marks: false,
  }
})

async function northwind(logging: Readonly<Record<string, string>> = {}) {
  const server = await startOtherPostgres(logging)
  await loadNorthwindIntoPostgres(server.url)
  const ask = async (text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    try {
      return (await client.query(text, values)).rows as { custid: number }[]
    } finally {
      await client.end()
    }
  }
  await ask('alter table customer replica identity full')
  // The dump leaves the sequence at its beginning.
  await ask(`select setval('customer_custid_seq', (select max(custid) from customer))`)
  const { hostname, port, username, password, pathname } = new URL(server.url)
  const settings = {
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    password: decodeURIComponent(password),
  }
  const stage: Stage = {
    connector: postgres,
    settings,
    strangers: { ...settings, password: 'wrong' },
    object: 'customer',
    text: 'address',
    refused: { field: 'country', value: 'x'.repeat(500) },
    outside: {
      add: async () => {
        const [row] = await ask(
          `insert into customer (companyname, address) values ('New', 'x') returning custid`,
        )
        return String(row?.custid)
      },
      change: async (key, text) =>
        void (await ask('update customer set address = $2 where custid = $1', [key, text])),
      remove: async key => void (await ask('delete from customer where custid = $1', [key])),
    },
    system: {
      stop: server.stop,
      start: server.start,
      freeze: () => forAll(server.pid(), 'SIGSTOP'),
      thaw: () => forAll(server.pid(), 'SIGCONT'),
    },
    marks: true,
    remove: server.remove,
  }
  return { ...stage, ask }
}
