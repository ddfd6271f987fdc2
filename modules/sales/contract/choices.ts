import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'
import { criterion } from './board.ts'
import { category, outcome } from './shapes.ts'

const tag = 'Opportunities'

const named = z.object({ id, name: z.string() })

const choices = z.object({
  currency: z.string().describe('ISO 4217: that of the firm'),
  pipelines: z.array(
    z.object({
      id,
      name: z.string(),
      stages: z.array(
        z.object({
          id,
          name: z.string(),
          probability: z.number().describe('0 to 1'),
          category,
          stalledAfter: z.int().nullable().describe('Days; null: never'),
          criteria: z.array(criterion).describe('What should hold before a deal leaves it'),
        }),
      ),
    }),
  ),
  reasons: z.array(z.object({ id, name: z.string(), outcome })),
  competitors: z.array(named),
})
export type Choices = z.output<typeof choices>

export const choiceEndpoints = contract({
  choices: {
    name: 'sales.choices',
    method: 'GET',
    path: '/sales/choices',
    tag,
    summary: 'What an opportunity can be in: pipelines with stages, reasons, competitors; only those in use',
    permission: 'sales.read',
    reply: choices,
  },
})
