import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pino from 'pino'
import { projectFolder, readConfig } from '../platform/config.ts'
import { openApi } from '../platform/contract/openapi.ts'
import { connect } from '../platform/database/connect.ts'
import { addressFor, asAdministrator, startTestServer } from '../platform/database/testing-server.ts'
import { endpointsOf } from '../platform/http/server.ts'
import type { Kernel } from '../platform/kernel.ts'
import { compose, version } from './compose.ts'
import { schemaText } from './docs/schema-text.ts'
import { migrationSources } from './migrations.ts'

/** The generated documents, by their path in the project; a test compares them with what is committed. */
export async function documents(
  kernel: Pick<Kernel, 'modules' | 'database'>,
): Promise<Record<string, string>> {
  const endpoints = endpointsOf(kernel).map(({ endpoint }) => endpoint)
  const schemas = migrationSources.map(({ module }) => module.replaceAll('-', '_'))
  return {
    'docs/api/openapi.json': `${JSON.stringify(openApi(endpoints, version), null, 2)}\n`,
    'docs/schema.sql': await schemaText(kernel.database.db, schemas),
  }
}

/** `npm run docs`: writes the documents anew, from the program and a freshly migrated database. */
async function write(): Promise<void> {
  const server = await startTestServer(migrationSources)
  const folder = mkdtempSync(join(tmpdir(), 'tessera-docs-'))
  const name = `test_docs_${process.pid}`
  try {
    await asAdministrator(server.url, client =>
      client.query(`create database "${name}" template "${server.template}"`),
    )
    const url = addressFor(server.url, name)
    const database = await connect(url, { max: 4, applicationName: 'tessera docs' })
    const config = readConfig({ DATABASE_URL: url, TESSERA_DATA: folder, TESSERA_DEMO: '1' })
    const log = pino({ level: 'warn' })
    const open = { database, url, embedded: false }
    const composition = await compose({ config, log, open, address: 'http://127.0.0.1:4004', worker: false })
    for (const [path, text] of Object.entries(await documents(composition.kernel))) {
      mkdirSync(dirname(join(projectFolder, path)), { recursive: true })
      writeFileSync(join(projectFolder, path), text)
      process.stdout.write(`${path}\n`)
    }
    await composition.stop()
    await database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await server.stop()
  }
}

if (import.meta.main) await write()
