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
import type { ImportTarget } from '../../../../platform/transfer/target.ts'
import { customer } from '../../entities.ts'
import { customerImport } from '../importing.ts'
import { customerTables } from '../tables.ts'

export type Wanted = Partial<Pick<NewImport, 'options' | 'dryRun'>> & {
  mapping?: Parameters<typeof readMapping>[0]
  chunkRows?: number
  name?: string
}

export type Running = { chunkRows?: number | undefined; target?: ImportTarget | undefined; as?: Actor }

/** An empty database into which files are imported, without server or job queue around it. */
export async function importBench() {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-import-'))
  const database = await testDatabase({ max: 8 })
  const files = fileStore(folder)
  const actor: Actor = systemActor(['customers.import', 'customers.write', 'customers.sensitive'])

  /** An import that waits to be run; answers its id. */
  async function prepare(content: string | Buffer, wanted: Wanted = {}, as = actor): Promise<string> {
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
    return id
  }

  /** Runs it to its end, or on from where it stopped. */
  async function execute(importId: string, running: Running = {}): Promise<Import> {
    const { chunkRows, target = customerImport, as = actor } = running
    const catalogue = await entityCatalogue(database.db, [customer])
    const kit = { database, files, catalogue, targets: [target], log: pino({ level: 'silent' }) }
    const signal = new AbortController().signal
    await runImport(chunkRows ? { ...kit, chunkRows } : kit, { importId, actor: as, signal })
    return findImport(database.db, importId)
  }

  return {
    database,
    folder,
    prepare,
    execute,
    actor,
    load: async (content: string | Buffer, wanted: Wanted = {}, as = actor) =>
      execute(await prepare(content, wanted, as), { chunkRows: wanted.chunkRows, as }),
    all: async <T>(text: string) => (await database.pool.query(text)).rows as T[],
    empty: () => database.pool.query('truncate customers.customer, platform.custom_field cascade'),
    undo: ({ batchId }: Pick<Import, 'batchId'>) =>
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
