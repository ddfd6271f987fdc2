import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { allPermissions, systemActor } from '../../platform/kernel.ts'
import { readListQuery } from '../../platform/entities/list-query.ts'
import { createExport, findExport } from '../../platform/transfer/exports/exports.ts'
import { runExport } from '../../platform/transfer/exports/run-export.ts'
import { act, type Command, WrongUse, withProduct } from './command.ts'
import { singular } from './import.ts'

const options = {
  format: { type: 'string' },
  filter: { type: 'string' },
  columns: { type: 'string' },
  out: { type: 'string' },
} as const

export const exportCommand: Command = {
  name: 'export',
  usage: 'export ENTITY [--format csv|json] [--filter JSON] [--columns A,B] [--out FILE]',
  summary: 'Write all records of a kind to standard output or a file',
  async run(input) {
    const { values, positionals } = parseArgs({ args: input.args, allowPositionals: true, options })
    const format = values.format ?? 'csv'
    if (!positionals[0]) throw new WrongUse('“export” needs an entity.')
    if (format !== 'csv' && format !== 'json') throw new WrongUse('--format is csv or json.')
    const { filter } = readListQuery({ filter: values.filter, limit: 1 })
    const query = {
      ...(filter ? { filter } : {}),
      ...(values.columns ? { columns: values.columns.split(',') } : {}),
    }
    const entity = singular(positionals[0])
    return withProduct(input, async composition => {
      const { kernel } = composition
      const actor = systemActor(allPermissions(kernel.modules), 'command-line')
      const { id } = await act(composition, 'platform.act.exported', ctx =>
        createExport(ctx, { entity, format, query }),
      )
      const kit = { db: kernel.database.db, files: kernel.files, catalogue: kernel.catalogue }
      await runExport(kit, { exportId: id, actor, signal: new AbortController().signal })
      const done = await findExport(kernel.database.db, id)
      if (done.state !== 'done' || !done.storageKey)
        throw new Error(`The export is “${done.state}”: ${done.error ?? 'no file'}.`)
      await pipeline(
        kernel.files.read(done.storageKey),
        values.out ? createWriteStream(values.out) : process.stdout,
        { end: values.out !== undefined },
      )
      process.stderr.write(`${done.rows} rows.\n`)
      return 0
    })
  },
}
