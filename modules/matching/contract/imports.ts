import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { idParams } from '../../../platform/contract/shapes.ts'
import { brief, part } from './shapes.ts'

const look = z.object({
  fresh: z.int().describe('Records that the import would make'),
  looked: z
    .int()
    .describe('Those of them that were compared: all, or the first 100,000 and then every tenth'),
  likely: z.int().describe('Those of the compared ones that may be customers that are there'),
  estimate: z
    .int()
    .describe(
      'How many of all new records that makes: each of the compared ones stands for as many as were passed over',
    ),
  items: z
    .array(
      z.object({
        row: z.int().describe('Row of the file'),
        name: z.string(),
        customer: brief,
        weight: z.number(),
        words: z.enum(['certain', 'likely']),
        parts: z.array(part),
      }),
    )
    .describe('The first of them that you may see, at most fifty'),
})
export type ImportLook = z.output<typeof look>

export const importEndpoints = contract({
  importLook: {
    name: 'matching.import.look',
    method: 'GET',
    path: '/matching/imports/:id/likely',
    tag: 'Matching',
    summary: 'How many of the new records of a checked import may be customers that are there',
    description:
      'Known after a check (`dryRun`). What happens to them is said with the option `alike` of the import: they are made and come into the queue, are skipped, or their rows are refused.',
    permission: 'matching.read',
    params: idParams,
    reply: look,
  },
})
