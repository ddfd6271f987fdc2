import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, words } from '../../../platform/contract/shapes.ts'
import { customerPatch } from './records.ts'

const tag = 'Customers'

/** Which customers: those named, or all that match. */
export const customerSelection = {
  ids: z.array(id).max(10_000).optional(),
  filter: z
    .string()
    .max(20_000)
    .optional()
    .describe('All rows that match this filter (JSON), instead of ids'),
  q: z.string().max(200).optional(),
  except: z.array(id).max(10_000).optional().describe('Rows that match but are left as they are'),
}

export const bulkEndpoints = contract({
  bulkChange: {
    name: 'customers.bulk-change',
    method: 'POST',
    path: '/customers/bulk-changes',
    tag,
    summary: 'Change many customers at once; can be undone',
    permission: 'customers.write',
    body: z.strictObject({
      ...customerSelection,
      set: customerPatch
        .omit({
          email: true,
          phone: true,
          name: true,
          givenName: true,
          familyName: true,
          custom: true,
          tags: true,
        })
        .optional(),
      addTags: z.array(words(60)).max(20).optional(),
      removeTags: z.array(words(60)).max(20).optional(),
    }),
    reply: z.object({ changed: z.int(), batchId: id }),
    act: 'customers.act.bulk-changed',
    errors: ['customers.nothing-selected'],
  },
  bulkRemove: {
    name: 'customers.bulk-remove',
    method: 'POST',
    path: '/customers/bulk-removals',
    tag,
    summary: 'Remove many customers at once; can be undone',
    permission: 'customers.delete',
    body: z.strictObject(customerSelection),
    reply: z.object({ removed: z.int(), batchId: id }),
    act: 'customers.act.bulk-removed',
    errors: ['customers.nothing-selected', 'customers.too-many'],
  },
})
