import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'
import { id, idParams } from '../contract/shapes.ts'
import { type FieldKind, operatorsOf } from '../entities/descriptor.ts'
import { filterShape } from '../entities/list-query.ts'
import { importOptionsShape, mappingShape } from './imports/options.ts'

const tag = 'Import and export'
const kinds = Object.keys(operatorsOf) as [FieldKind, ...FieldKind[]]
const time = z.iso.datetime().nullable()
const loose = z.record(z.string(), z.unknown())

const dialectShape = z.object({
  encoding: z.string(),
  delimiter: z.string(),
  quote: z.string(),
  headerRow: z.int().nullable(),
})

/** A step of an import: what it read and what became of it. `read = created + matched + refused`. */
export const importShape = z.object({
  id,
  batchId: id.describe('The act; its history, and what an undo takes back'),
  entity: z.string(),
  fileName: z.string(),
  format: z.string(),
  state: z.enum([
    'draft',
    'waiting',
    'checking',
    'checked',
    'running',
    'done',
    'cancelled',
    'failed',
    'undoing',
    'undone',
  ]),
  dryRun: z.boolean(),
  mapping: z.record(
    z.string(),
    z.object({ target: z.string().nullable(), kind: z.enum(kinds).optional(), label: z.string().optional() }),
  ),
  options: importOptionsShape,
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  dialect: dialectShape.nullable(),
  total: z.int().nullable().describe('Rows of the file, once they have been counted'),
  read: z.int(),
  created: z.int(),
  matched: z.int().describe('Rows that met an existing record, or one that an earlier row made'),
  changed: z.int().describe('Records from before the import that got other values'),
  refused: z.int(),
  warnings: z.array(
    z.object({
      code: z.string(),
      column: z.string().nullable(),
      message: z.string(),
      count: z.int(),
      firstRow: z.int(),
    }),
  ),
  error: z.string().nullable(),
  cancelAsked: z.boolean(),
  undo: z.object({ state: z.string(), removed: z.int(), restored: z.int(), kept: z.int() }).nullable(),
  actorId: id,
  createdAt: z.iso.datetime(),
  startedAt: time,
  finishedAt: time,
})

export const suggestionShape = z.object({
  column: z.string(),
  target: z
    .string()
    .nullable()
    .describe('Field key, `custom.<key>` for an own field that is made, null to leave it out'),
  kind: z.enum(kinds).optional(),
  label: z.string().optional(),
  confidence: z.number().min(0).max(1),
  samples: z.array(z.string()),
  dateOrder: z.enum(['dmy', 'mdy', 'none', 'ambiguous', 'mixed']).optional(),
})

const previewShape = z.object({
  import: importShape,
  columns: z.array(suggestionShape),
  rows: z.array(z.array(z.string().nullable())).describe('The first rows as they stand in the file'),
  fields: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(kinds),
      label: z.string().optional(),
      matchable: z.boolean(),
      repeatable: z.boolean(),
    }),
  ),
  problems: z.array(loose).describe('What a person should know about the file before importing'),
})

const refusalShape = z.object({
  row: z.int().describe('Number of the row as a spreadsheet shows it'),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  params: loose,
  cells: z.array(z.string().nullable()),
})

export const exportQueryShape = z.strictObject({
  entity: z.string().max(100),
  format: z.enum(['csv', 'json']).default('csv').describe('`json` is one record per line'),
  columns: z
    .array(z.string().max(100))
    .max(500)
    .optional()
    .describe('Field keys; default all that you may see'),
  filter: filterShape.optional(),
  sort: z
    .array(z.strictObject({ field: z.string().max(100), direction: z.enum(['asc', 'desc']) }))
    .max(5)
    .optional(),
  q: z.string().max(200).optional(),
  delimiter: z.enum([',', ';', '\t']).optional(),
})

export const exportShape = z.object({
  id,
  entity: z.string(),
  format: z.enum(['csv', 'json']),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  rows: z.int(),
  size: z.int().nullable().describe('Bytes of the finished file'),
  error: z.string().nullable(),
  actorId: id,
  createdAt: z.iso.datetime(),
  finishedAt: time,
})

