import { z } from 'zod'
import { id, text, words } from '../../../platform/contract/shapes.ts'

const when = z.iso.datetime()

/** A name or value of another system: taken as it is, white space included. */
const raw = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine(value => !value.includes('\0') && value.isWellFormed(), 'holds a character that cannot be stored')
    .meta({ maxLength: longest })
export const rawName = raw(200).refine(value => value !== '', 'must not be empty')

const atMost = (most: number) => (given: object) => Object.keys(given).length <= most

export const settingsShape = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/), z.union([raw(100_000), z.number(), z.boolean()]))
  .refine(atMost(40), 'at most 40 settings')
export const secretsShape = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/), raw(20_000))
  .refine(atMost(10), 'at most 10 secrets')

export const kindShape = z.object({
  kind: z.string(),
  abilities: z.array(z.enum(['read', 'follow-log', 'poll', 'write', 'create'])),
  settings: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['text', 'number', 'secret', 'choice', 'yes-no', 'long-text']),
      required: z.boolean(),
      initial: z.union([z.string(), z.number(), z.boolean()]).nullable(),
      options: z.array(z.string()),
    }),
  ),
})
export type SystemKind = z.output<typeof kindShape>

/** Where to connect: with secrets in the body, or with those that are sealed for a system and go nowhere else. */
export const destinationFields = {
  kind: words(40),
  settings: settingsShape,
  secrets: secretsShape.optional().describe('Only those that are new; an empty text takes one away'),
  systemId: id.nullish().describe('The system whose sealed secrets are used where none are given'),
}

export const failureShape = z.object({
  kind: z.enum([
    'unreachable',
    'no-answer',
    'denied',
    'changed-shape',
    'broken-answer',
    'position-lost',
    'held-back',
    'no-such-host',
    'own-network',
    'never',
    'secret-lost',
  ]),
  said: z.string().describe('In the words of the other system, for those who know it'),
  host: z.string().nullable(),
  address: z.string().nullable().describe('What the host leads to, where that is why nothing was sent'),
})
export type ConnectionFailure = z.output<typeof failureShape>

