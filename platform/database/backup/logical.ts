import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { schemaFacts, sequencesOf, tablesOf } from './facts.ts'
import type { Manifest } from './manifest.ts'

type Facts = Pick<Manifest, 'migrations' | 'postgres' | 'tables' | 'sequences' | 'shows'>

/** Saves the rows of every table, all as of one moment, as `<schema>.<table>.copy` (text format of COPY). */
export async function dumpRows(url: string, target: string): Promise<Facts> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  const client = new pg.Client({ connectionString: url, application_name: 'tessera backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const moment = await client.query<{ shows: Date }>('select clock_timestamp() as shows')
    const facts = await schemaFacts(client)
    const tables: Manifest['tables'] = []
    for (const { schema, table, quoted, columns } of await tablesOf(client)) {
      const source = client.query(copyTo(`copy (select ${columns} from ${quoted}) to stdout`))
      await pipeline(source, createWriteStream(fileOf(target, { schema, table }), { mode: 0o600 }))
      tables.push({ schema, table, rows: source.rowCount ?? 0 })
    }
    const sequences = await sequencesOf(client)
    await client.query('commit')
    return { ...facts, tables, sequences, shows: (moment.rows[0]?.shows ?? new Date()).toISOString() }
  } finally {
    await client.end()
  }
}

/** Replaces the rows of every table named in the manifest, in one transaction; the schema must stand already. */
export async function loadRows(url: string, source: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'tessera restore' })
  await client.connect()
  try {
    await client.query('begin')
    const present = await tablesOf(client)
    const missing = manifest.tables.filter(
      ({ schema, table }) => !present.some(t => t.schema === schema && t.table === table),
    )
    if (missing.length > 0) {
      throw new Error(
        `The database lacks tables of the backup: ${missing.map(t => `${t.schema}.${t.table}`).join(', ')}.`,
      )
    }
    // The migrations themselves may have written rows (built-in roles); the backup holds them as they became.
    await client.query(`truncate ${present.map(table => table.quoted).join(', ')}`)
    for (const shape of present) {
      if (!manifest.tables.some(t => t.schema === shape.schema && t.table === shape.table)) continue
      const sink = client.query(copyFrom(`copy ${shape.quoted} (${shape.columns}) from stdin`))
      await pipeline(createReadStream(fileOf(source, shape)), sink)
    }
    for (const { schema, name, value, called } of manifest.sequences) {
      await client.query(`select setval(format('%I.%I', $1::text, $2::text)::regclass, $3, $4)`, [
        schema,
        name,
        value,
        called,
      ])
    }
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

function fileOf(folder: string, { schema, table }: { schema: string; table: string }): string {
  return join(folder, `${encodeURIComponent(schema)}.${encodeURIComponent(table)}.copy`)
}
