import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, words } from '../../../platform/contract/shapes.ts'
import { opportunityFields } from './shapes.ts'

const bulkChange = z.strictObject({
  ids: z.array(id).max(10_000).optional(),
  filter: z
    .string()
    .max(20_000)
    .optional()
    .describe('All rows that match this filter (JSON), instead of ids'),
  q: z.string().max(200).optional(),
  except: z.array(id).max(10_000).optional().describe('Rows that match but are left as they are'),
  set: z
    .strictObject({ owner: opportunityFields.owner, expectedClose: opportunityFields.expectedClose })
    .partial()
    .optional(),
  addTags: z.array(words(60)).max(20).optional(),
  removeTags: z.array(words(60)).max(20).optional(),
})
export type OpportunityBulkChange = z.output<typeof bulkChange>

export const bulkEndpoints = contract({
  changeOpportunities: {
    name: 'sales.opportunities.bulk-change',
    method: 'POST',
    path: '/opportunities/bulk-changes',
    tag: 'Opportunities',
    summary: 'Hand over, postpone or tag many opportunities at once; can be undone',
    permission: 'sales.write',
    body: bulkChange,
    reply: z.object({ changed: z.int(), batchId: id }),
    act: 'sales.act.bulk-changed',
    errors: ['sales.nothing-selected', 'sales.too-many'],
  },
})
