import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, connect } from './connect.ts'
import { addressFor, asAdministrator, type TestServer } from './testing-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServerUrl: string
    testTemplate: string
  }
}

/** A database of one test file: its address and open connections; `close` drops it. */
export type TestDatabase = Database & { url: string }

/**
 * A fresh database for one test file: a clone of the migrated template, or with `empty` one without any schema, on the server
 * of the run or on another. Call it in `beforeAll`, and `close` in `afterAll`.
 */
export async function testDatabase(
  options: { empty?: boolean; max?: number; server?: Pick<TestServer, 'url' | 'template'> } = {},
): Promise<TestDatabase> {
  const server = options.server?.url ?? inject('testServerUrl')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const template = options.empty ? 'template1' : (options.server?.template ?? inject('testTemplate'))
  // Copying files needs no checkpoint worth mentioning here (fsync is off) and no WAL for every page.
  await asAdministrator(server, client =>
    client.query(`create database "${name}" template "${template}" strategy file_copy`),
  )
  const url = addressFor(server, name)
  const database = await connect(url, { max: options.max ?? 5, applicationName: 'tessera test' })
  return {
    ...database,
    url,
    close: async () => {
      await database.close()
      await asAdministrator(server, client => client.query(`drop database "${name}" with (force)`))
    },
  }
}
