import { entity } from '../../../platform/entities/descriptor.ts'

const permissions = { read: 'sales.read', write: 'sales.manage', delete: 'sales.manage' }

/** A way that opportunities go, stage by stage. */
export const pipeline = entity({
  name: 'pipeline',
  plural: 'pipelines',
  module: 'sales',
  table: 'sales.pipeline',
  rootColumn: 'id',
  title: 'name',
  permissions,
  // Nobody owns a pipeline: whoever may read sales sees all of them.
  scope: { everyone: true },
  defaultSort: [{ field: 'position', direction: 'asc' }],
  defaultColumns: ['name'],
  customFields: false,
  fields: [
    { key: 'name', kind: 'text', column: 'name', required: true, notNull: true, maxLength: 120 },
    { key: 'position', kind: 'integer', column: 'position', notNull: true, readOnly: true, sortable: true },
  ],
})

/** A step of a pipeline. */
export const stage = entity({
  ...pipeline,
  name: 'stage',
  plural: 'stages',
  table: 'sales.stage',
  rootColumn: 'pipeline_id',
})