export const transferContract = contract({
  createImport: {
    name: 'transfer.imports.create',
    method: 'POST',
    path: '/imports',
    summary: 'Import a file',
    description:
      'Multipart: part `file` and the text parts `entity`, `mapping` (JSON: column title → field key, `custom.<key>` or null; default as suggested), `match` (field keys, comma separated), `dryRun` (`true` counts without writing) and `options` (JSON). The import runs in the background; ask for it by its id.',
    tag,
    permission: 'signed-in',
    upload: 'multipart',
    status: 202,
    reply: importShape,
    act: 'platform.act.imported',
  },
  previewImport: {
    name: 'transfer.imports.preview',
    method: 'POST',
    path: '/imports/preview',
    summary: 'Look into a file and get a mapping suggested',
    description: 'Multipart like creating one, but nothing runs: the draft is started with its id.',
    tag,
    permission: 'signed-in',
    upload: 'multipart',
    status: 201,
    reply: previewShape,
  },
  startImport: {
    name: 'transfer.imports.start',
    method: 'POST',
    path: '/imports/:id/start',
    summary: 'Start a draft, or a checked import in earnest',
    tag,
    permission: 'signed-in',
    params: idParams,
    body: z.strictObject({
      mapping: mappingShape.optional(),
      options: importOptionsShape.optional(),
      dryRun: z.boolean().default(false),
    }),
    status: 202,
    reply: importShape,
    act: 'platform.act.imported',
  },
  imports: {
    name: 'transfer.imports.list',
    method: 'GET',
    path: '/imports',
    summary: 'Imports, latest first',
    tag,
    permission: 'signed-in',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.uuid().optional(),
    }),
    reply: z.object({ items: z.array(importShape), next: z.string().nullable() }),
  },
  import: {
    name: 'transfer.imports.get',
    method: 'GET',
    path: '/imports/:id',
    summary: 'State and counts of an import',
    tag,
    permission: 'signed-in',
    params: idParams,
    reply: importShape,
  },
  refusals: {
    name: 'transfer.imports.refusals',
    method: 'GET',
    path: '/imports/:id/refusals',
    summary: 'Refused rows with their reasons',
    tag,
    permission: 'signed-in',
    params: idParams,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(500).default(100),
      after: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({ columns: z.array(z.string()), items: z.array(refusalShape), next: z.int().nullable() }),
  },
  refusalsFile: {
    name: 'transfer.imports.refusals-file',
    method: 'GET',
    path: '/imports/:id/refusals.csv',
    summary: 'Refused rows as a file: their columns and the reason',
    tag,
    permission: 'signed-in',
    params: idParams,
    download: 'stream',
  },
  kept: {
    name: 'transfer.imports.kept',
    method: 'GET',
    path: '/imports/:id/kept',
    summary: 'What the undo of an import left because someone had touched it since',
    tag,
    permission: 'signed-in',
    params: idParams,
    reply: z.object({
      items: z.array(
        z.object({
          rootId: id,
          entity: z.string(),
          recordId: id,
          title: z.string().nullable(),
          reason: z.string(),
          fields: z.array(z.string()),
        }),
      ),
    }),
  },
  cancelImport: {
    name: 'transfer.imports.cancel',
    method: 'POST',
    path: '/imports/:id/cancel',
    summary: 'Stop an import; what it has written stays and can be undone',
    tag,
    permission: 'signed-in',
    params: idParams,
    reply: importShape,
  },
  undoImport: {
    name: 'transfer.imports.undo',
    method: 'POST',
    path: '/imports/:id/undo',
    summary:
      'Take an import back: remove what it created, restore what it changed, keep and list what was touched since',
    tag,
    permission: 'signed-in',
    params: idParams,
    status: 202,
    reply: importShape,
    act: 'platform.act.undone',
  },
  createExport: {
    name: 'transfer.exports.create',
    method: 'POST',
    path: '/exports',
    summary: 'Export all rows of a list',
    tag,
    permission: 'signed-in',
    body: exportQueryShape,
    status: 202,
    reply: exportShape,
  },
  export: {
    name: 'transfer.exports.get',
    method: 'GET',
    path: '/exports/:id',
    summary: 'State of an export',
    tag,
    permission: 'signed-in',
    params: idParams,
    reply: exportShape,
  },
  exportFile: {
    name: 'transfer.exports.file',
    method: 'GET',
    path: '/exports/:id/file',
    summary: 'The exported file',
    tag,
    permission: 'signed-in',
    params: idParams,
    download: 'stream',
    errors: ['transfer.export-not-ready'],
  },
  cancelExport: {
    name: 'transfer.exports.cancel',
    method: 'POST',
    path: '/exports/:id/cancel',
    summary: 'Stop an export',
    tag,
    permission: 'signed-in',
    params: idParams,
    reply: exportShape,
  },
})
