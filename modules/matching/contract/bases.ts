import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, pageShape, text, words } from '../../../platform/contract/shapes.ts'
import { filterShape, listQueryShape } from '../../../platform/entities/list-query.ts'
import { part } from './shapes.ts'

const tag = 'Bases'
const when = z.iso.datetime()
const permission = 'matching.manage'

/** `taken + refused + left = loaded`; the free ones by what matching said of them. */
const counts = z.object({
  loaded: z.int(),
  taken: z.int().describe('Are customers now'),
  refused: z.int().describe('Free; the last stage that tried them could not take them'),
  left: z.int().describe('Free, and no stage has been refused them'),
  new: z.int().describe('Free and like nobody here'),
  same: z.int().describe('Free and surely a customer'),
  unsure: z.int().describe('Free, and a person has to look'),
  unmatched: z.int().describe('Free and not compared yet'),
  twins: z.int().describe('Free, and the same as an earlier record of the base'),
})
export type BaseCounts = z.output<typeof counts>

const base = z.object({
  id,
  version: z.int(),
  name: z.string(),
  note: z.string().nullable(),
  createdAt: when,
  counts,
})
export type Base = z.output<typeof base>

const load = z.object({
  id: id.describe('The import'),
  fileName: z.string(),
  state: z.string(),
  read: z.int(),
  created: z.int(),
  matched: z.int(),
  refused: z.int(),
  createdAt: when,
})

const comparison = z.object({
  id,
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  step: z.enum(['keys', 'compare']),
  total: z.int(),
  done: z.int(),
  error: z.string().nullable(),
  cancelAsked: z.boolean(),
  startedAt: when.nullable(),
  finishedAt: when.nullable(),
  stale: z.boolean().describe('Records were loaded, or taken, since it ended'),
})
export type BaseComparison = z.output<typeof comparison>

