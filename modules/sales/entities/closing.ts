import { pipeline } from './pipeline.ts'
import { entity } from '../../../platform/entities/descriptor.ts'

/** Why opportunities are won or lost. */
export const closingReason = entity({
  ...pipeline,
  name: 'closing-reason',
  plural: 'closing-reasons',
  table: 'sales.closing_reason',
})

/** Who else sells what we sell. */
export const competitor = entity({
  ...pipeline,
  name: 'competitor',
  plural: 'competitors',
  table: 'sales.competitor',
  defaultSort: [{ field: 'name', direction: 'asc' }],
  fields: [
    {
      key: 'name',
      kind: 'text',
      column: 'name',
      required: true,
      notNull: true,
      maxLength: 200,
      sortable: true,
    },
  ],
})
