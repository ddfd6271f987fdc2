import pino from 'pino'
import { connect } from '../../../../platform/database/connect.ts'
import { entityCatalogue } from '../../../../platform/entities/catalogue.ts'
import { fileStore } from '../../../../platform/files/store.ts'
import { systemActor } from '../../../../platform/kernel.ts'
import { runImport } from '../../../../platform/transfer/imports/run-import.ts'
import { customer } from '../../entities.ts'
import { heldFrom } from './testing-hold.ts'

/** Runs one import in a process of its own, to be killed by a test before it ends: `node testing-process.ts URL FILES IMPORT`. */
const [url, files, importId] = process.argv.slice(2) as [string, string, string]
const database = await connect(url, { max: 6, applicationName: 'import under test' })
const kit = {
  database,
  files: fileStore(files),
  catalogue: await entityCatalogue(database.db, [customer]),
  targets: [heldFrom(11, new Promise(() => undefined))],
  log: pino({ level: 'silent' }),
  chunkRows: 500,
}
await runImport(kit, {
  importId,
  actor: systemActor(['customers.import']),
  signal: new AbortController().signal,
})
await database.close()
