import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { findImport } from '../../platform/transfer/imports/imports.ts'
import { receiveImport } from '../../platform/transfer/imports/receive.ts'
import { refusalsFile } from '../../platform/transfer/imports/refusals-file.ts'
import { runImport } from '../../platform/transfer/imports/run-import.ts'
import { allPermissions, systemActor } from '../../platform/kernel.ts'
import type { Composition } from '../compose.ts'
import { act, type Command, type CommandInput, say, WrongUse, withProduct } from './command.ts'

const options = {
  map: { type: 'string' },
  match: { type: 'string' },
  matched: { type: 'string' },
  options: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

export const importCommand: Command = {
  name: 'import',
  usage:
    'import ENTITY FILE [--map F.json] [--match FIELD] [--matched update|fill|skip] [--options JSON] [--dry-run]',
  summary:
    'Import CSV, TSV, XLSX or vCard; can be undone in the app. Refused rows are written beside the file',
  async run(input) {
    const { values, positionals } = parseArgs({ args: input.args, allowPositionals: true, options })
    const [entity, path] = positionals
    if (!entity || !path) throw new WrongUse('“import” needs an entity and a file.')
    const readable = await stat(path).catch(() => null)
    if (!readable?.isFile()) throw new WrongUse(`There is no file ${path}.`)
    const fields: Record<string, string> = {
      entity: singular(entity),
      dryRun: values['dry-run'] ? 'true' : 'false',
    }
    if (values.map) fields.mapping = await readFile(values.map, 'utf8')
    if (values.match) fields.match = values.match
    if (values.matched) fields.matched = values.matched
    if (values.options) fields.options = values.options
    return withProduct(input, composition => importFile(composition, input, { path, fields }))
  },
}

/** People say “customers” where the record is a “customer”. */
export function singular(entity: string): string {
  return entity.endsWith('s') ? entity.slice(0, -1) : entity
}

type Wanted = { path: string; fields: Record<string, string> }

async function importFile(
  composition: Composition,
  input: CommandInput,
  { path, fields }: Wanted,
): Promise<number> {
  const { kernel } = composition
  const targets = kernel.modules.flatMap(module => module.imports ?? [])
  const stored = await kernel.files.save(createReadStream(path), { name: basename(path) })
  const file = { ...stored, path: kernel.files.path(stored.key), fields }
  const { id } = await act(composition, 'platform.act.imported', ctx => receiveImport(ctx, file, targets))
  const actor = systemActor(allPermissions(kernel.modules), 'import')
  const kit = {
    database: kernel.database,
    files: kernel.files,
    catalogue: kernel.catalogue,
    targets,
    log: input.log,
  }
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  const progress = process.stderr.isTTY ? setInterval(() => void show(composition, id), 1000) : null
  await runImport(kit, { importId: id, actor, signal: stopping.signal })
  if (progress) clearInterval(progress)
  kernel.wake()
  return report(composition, id, path)
}

async function show({ kernel }: Composition, id: string): Promise<void> {
  const { readRows, refused } = await findImport(kernel.database.db, id)
  process.stderr.write(`\r${readRows} rows read, ${refused} refused `)
}

async function report({ kernel }: Composition, id: string, path: string): Promise<number> {
  const done = await findImport(kernel.database.db, id)
  say(
    `${done.dryRun ? 'Checked' : 'Imported'} ${basename(path)}: ${done.readRows} rows read, ${done.created} new, ${done.matched} matched (${done.changed} changed), ${done.refused} refused.`,
  )
  if (done.related > 0)
    say(`Relationships to records that rows name: ${done.related}; records made for them: ${done.alongside}.`)
  say(`Import ${id} is “${done.state}”${done.error ? `: ${done.error}` : ''}.`)
  if (done.refused > 0) {
    const target = `${path}.refused.csv`
    const { stream } = refusalsFile({ db: kernel.database.db }, done)
    await pipeline(stream, createWriteStream(target))
    say(`The refused rows with their reasons: ${target}`)
  }
  return done.state === 'done' || done.state === 'checked' ? 0 : 1
}
