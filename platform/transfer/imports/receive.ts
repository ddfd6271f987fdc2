import type { Context } from '../../context.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { invalid } from '../../errors.ts'
import type { UploadedFile } from '../../http/transfer-types.ts'
import type { transferContract } from '../contract.ts'
import { openTable } from '../readers/reader.ts'
import type { Table } from '../readers/table.ts'
import { importFields, type ImportTarget, suggestFor } from '../target.ts'
import { createImport, type Import, type Source } from './imports.ts'
import { mappingOf, sampleOf, targetOf } from './open-import.ts'
import {
  type ImportOptions,
  importOptionsShape,
  mappingShape,
  type OnMatch,
  readJsonField,
  readMapping,
} from './options.ts'
import { makePlan } from './plan.ts'
import { importView, requireImport } from './view.ts'

/** What came with the file, read and checked. */
type Request = {
  entity: string
  dryRun: boolean
  options: ImportOptions
  mapping: ReturnType<typeof readMapping> | undefined
}

export function readRequest(file: UploadedFile, targets: readonly ImportTarget[]): Request {
  const { fields } = file
  const entity = fields.entity?.trim() || (targets.length === 1 ? targets[0]?.entity : undefined)
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
  const request = readRequest(file, targets)
  requireImport(ctx, request.entity)
  const table = await open(file, request.options)
  const { suggestions, sampled, fields, target, entity } = await look(ctx, {
    table,
    entity: request.entity,
    targets,
  })
  const mapping = request.mapping ?? mappingOf(suggestions)
  makePlan({
    sampled,
    mapping,
    options: request.options,
    fields,
    target,
    customFields: entity.customFields,
    today: ctx.now,
  })
  return createImport(ctx, {
    entity: request.entity,
    file,
    format: table.format,
    source: sourceOf(table),
    state: 'waiting',
    dryRun: request.dryRun,
    mapping,
    options: request.options,
  })
}

const shownRows = 20
const previewSample = 2000
/** Of a file with thousands of columns fewer rows are looked at, so that the answer comes as fast. */
const sampledCells = 400_000
const leastSample = 50

/** Looks into the file: a draft, the suggested mapping and the first rows. */
export async function previewImport(
  ctx: Context,
  file: UploadedFile,
  targets: readonly ImportTarget[],
): Promise<ReplyOf<(typeof transferContract)['previewImport']>> {
  const request = readRequest(file, targets)
  requireImport(ctx, request.entity)
  const table = await open(file, request.options)
  const { suggestions, sampled, fields } = await look(ctx, { table, entity: request.entity, targets })
  const draft = await createImport(ctx, {
    entity: request.entity,
    file,
    format: table.format,
    source: sourceOf(table),
    state: 'draft',
    dryRun: false,
    mapping: request.mapping ?? mappingOf(suggestions),
    options: request.options,
  })
  return {
    import: await importView(ctx, draft),
    columns: suggestions,
    rows: sampled.rows.slice(0, shownRows).map(cells => [...cells]),
    fields: fields.map(({ key, kind, label, matchable, repeatable }) => ({
      key,
      kind,
      ...(label ? { label } : {}),
      matchable: matchable ?? false,
      repeatable: repeatable ?? false,
    })),
    problems: table.warnings.slice(0, 100).map(problem => ({ ...problem })),
  }
}

function open(file: UploadedFile, options: ImportOptions): Promise<Table> {
  return openTable(file.path, { name: file.name, ...(options.sheet ? { sheet: options.sheet } : {}) })
}

function sourceOf({ columns, sheet, sheets, dialect }: Table): Source {
  return {
    columns,
    ...(sheet ? { sheet } : {}),
    ...(sheets ? { sheets } : {}),
    ...(dialect ? { dialect } : {}),
  }
}

type Looking = { table: Table; entity: string; targets: readonly ImportTarget[] }

async function look(ctx: Context, { table, entity: name, targets }: Looking) {
  const entity = ctx.catalogue.entity(name)
  const target = targetOf(targets, name)
  const few = Math.max(leastSample, Math.floor(sampledCells / table.columns.length))
  const sampled = await sampleOf(table, Math.min(previewSample, few))
  const fields = importFields(entity, target, ctx.actor)
  return { entity, target, sampled, fields, suggestions: suggestFor(sampled, fields, target) }
}
