import type { Context } from '../../context.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { run } from '../../database/statement.ts'
import { Conflict } from '../../errors.ts'
import type { UploadedFile } from '../../http/transfer-types.ts'
import type { transferContract } from '../contract.ts'
import type { Table } from '../readers/table.ts'
import { columnFields, type ImportField, type ImportTarget, optionFields } from '../target.ts'
import { type Before, importBefore, optionsAs, suggestedAs } from './as-before.ts'
import { findImport, type Import } from './imports.ts'
import { look, sourceOf } from './look.ts'
import { mappingOf, openFile, targetOf } from './open-import.ts'
import { lookAtUpload, type Received, writeDown } from './receive.ts'
import { importView, ownImport } from './view.ts'

type Preview = ReplyOf<(typeof transferContract)['previewImport']>

const shownRows = 20

/** Looks into a file that has just come: a draft, the suggested mapping and the first rows. */
export async function previewImport(
  ctx: Context,
  file: UploadedFile,
  targets: readonly ImportTarget[],
): Promise<Preview> {
  const received = await takenAsBefore(ctx, await lookAtUpload(ctx, file, targets))
  const draft = await writeDown(ctx, file, { ...received, state: 'draft', dryRun: false })
  return previewOf(ctx, { ...received, draft, targets })
}

/**
 * Looks again into the file of a draft, or of an import that was only checked: after the page was loaded anew, or to take
 * another sheet, which begins the draft anew. Throws `Conflict` once the import has been started in earnest.
 */
export async function previewAgain(
  ctx: Context,
  { id, sheet, targets }: { id: string; sheet: string | undefined; targets: readonly ImportTarget[] },
): Promise<Preview> {
  const found = await ownImport(ctx, id)
  if (found.state !== 'draft' && !found.dryRun)
    throw new Conflict(`The import is “${found.state}”; its columns cannot be chosen any more.`, found)
  if (sheet !== undefined && ['waiting', 'checking'].includes(found.state))
    throw new Conflict('The file is being checked. Take another sheet when that has ended.', found)
  const opened = { ...found, options: { ...found.options, ...(sheet === undefined ? {} : { sheet }) } }
  const table = await openFile(ctx, opened)
  const looked = await look(ctx, { table, entity: found.entity, targets })
  if (sheet !== undefined)
    await beginAnew(ctx, found, { sheet, table, mapping: mappingOf(looked.suggestions) })
  return previewOf(ctx, { draft: await findImport(ctx.db, found.id), table, looked, targets })
}

async function beginAnew(
  ctx: Context,
  { id, options: { constants } }: Import,
  { sheet, table, mapping }: { sheet: string; table: Table; mapping: Import['mapping'] },
): Promise<void> {
  const options = { sheet, ...(constants ? { constants } : {}) }
  await run(
    ctx.db,
    `update platform.import set state = 'draft', dry_run = false, mapping = $2, options = $3, source = $4 where id = $1`,
    [id, JSON.stringify(mapping), JSON.stringify(options), JSON.stringify(sourceOf(table))],
  )
}

/** A file with the columns of an earlier one is read as that was, unless the mapping came with it. */
async function takenAsBefore(
  ctx: Context,
  received: Received,
): Promise<Received & { before: Before | null }> {
  const { request, looked, table } = received
  if (request.mapping) return { ...received, before: null }
  const asked = { entity: request.entity, columns: table.columns, fields: looked.fields }
  const before = await importBefore(ctx, asked)
  if (!before) return { ...received, before }
  return {
    table,
    before,
    request: { ...request, options: optionsAs(before, request.options) },
    looked: { ...looked, suggestions: suggestedAs(before, looked.suggestions) },
  }
}

type Looked = Pick<Received, 'table' | 'looked'> & {
  draft: Import
  targets: readonly ImportTarget[]
  before?: Before | null
}

async function previewOf(ctx: Context, { draft, table, looked, targets, before }: Looked): Promise<Preview> {
  return {
    import: await importView(ctx, draft),
    columns: looked.suggestions,
    rows: looked.sampled.rows.slice(0, shownRows).map(cells => [...cells]),
    fields: columnFields(looked.fields).map(({ key, kind, label, matchable, repeatable }) => ({
      key,
      kind,
      ...(label ? { label } : {}),
      matchable: matchable ?? false,
      repeatable: repeatable ?? false,
    })),
    options: optionFields(looked.fields).map(optionView),
    asBefore: before ? { fileName: before.fileName, at: before.createdAt.toISOString() } : null,
    matchedBy: [...targetOf(targets, draft.entity).defaultMatch],
    problems: table.warnings.slice(0, 100).map(problem => ({ ...problem })),
  }
}

function optionView(field: ImportField): Preview['options'][number] {
  const { key, kind, label, choices, references, makes, onceForAll } = field
  return {
    key,
    kind,
    ...(label ? { label } : {}),
    ...(choices ? { choices: choices.map(({ value }) => value) } : {}),
    ...(references ? { references } : {}),
    makes: makes ?? false,
    always: onceForAll ?? false,
  }
}
