import { z } from 'zod'
import { id } from '../../../platform/contract/shapes.ts'
import { filterShape } from '../../../platform/entities/list-query.ts'
import { part } from './shapes.ts'

const when = z.iso.datetime()

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

export const baseShape = z.object({
  id,
  version: z.int(),
  name: z.string(),
  note: z.string().nullable(),
  createdAt: when,
  counts,
})
export type Base = z.output<typeof baseShape>

export const loadShape = z.object({
  id: id.describe('The import'),
  fileName: z.string(),
  state: z.string(),
  read: z.int(),
  created: z.int(),
  matched: z.int(),
  refused: z.int(),
  createdAt: when,
})

export const comparisonShape = z.object({
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
export type BaseComparison = z.output<typeof comparisonShape>

/** Whose the records of a stage become. */
export const ownerWish = z.strictObject({
  mode: z
    .enum(['keep', 'existing', 'user', 'team'])
    .describe(
      'keep: new customers go to whom the vocabulary names; existing: besides, records that join a customer get its owner; user and team: new customers go to one person, or in turn to those of a team',
    ),
  id: id.nullish().describe('The person or the team'),
})
export type OwnerWish = z.output<typeof ownerWish>

export const stageShape = z.object({
  id: id.describe('Also the act: its undo takes the stage back'),
  baseId: id,
  filter: filterShape.nullable(),
  q: z.string().nullable(),
  owner: z.object({ mode: ownerWish.shape.mode, id: id.nullable(), title: z.string().nullable() }),
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
export type BaseStage = z.output<typeof stageShape>

export const refusalShape = z.object({ id, name: z.string(), code: z.string(), message: z.string() })

/** Which records: a filter and words over the records of the base. */
export const selectionShape = { filter: filterShape.optional(), q: z.string().max(200).optional() }

export const trialShape = z.object({
  total: z.int(),
  created: z.int(),
  linked: z.int(),
  refused: z.array(z.object({ code: z.string(), count: z.int() })),
  owners: z
    .array(z.object({ id: id.nullable(), title: z.string().nullable(), linked: z.int() }))
    .describe('Whose customers would get records linked to them'),
  handed: z
    .array(z.object({ id: id.nullable(), title: z.string().nullable(), count: z.int() }))
    .describe('Whose the records would become; null is nobody'),
  ownFields: z.array(z.string()).describe('Own fields that customers would get'),
})
export type StageTrial = z.output<typeof trialShape>

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

export const previewShape = z.object({
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
export type BasePreview = z.output<typeof previewShape>

export const columnShape = z.object({
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
export type VocabularyColumn = z.output<typeof columnShape>

const line = z.object({
  field: z.string(),
  label: z.string().nullable(),
  theirs: z.string().nullable(),
  becomes: z.string().nullable().describe('After the vocabulary'),
  ours: z.string().nullable(),
})

export const recordShape = z.object({
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
export type BaseRecord = z.output<typeof recordShape>

export const originShape = z.object({
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
export type Origin = z.output<typeof originShape>
