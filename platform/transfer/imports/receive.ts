import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import type { UploadedFile } from '../../http/transfer-types.ts'
import { openTable } from '../readers/reader.ts'
import type { Table } from '../readers/table.ts'
import type { ImportTarget } from '../target.ts'
import { createImport, type Import } from './imports.ts'
import { look, sourceOf } from './look.ts'
import { mappingOf, targetOf } from './open-import.ts'
import {
  type ImportOptions,
  importOptionsShape,
  mappingShape,
  type OnMatch,
  readJsonField,
  readMapping,
} from './options.ts'
import { makePlan } from './plan.ts'
import { requireImport } from './view.ts'

/** What came with the file, read and checked. */
type Request = {
  entity: string
  dryRun: boolean
  options: ImportOptions
  mapping: ReturnType<typeof readMapping> | undefined
}

function readRequest(ctx: Context, file: UploadedFile, targets: readonly ImportTarget[]): Request {
  const { fields } = file
  // Where nobody says: the first kind that has no page of its own for files, which is that of the lowest module.
  const general = targets.find(target => !ctx.catalogue.entity(target.entity).importPage)
  const entity = fields.entity?.trim() || general?.entity
  if (!entity)
    throw invalid(
      'entity',
      'transfer.entity-missing',
      `Say with “entity” what the file holds: ${targets.map(target => target.entity).join(', ')}.`,
    )
  targetOf(targets, entity)
  const mapping = readJsonField(mappingShape, 'mapping', fields.mapping)
  const options = readJsonField(importOptionsShape, 'options', fields.options) ?? {}
  const match = fields.match?.trim()
  const dryRun = readFlag('dryRun', fields.dryRun)
  const matched = readOnMatch(fields.matched?.trim())
  return {
    entity,
    dryRun,
    options: { ...options, ...(match ? { match } : {}), ...(matched ? { matched } : {}) },
    mapping: mapping && readMapping(mapping),
  }
}

function readOnMatch(text: string | undefined): OnMatch | undefined {
  if (!text) return undefined
  const read = importOptionsShape.shape.matched.safeParse(text)
  if (read.success) return read.data
  throw invalid('matched', 'platform.bad-value', '“matched” is “update”, “fill” or “skip”.')
}

function readFlag(name: string, text: string | undefined): boolean {
  if (text === undefined || ['', 'false', '0', 'no'].includes(text)) return false
  if (['true', '1', 'yes'].includes(text)) return true
  throw invalid(name, 'platform.bad-value', `“${name}” is “true” or “false”.`)
}

/** Opens the file and writes down the import; a file or mapping that cannot work is refused here, with the reason. */
export async function receiveImport(
  ctx: Context,
  file: UploadedFile,
  targets: readonly ImportTarget[],
): Promise<Import> {
  const received = await lookAtUpload(ctx, file, targets)
  const { request, looked } = received
  const { sampled, fields, target, entity } = looked
  const mapping = mappingFor(received)
  const { options } = request
  makePlan({ sampled, mapping, options, fields, target, customFields: entity.customFields, today: ctx.now })
  return writeDown(ctx, file, { ...received, state: 'waiting', dryRun: request.dryRun })
}

/** What came with a file, the opened file, and what its columns may mean. */
export type Received = {
  request: Request
  table: Table
  looked: Awaited<ReturnType<typeof look>>
}

/** Opens a file that has just come and looks at its columns; refused without the right to import. */
export async function lookAtUpload(
  ctx: Context,
  file: UploadedFile,
  targets: readonly ImportTarget[],
): Promise<Received> {
  const request = readRequest(ctx, file, targets)
  requireImport(ctx, request.entity)
  const { sheet } = request.options
  const table = await openTable(file.path, { name: file.name, ...(sheet ? { sheet } : {}) })
  return { request, table, looked: await look(ctx, { table, entity: request.entity, targets }) }
}

function mappingFor({ request, looked }: Received): Import['mapping'] {
  return request.mapping ?? mappingOf(looked.suggestions)
}

/** Writes an import down: one that waits to be run, or a draft. */
export function writeDown(
  ctx: Context,
  file: UploadedFile,
  { state, dryRun, ...received }: Received & { state: 'draft' | 'waiting'; dryRun: boolean },
): Promise<Import> {
  const { request, table } = received
  const { entity, options } = request
  const mapping = mappingFor(received)
  return createImport(ctx, {
    entity,
    file,
    format: table.format,
    source: sourceOf(table),
    state,
    dryRun,
    mapping,
    options,
  })
}
