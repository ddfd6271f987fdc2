import mariadb, { type ResultSetHeader } from 'mysql2/promise'
import { mariaDbMissing, startMariaDb } from '../../../testing/systems/mariadb.ts'
import { loadNorthwindIntoMariaDb, northwindMissing } from '../../../testing/systems/northwind.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import { mysql } from './connector.ts'

const missing = mariaDbMissing ?? northwindMissing

connectorSuite('MariaDB', missing, () => northwind())

connectorSuite('MariaDB whose log cannot be read', missing, async () => {
  const stage = await northwind({ 'binlog-row-metadata': 'MINIMAL' })
  await stage.ask('alter table Customer add updated_at timestamp(6) default now(6) on update now(6)')
  return {
    ...stage,
    // What it is able to do there.
    connector: { ...mysql, abilities: ['read', 'poll', 'write'] },
    settings: { ...stage.settings, every: 0.2, compare: 0.005 },
    marks: false,
  }
})

async function northwind(logging: Readonly<Record<string, string>> = {}) {
  const server = await startMariaDb(logging)
  await loadNorthwindIntoMariaDb(server)
  const ask = async (text: string, values: (string | null)[] = []) => {
    const client = await mariadb.createConnection({ ...server.connection, database: 'northwind' })
    try {
      const [result] = await client.execute<ResultSetHeader>(text, values)
      return result
    } finally {
      await client.end()
    }
  }
  const settings = { ...server.connection, database: 'northwind' }
  const stage: Stage = {
    connector: mysql,
    settings,
    strangers: { ...settings, password: 'wrong' },
    object: 'Customer',
    text: 'address',
    refused: { field: 'country', value: 'x'.repeat(500) },
    outside: {
      add: async () => {
        const { insertId } = await ask(`insert into Customer (companyName, address) values ('New', 'x')`)
        return String(insertId)
      },
      change: async (key, text) =>
        void (await ask('update Customer set address = ? where custId = ?', [text, key])),
      remove: async key => void (await ask('delete from Customer where custId = ?', [key])),
    },
    system: server,
    marks: true,
    remove: server.remove,
  }
  return { ...stage, ask }
}
