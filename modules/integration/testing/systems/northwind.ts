import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { projectFolder } from '../../../../platform/config.ts'
import type { MariaDb } from './mariadb.ts'

/** The old company of the tests: 91 customers, 830 orders with 2,155 lines, 77 products, as two dumps of its database. */
const dumps = resolve(projectFolder, process.env.TESSERA_SHARED ?? '../shared', 'data/legacy-db-northwind')

/** Why Northwind cannot be loaded here, or null. */
export const northwindMissing = existsSync(dumps)
  ? null
  : `the dumps of Northwind are not here: ${dumps} (TESSERA_SHARED names the folder)`

/** Loads Northwind into the database `northwind` of a MariaDB (made anew). */
export async function loadNorthwindIntoMariaDb({ connection }: MariaDb): Promise<void> {
  // MariaDB does not have MySQL 8's collation; this one is the nearest.
  const script = read('mysql').replaceAll('utf8mb4_0900_ai_ci', 'utf8mb4_unicode_520_ci')
  const client = await mysql.createConnection({ ...connection, multipleStatements: true })
  try {
    await client.query(script)
  } finally {
    await client.end()
  }
}

/** Loads Northwind into the (empty) PostgreSQL database of this address, schema `public`. */
export async function loadNorthwindIntoPostgres(url: string): Promise<void> {
  // The script begins by making its database for an account that only its author has.
  const script = read('pgsql').replaceAll(/^(?:drop|create) database[^;]*;/gim, '')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(script)
  } finally {
    await client.end()
  }
}

function read(kind: 'mysql' | 'pgsql'): string {
  return gunzipSync(readFileSync(join(dumps, kind, 'northwind.sql.gz'))).toString('utf8')
}
