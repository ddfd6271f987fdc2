import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pino from 'pino'
import type { Actor } from '../../../../platform/access/actor.ts'
import type { Context } from '../../../../platform/context.ts'
import { testDatabase } from '../../../../platform/database/testing.ts'
import { entityCatalogue } from '../../../../platform/entities/catalogue.ts'
import { fileStore } from '../../../../platform/files/store.ts'
import { historyTables } from '../../../../platform/history/tables.ts'
import { undoBatch } from '../../../../platform/history/undo.ts'
import { newId } from '../../../../platform/ids.ts'
import { systemActor } from '../../../../platform/kernel.ts'
import {
  createImport,
  findImport,
  type Import,
  type NewImport,
} from '../../../../platform/transfer/imports/imports.ts'
import { readMapping } from '../../../../platform/transfer/imports/options.ts'
import { runImport } from '../../../../platform/transfer/imports/run-import.ts'
import { customer } from '../../entities.ts'
import { customerImport } from '../importing.ts'
import { customerTables } from '../tables.ts'

export type Wanted = Partial<Pick<NewImport, 'options' | 'dryRun'>> & {
  mapping?: Parameters<typeof readMapping>[0]
  chunkRows?: number
  name?: string
}

/** An empty database into which files are imported, without server or job queue around it. */
export async function importBench() {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-import-'))
  const database = await testDatabase({ max: 8 })
  const files = fileStore(folder)
  const actor: Actor = systemActor(['customers.import', 'customers.write', 'customers.sensitive'])

  async function load(content: string | Buffer, wanted: Wanted = {}, as = actor): Promise<Import> {
    const file = await files.save(Readable.from([content]), { name: wanted.name ?? 'people.csv' })
    const { id } = await createImport({ db: database.db, actor: as } as unknown as Context, {
      entity: 'customer',
      file,
      format: 'csv',
      source: {},
      state: 'waiting',
      dryRun: wanted.dryRun ?? false,
      mapping: readMapping(wanted.mapping ?? {}),
      options: wanted.options ?? {},
    })
    const catalogue = await entityCatalogue(database.db, [customer])
    const { chunkRows } = wanted
    const kit = { database, files, catalogue, targets: [customerImport], log: pino({ level: 'silent' }) }
    await runImport(chunkRows ? { ...kit, chunkRows } : kit, {
      importId: id,
      actor: as,
      signal: new AbortController().signal,
    })
    return findImport(database.db, id)
  }

  return {
    database,
    actor,
    load,
    all: async <T>(text: string) => (await database.pool.query(text)).rows as T[],
    empty: () => database.pool.query('truncate customers.customer, platform.custom_field cascade'),
    undo: ({ batchId }: Import) =>
      undoBatch(
        { db: database.db, actor, now: new Date(), batch: { id: newId(), label: 'test.undo' } },
        { tables: historyTables([{ tables: [...customerTables] }]), batchId },
      ),
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
