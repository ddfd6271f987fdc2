import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, text } from '../../../platform/contract/shapes.ts'
import { failureShape, rawName, remoteObjectShape } from './connecting-shapes.ts'

const tag = 'Systems'
const permission = 'integration.manage'

const ruleShape = z.union([
  z.strictObject({ field: rawName, from: z.string().max(80).describe('Key of an offered field') }),
  z.strictObject({ field: rawName, always: text(500).describe('The same in every record') }),
])
export type MakingRuleShape = z.output<typeof ruleShape>
const rulesShape = z.array(ruleShape).max(200)

export const makingShape = z.strictObject({
  object: id.describe('A joined object of documents that belong to customers'),
  shape: remoteObjectShape.describe('As the object looks now'),
  oursField: rawName.describe('The field there in which our id stands'),
  oursFrom: z.string().max(80).describe('Key of the offered field that is our id'),
  mapping: rulesShape,
  lines: z
    .strictObject({
      object: remoteObjectShape,
      link: z.array(rawName).min(1).max(20).describe('Its fields that hold the key of the record'),
      mapping: rulesShape,
    })
    .nullable(),
})
export type MakingDraft = z.output<typeof makingShape>

const offeredField = z.object({
  key: z.string(),
  label: z.string().describe('Key of texts'),
  kind: z.enum(['text', 'integer', 'decimal', 'date', 'moment']),
  unique: z.boolean().describe('No two records have the same: it can be what a record is found by'),
})
export type OfferedFieldShape = z.output<typeof offeredField>

const makingItem = z.object({
  kind: z.string(),
  label: z.string().describe('Key of texts'),
  fields: z.array(offeredField),
  lines: z.array(offeredField),
  taker: z.object({ id, name: z.string() }).nullable().describe('The system that takes them'),
  making: makingShape.extend({ version: z.int() }).nullable().describe('How this system takes them'),
})
export type MakingItem = z.output<typeof makingItem>

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])
const filledRecord = z.array(z.object({ field: z.string(), value: plain }))
const kindParams = z.strictObject({ id, kind: z.string().regex(/^[a-z-]{1,40}\.[a-z-]{1,40}$/) })

const trial = { method: 'POST', tag, permission, outside: true } as const

export const makingEndpoints = contract({
  makings: {
    name: 'integration.making.list',
    method: 'GET',
    path: '/integration/systems/:id/makings',
    tag,
    summary: 'What this system can take from here as new records, and what it takes',
    permission: 'integration.read',
    params: idParams,
    reply: z.object({
      able: z.boolean().describe('Whether new records can be made in systems of this kind'),
      objects: z.array(z.object({ id, name: z.string() })).describe('Joined objects that could take them'),
      items: z.array(makingItem),
    }),
  },
  lookAtMaking: {
    ...trial,
    name: 'integration.making.look',
    path: '/integration/systems/:id/makings/:kind/look',
    summary: 'How an object looks now, what may be its lines, and how they could be filled',
    params: kindParams,
    body: z.strictObject({ object: id }),
    reply: z.object({
      draft: makingShape.nullable().describe('A suggestion; null where the system does not answer'),
      lines: z
        .array(z.object({ object: remoteObjectShape, link: z.array(z.string()) }))
        .describe('What may be its lines, the likeliest first'),
      failure: failureShape.nullable(),
    }),
  },
  previewMaking: {
    ...trial,
    name: 'integration.making.preview',
    path: '/integration/systems/:id/makings/:kind/preview',
    summary: 'What a record from here would be there',
    params: kindParams,
    body: makingShape,
    reply: z.object({
      title: z.string().nullable().describe('Of the record that was taken; null: there is none yet'),
      head: filledRecord,
      lines: z.array(filledRecord),
      problems: z.array(z.object({ reason: z.string(), field: z.string().nullable() })),
      empty: z.array(z.string()).describe('Fields that may not be empty there and are not filled from here'),
    }),
  },
  setMaking: {
    name: 'integration.making.set',
    method: 'PUT',
    path: '/integration/systems/:id/makings/:kind',
    tag,
    summary: 'Say how a system takes records from here; from then on new ones are made there',
    permission,
    params: kindParams,
    body: makingShape,
    ifMatch: 'optional',
    reply: nothing,
    act: 'integration.act.making-set',
    errors: ['integration.cannot-make', 'integration.taken-by-other'],
  },
  removeMaking: {
    name: 'integration.making.remove',
    method: 'DELETE',
    path: '/integration/systems/:id/makings/:kind',
    tag,
    summary: 'Make nothing there any more; what waits to be made is withdrawn',
    permission,
    params: kindParams,
    reply: nothing,
    act: 'integration.act.making-removed',
    errors: ['integration.operations-on-their-way'],
  },
})
