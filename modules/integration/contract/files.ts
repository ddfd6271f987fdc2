import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { destinationFields, failureShape } from './connecting-shapes.ts'

const said = (longest: number) => z.string().min(1).max(longest)
const formats = ['csv', 'fixed', 'xml'] as const
export const columnKinds = ['text', 'integer', 'decimal', 'boolean', 'date', 'moment'] as const

const fieldShape = z.object({
  name: z.string(),
  start: z.int().exactOptional().describe('Where it begins in the line, from 1'),
  length: z.int().exactOptional(),
  path: z.string().exactOptional(),
  kind: z.enum(columnKinds).exactOptional(),
  scale: z.int().exactOptional(),
  optional: z.boolean().exactOptional(),
})
export type FileField = z.output<typeof fieldShape>

/** The files of one object, as one entry of the setting `objects` says it. */
const formShape = z.object({
  name: z.string(),
  full: z.string(),
  delta: z.string().exactOptional(),
  format: z.enum(formats),
  encoding: z.string().exactOptional(),
  delimiter: z.string().exactOptional(),
  header: z.boolean().exactOptional(),
  record: z.string().exactOptional(),
  kinds: z.record(z.string(), z.enum(columnKinds)).exactOptional(),
  fields: z.array(fieldShape).exactOptional(),
  key: z.array(z.string()),
  delete: z.object({ column: z.string(), values: z.array(z.string()) }).exactOptional(),
  openEnd: z.boolean().exactOptional(),
})
export type FileForm = z.output<typeof formShape>

const proposalShape = z.object({
  form: formShape,
  files: z.array(z.string()).describe('Names of its files, the newest first'),
  count: z.int(),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  lines: z.array(z.string()).describe('First lines, where places in a line have to be said'),
  doubts: z.array(z.enum(['no-key', 'open-end', 'one-column', 'few-lines', 'nothing-there'])),
})
export type FileProposal = z.output<typeof proposalShape>

export const fileEndpoints = contract({
  proposeFiles: {
    name: 'integration.trial.files',
    method: 'POST',
    path: '/integration/trials/files',
    tag: 'Systems',
    summary: 'What lies in a folder, and how its files could be described in the setting “objects”',
    permission: 'integration.manage',
    outside: true,
    body: z.strictObject({
      ...destinationFields,
      told: z
        .strictObject({
          name: said(100).exactOptional(),
          full: said(200),
          delta: said(200).exactOptional(),
          format: z.enum(formats).exactOptional(),
          encoding: said(40).exactOptional(),
          delimiter: said(3).exactOptional(),
          header: z.boolean().exactOptional(),
          record: said(500).exactOptional(),
        })
        .nullish()
        .describe('Only these files, and what is known of them; all else is found by looking'),
    }),
    reply: z.object({
      files: z.int().describe('How many files lie there'),
      proposals: z.array(proposalShape),
      unread: z.array(z.object({ name: z.string(), reason: z.string() })),
      failure: failureShape.nullable(),
    }),
  },
})