const stage = z.object({
  id: id.describe('Also the act: its undo takes the stage back'),
  baseId: id,
  filter: filterShape.nullable(),
  q: z.string().nullable(),
  owner: z.object({ id, title: z.string().nullable() }).nullable(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone']),
  total: z.int(),
  created: z.int().describe('New customers'),
  linked: z.int().describe('Became one with a customer, or with an earlier record of the base'),
  alongside: z.int().describe('Organisations made because somebody works there'),
  refused: z.int(),
  left: z.int().describe('Not reached: total = created + linked + refused + left'),
  standing: z.int().describe('Of what it took, still there'),
  error: z.string().nullable(),
  cancelAsked: z.boolean(),
  askedBy: z.string().nullable(),
  askedAt: when,
  startedAt: when.nullable(),
  finishedAt: when.nullable(),
  undo: z.object({ removed: z.int(), restored: z.int(), kept: z.int() }).nullable(),
})
export type BaseStage = z.output<typeof stage>

const refusal = z.object({ id, name: z.string(), code: z.string(), message: z.string() })

/** Which records: a filter and words over the records of the base. */
const selection = { filter: filterShape.optional(), q: z.string().max(200).optional() }

const trial = z.object({
  total: z.int(),
  created: z.int(),
  linked: z.int(),
  refused: z.array(z.object({ code: z.string(), count: z.int() })),
  owners: z
    .array(z.object({ id: id.nullable(), title: z.string().nullable(), linked: z.int() }))
    .describe('Whose customers would get records linked to them'),
  ownFields: z.array(z.string()).describe('Own fields that customers would get'),
})
export type StageTrial = z.output<typeof trial>

const segment = z.object({
  field: z.string(),
  label: z.string().nullable(),
  values: z.array(
    z.object({
      value: z.string().nullable(),
      title: z.string().nullable(),
      new: z.int(),
      same: z.int(),
      unsure: z.int(),
    }),
  ),
  more: z.int().describe('Further values that are not listed'),
})

const preview = z.object({
  segments: z.array(segment),
  owners: z.array(
    z.object({ id: id.nullable(), title: z.string().nullable(), same: z.int(), unsure: z.int() }),
  ),
  conflicts: z.array(
    z.object({
      field: z.string(),
      agree: z.int(),
      differ: z.int(),
      onlyTheirs: z.int().describe('We would learn it'),
      onlyOurs: z.int(),
      samples: z.array(z.object({ recordId: id, name: z.string(), theirs: z.string(), ours: z.string() })),
    }),
  ),
})
export type BasePreview = z.output<typeof preview>

const column = z.object({
  field: z.string(),
  label: z.string().nullable().describe('Of an own field of the base'),
  target: z.string().nullable().describe('Our field; null leaves the column with the base'),
  targets: z.array(z.object({ field: z.string(), label: z.string().nullable() })),
  decided: z.boolean(),
  free: z.boolean().describe('Too many different values to be a vocabulary'),
  distinct: z.int(),
  filled: z.int(),
  words: z.array(
    z.object({
      theirs: z.string(),
      count: z.int(),
      ours: z.string().nullable().describe('What it becomes; null: nothing, the original is kept beside'),
      suggested: z.string().nullable(),
      kept: z.boolean().describe('The original stays with the customer in an own field'),
    }),
  ),
  choices: z.array(z.object({ value: z.string(), label: z.string().nullable() })).describe('Our words'),
})
export type VocabularyColumn = z.output<typeof column>

const line = z.object({
  field: z.string(),
  label: z.string().nullable(),
  theirs: z.string().nullable(),
  becomes: z.string().nullable().describe('After the vocabulary'),
  ours: z.string().nullable(),
})

const record = z.object({
  id,
  version: z.int(),
  name: z.string(),
  kind: z.string(),
  base: z.object({ id, title: z.string() }),
  verdict: z.enum(['new', 'same', 'unsure']).nullable(),
  weight: z.number().nullable(),
  parts: z.array(part),
  vetoes: z.array(z.string()),
  decidedBy: z.string().nullable(),
  decidedAt: when.nullable(),
  taken: z.boolean(),
  stageId: id.nullable(),
  match: z.object({ id, title: z.string(), kind: z.string(), owner: z.string().nullable() }).nullable(),
  twin: z.object({ id, title: z.string() }).nullable(),
  lines: z.array(line),
})
export type BaseRecord = z.output<typeof record>

const origin = z.object({
  recordId: id,
  base: z.object({ id, title: z.string() }),
  name: z.string(),
  takenAt: when.nullable(),
  words: z
    .array(
      z.object({
        field: z.string(),
        label: z.string().nullable(),
        theirs: z.string(),
        ours: z.string().nullable(),
      }),
    )
    .describe('What the base said, where we say it otherwise or not at all'),
})
export type Origin = z.output<typeof origin>

const naming = { name: words(200), note: text(5000).nullish() }

export const baseEndpoints = contract({
  bases: {
    name: 'matching.base.list',
    method: 'GET',
    path: '/matching/bases',
    tag,
    summary: 'The bases that were brought together with ours, or are to be',
    permission,
    reply: z.object({ items: z.array(base) }),
  },
  createBase: {
    name: 'matching.base.create',
    method: 'POST',
    path: '/matching/bases',
    tag,
    summary: 'Open a base; files are loaded into it by an import of `base-record` with the constant `base`',
    permission,
    body: z.strictObject(naming),
    reply: base,
    status: 201,
    act: 'matching.act.base-opened',
  },
  base: {
    name: 'matching.base.get',
    method: 'GET',
    path: '/matching/bases/:id',
    tag,
    summary: 'A base: how far it is, its files, the last comparison and its stages',
    permission,
    params: idParams,
    reply: base.extend({
      loads: z.array(load),
      comparison: comparison.nullable(),
      stages: z.array(stage),
    }),
  },
  changeBase: {
    name: 'matching.base.change',
    method: 'PATCH',
    path: '/matching/bases/:id',
    tag,
    summary: 'Rename a base or note something about it',
    permission,
    params: idParams,
    body: z.strictObject({ name: words(200).optional(), note: text(5000).nullish() }),
    ifMatch: 'optional',
    reply: base,
    act: 'matching.act.base-changed',
  },
  removeBase: {
    name: 'matching.base.remove',
    method: 'DELETE',
    path: '/matching/bases/:id',
    tag,
    summary: 'Remove an empty base',
    permission,
    params: idParams,
    reply: nothing,
    act: 'matching.act.base-removed',
    errors: ['matching.base-not-empty'],
  },
  compareBase: {
    name: 'matching.base.compare',
    method: 'POST',
    path: '/matching/bases/:id/comparison',
    tag,
    summary: 'Compare the records of a base with all customers and with each other, in the background',
    description: 'What a person has decided stays, and so does what has been taken over.',
    permission,
    params: idParams,
    reply: comparison,
    status: 202,
    errors: ['matching.base-busy', 'matching.base-empty'],
  },
  cancelComparison: {
    name: 'matching.base.compare-cancel',
    method: 'POST',
    path: '/matching/bases/:id/comparison/cancellation',
    tag,
    summary: 'Stop the comparison of a base',
    permission,
    params: idParams,
    reply: comparison,
  },
  previewBase: {
    name: 'matching.base.preview',
    method: 'GET',
    path: '/matching/bases/:id/preview',
    tag,
    summary: 'What the free records are to us: by segment and owner, and where values disagree',
    permission,
    params: idParams,
    reply: preview,
  },
  baseRecords: {
    name: 'matching.base-record.list',
    method: 'GET',
    path: '/matching/base-records',
    tag,
    summary: 'Records of bases, filtered, sorted, page by page',
    permission,
    query: listQueryShape,
    reply: pageShape,
  },
  countBaseRecords: {
    name: 'matching.base-record.count',
    method: 'GET',
    path: '/matching/base-records/count',
    tag,
    summary: 'The exact number of records of bases that a filter matches',
    permission,
    query: z.object({ filter: z.string().max(20_000).optional(), q: z.string().max(200).optional() }),
    reply: z.object({ total: z.int() }),
  },
  baseRecord: {
    name: 'matching.base-record.get',
    method: 'GET',
    path: '/matching/base-records/:id',
    tag,
    summary: 'A record of a base beside the customer it may be',
    permission,
    params: idParams,
    reply: record,
  },
  decideRecords: {
    name: 'matching.base-record.decide',
    method: 'POST',
    path: '/matching/base-records/verdicts',
    tag,
    summary:
      'Say what free records of a base are: new, or the same as the customer they were found to be like',
    permission,
    body: z.strictObject({
      ids: z.array(id).min(1).max(1000),
      verdict: z.enum(['new', 'same']),
      matchId: id.optional().describe('Another customer; only for a single record'),
    }),
    reply: z.object({ decided: z.int(), batchId: id }),
    act: 'matching.act.base-decided',
    errors: ['matching.nobody-found', 'matching.one-at-a-time'],
  },
  vocabulary: {
    name: 'matching.base.vocabulary',
    method: 'GET',
    path: '/matching/bases/:id/vocabulary',
    tag,
    summary: 'The words of a base, how often it uses them, and what they become',
    permission,
    params: idParams,
    reply: z.object({ version: z.int(), columns: z.array(column) }),
  },
  setVocabulary: {
    name: 'matching.base.vocabulary-set',
    method: 'PUT',
    path: '/matching/bases/:id/vocabulary',
    tag,
    summary: 'Say what one column of a base and its words become here',
    permission,
    params: idParams,
    body: z.strictObject({
      field: z.string().max(100),
      target: z.string().max(100).nullable(),
      words: z
        .record(z.string().max(500), text(500).nullable())
        .refine(given => Object.keys(given).length <= 2000, 'at most 2000 words'),
    }),
    reply: z.object({ version: z.int() }),
    act: 'matching.act.vocabulary-set',
    errors: ['matching.not-our-word'],
  },
  tryStage: {
    name: 'matching.stage.try',
    method: 'POST',
    path: '/matching/bases/:id/stages/trial',
    tag,
    summary: 'What taking over these records would do; nothing is written',
    permission,
    params: idParams,
    body: z.strictObject(selection),
    reply: trial,
  },
  startStage: {
    name: 'matching.stage.start',
    method: 'POST',
    path: '/matching/bases/:id/stages',
    tag,
    summary: 'Take records of a base over, in the background and as one act',
    description:
      'New ones become customers; those that are the same become records of the customer’s family. All take the id of their record in the base. Needs the right to import customers too.',
    permission,
    params: idParams,
    body: z.strictObject({ ...selection, ownerId: id.nullish().describe('To whom the new customers go') }),
    reply: stage,
    status: 202,
    errors: ['matching.base-busy', 'matching.nothing-to-take'],
  },
  stage: {
    name: 'matching.stage.get',
    method: 'GET',
    path: '/matching/stages/:id',
    tag,
    summary: 'A stage: how far it is and what it did',
    permission,
    params: idParams,
    reply: stage,
  },
  stageRefusals: {
    name: 'matching.stage.refusals',
    method: 'GET',
    path: '/matching/stages/:id/refusals',
    tag,
    summary: 'Records that a stage could not take, and why',
    permission,
    params: idParams,
    query: z.object({ after: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    reply: z.object({ items: z.array(refusal), next: id.nullable() }),
  },
  cancelStage: {
    name: 'matching.stage.cancel',
    method: 'POST',
    path: '/matching/stages/:id/cancellation',
    tag,
    summary: 'Stop a stage; what it has taken stays and can be taken back',
    permission,
    params: idParams,
    reply: stage,
  },
  goOnStage: {
    name: 'matching.stage.go-on',
    method: 'POST',
    path: '/matching/stages/:id/continuation',
    tag,
    summary: 'Go on with a stage that was stopped or failed, behind the last record it took',
    permission,
    params: idParams,
    reply: stage,
    status: 202,
    errors: ['matching.base-busy', 'matching.stage-ended'],
  },
  undoStage: {
    name: 'matching.stage.undo',
    method: 'POST',
    path: '/matching/stages/:id/undo',
    tag,
    summary: 'Take a stage back as one act; what somebody touched since stays and is listed',
    permission,
    params: idParams,
    reply: stage,
    status: 202,
    errors: ['matching.stage-built-upon', 'matching.base-busy'],
  },
  undoBase: {
    name: 'matching.base.undo',
    method: 'POST',
    path: '/matching/bases/:id/undo',
    tag,
    summary: 'Take all stages of a base back, the newest first',
    permission,
    params: idParams,
    reply: z.object({ stages: z.array(stage) }),
    status: 202,
    errors: ['matching.base-busy', 'matching.stage-built-upon'],
  },
  origins: {
    name: 'matching.customer.origins',
    method: 'GET',
    path: '/customers/:id/origins',
    tag,
    summary: 'From which bases a customer came, with the words they had for it',
    permission: 'customers.read',
    params: idParams,
    reply: z.object({ items: z.array(origin) }),
  },
})
