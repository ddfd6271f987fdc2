import { z } from 'zod'
import { id } from '../contract/shapes.ts'
import { type FieldKind, operatorsOf } from '../entities/descriptor.ts'
import { filterShape } from '../entities/list-query.ts'
import { importOptionsShape } from './imports/options.ts'

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
  alongside: z
    .int()
    .describe('Records made besides, because rows name them (where a person works); not among `created`'),
  related: z.int().describe('Relationships made between records of rows and records that the rows name'),
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
  actorName: z.string().nullable().describe('Known once the import has written something'),
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

export const previewShape = z.object({
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
  options: z
    .array(
      z.object({
        key: z.string(),
        kind: z.enum(kinds),
        label: z.string().optional(),
        choices: z.array(z.string()).optional(),
        references: z.string().optional().describe('The value is the id of a record of this kind'),
        makes: z.boolean().describe('Or a name, of which a record is made'),
        always: z.boolean().describe('No column can say it; others matter where no column does'),
      }),
    )
    .describe('What may be said once for all rows, as `options.constants`'),
  asBefore: z
    .object({ fileName: z.string(), at: z.iso.datetime() })
    .nullable()
    .describe('The import of a file with the same columns that columns and options were taken from'),
  matchedBy: z
    .array(z.string())
    .describe('By the first of these that some column fills records are found, unasked'),
  problems: z.array(loose).describe('What a person should know about the file before importing'),
})

export const refusalShape = z.object({
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
  ids: z
    .array(id)
    .min(1)
    .max(10_000)
    .optional()
    .describe('Only these records, and of them those that the filter finds and you may see'),
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
