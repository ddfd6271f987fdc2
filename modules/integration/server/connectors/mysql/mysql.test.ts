import mariadb, { type ResultSetHeader } from 'mysql2/promise'
import { mariaDbMissing, startMariaDb } from '../../../testing/systems/mariadb.ts'
import { loadNorthwindIntoMariaDb, northwindMissing } from '../../../testing/systems/northwind.ts'
import { connectorSuite, type Stage } from '../contract-suite.ts'
import { mysql } from './connector.ts'

connectorSuite('MariaDB', mariaDbMissing ?? northwindMissing, async (): Promise<Stage> => {
  const server = await startMariaDb()
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
  return {
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
})