export const findingShape = z.object({
  code: z.string(),
  level: z.enum(['right', 'warning', 'wrong']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ConnectionFinding = z.output<typeof findingShape>

const referenceShape = z.strictObject({ fields: z.array(rawName).min(1).max(20), object: rawName })

/** A table, class or file there, as the connector found it. */
export const remoteObjectShape = z.strictObject({
  name: rawName,
  space: raw(200),
  fields: z
    .array(
      z.strictObject({
        name: rawName,
        kind: z.enum(['text', 'integer', 'decimal', 'boolean', 'date', 'moment', 'json', 'bytes']),
        optional: z.boolean(),
        computed: z.literal(true).exactOptional(),
      }),
    )
    .min(1)
    .max(1000),
  key: z.array(rawName).max(20),
  about: z.number().min(0).max(1e15).nullable(),
  references: z.array(referenceShape).max(200),
  stamp: rawName.exactOptional(),
  author: rawName.exactOptional(),
})

export const documentKinds = ['order', 'invoice', 'contract', 'balance', 'payment', 'case', 'other'] as const
export const documentShape = z.strictObject({
  kind: z.enum(documentKinds),
  title: rawName.nullable(),
  date: rawName.nullable(),
  amount: rawName.nullable(),
  currency: rawName.nullable(),
  state: rawName.nullable(),
})

export const parentShape = z.strictObject({ space: raw(200), name: rawName })

/** What an object there looks like it could be here. */
export const likelyShape = z.object({
  role: z.enum(['customer', 'document']).nullable(),
  kind: z.enum(documentKinds).nullable(),
  parent: parentShape.nullable(),
  parentFields: z.array(z.string()).nullable(),
  sure: z.boolean().describe('Good enough to be taken without asking'),
})
export const foundObjectShape = remoteObjectShape.extend({ likely: likelyShape })
export type FoundObject = z.output<typeof foundObjectShape>

export const ruleShape = z.strictObject({
  field: rawName,
  target: z.string().max(100).nullable(),
  label: text(100).nullable(),
  owner: z.enum(['theirs', 'ours']),
  mode: z.enum(['mirrored', 'cached', 'live']),
  write: z.enum(['yes', 'request', 'no']),
  freshness: z.int().min(1).max(31_536_000).describe('Seconds after which a value counts as old'),
})
export type Rule = z.output<typeof ruleShape>
export const mappingShape = z.array(ruleShape).min(1).max(500)

export const joinShape = z.strictObject({
  shape: remoteObjectShape,
  role: z.enum(['customer', 'document']),
  document: documentShape.nullish(),
  parent: parentShape.nullish().describe('Of documents: the object whose records they belong to'),
  parentFields: z.array(rawName).min(1).max(20).nullish(),
  mapping: mappingShape,
})
export type Join = z.output<typeof joinShape>
export const joinsShape = z.array(joinShape).max(50)

export const fieldLookShape = z.object({
  field: z.string(),
  samples: z.array(z.string()),
  target: z.string().nullable(),
  confidence: z.number(),
})
export const lookShape = z.object({
  space: z.string(),
  name: z.string(),
  fields: z.array(fieldLookShape),
  mapping: z.array(ruleShape).describe('What is suggested'),
  document: documentShape.nullable(),
})
export type ObjectLook = z.output<typeof lookShape>

export const targetShape = z.object({
  key: z.string(),
  label: z.string().nullable().describe('Of own fields; shipped ones are translated'),
  repeatable: z.boolean(),
})
export type TargetField = z.output<typeof targetShape>

export const previewItemShape = z.object({
  key: z.string(),
  refusal: z
    .object({ code: z.string(), message: z.string(), params: z.record(z.string(), z.unknown()) })
    .nullable(),
  customer: z
    .object({
      kind: z.string(),
      name: z.string(),
      values: z.array(z.object({ field: z.string(), value: z.string() })),
    })
    .nullable(),
  document: z
    .object({
      title: z.string().nullable(),
      date: z.string().nullable(),
      amount: z.string().nullable(),
      currency: z.string().nullable(),
      state: z.string().nullable(),
      parent: z.string().nullable(),
    })
    .nullable(),
})
export type PreviewItem = z.output<typeof previewItemShape>

const callsShape = z.strictObject({
  page: z.int().min(20).max(10_000),
  background: z.int().min(1000).max(600_000),
  write: z.int().min(100).max(120_000),
})
export const limitsShape = z
  .strictObject({
    timeout: callsShape.partial().exactOptional().describe('Milliseconds'),
    atOnce: z.int().min(1).max(100).exactOptional(),
    waiting: z.int().min(0).max(1000).exactOptional(),
    perSecond: z.number().min(0.1).max(10_000).exactOptional(),
    together: z.int().min(1).max(10_000).exactOptional(),
    secondTries: z.number().min(0).max(1).exactOptional(),
  })
  .describe('How much is asked of the system; what is not said is as usual')
export type SomeLimits = z.output<typeof limitsShape>

export const loadShape = z.object({
  id,
  objectId: id,
  object: z.string(),
  role: z.enum(['customer', 'document']),
  reason: z.enum(['first', 'position-lost', 'mapping-changed', 'nightly', 'asked']),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelling', 'cancelled']),
  askedAt: when,
  begunAt: when.nullable(),
  endedAt: when.nullable(),
  failure: z.string().nullable(),
  about: z.number().nullable(),
  read: z.number(),
  created: z.number(),
  changed: z.number(),
  same: z.number(),
  gone: z.number(),
  refused: z.number(),
})
export type Load = z.output<typeof loadShape>

export const joinedShape = z.object({
  id,
  version: z.int(),
  space: z.string(),
  name: z.string(),
  shape: remoteObjectShape,
  role: z.enum(['customer', 'document']),
  document: documentShape.nullable(),
  parentId: id.nullable(),
  parentFields: z.array(z.string()).nullable(),
  mapping: z.array(ruleShape),
  records: z.number().describe('In our copy'),
  customers: z.number().describe('Of them customers here'),
  refused: z.number(),
})
export type Joined = z.output<typeof joinedShape>

export const systemShape = z.object({
  id,
  version: z.int(),
  name: z.string(),
  kind: z.string(),
  abilities: kindShape.shape.abilities,
  settings: settingsShape
    .nullable()
    .describe('Only for those who manage systems; secrets are never among them'),
  secretsSet: z.array(z.string()).describe('Which secrets are stored'),
  secretsLost: z.boolean().describe('The key they were sealed under is gone; they have to be entered anew'),
  limits: limitsShape,
  offSince: when.nullable(),
  drillSince: when.nullable(),
  createdAt: when,
  openOperations: z.number(),
  objects: z.array(joinedShape),
})
export type JoinedSystem = z.output<typeof systemShape>
