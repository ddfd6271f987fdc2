import { entity } from '../../platform/entities/descriptor.ts'

/** A colleague, as other records refer to one. Users are administered through the module's own endpoints. */
export const user = entity({
  name: 'user',
  plural: 'users',
  module: 'staff',
  table: 'staff.v_user',
  rootColumn: 'id',
  title: 'name',
  permissions: { read: 'staff.read', write: 'staff.manage', delete: 'staff.manage' },
  scope: {},
  defaultSort: [{ field: 'name', direction: 'asc' }],
  defaultColumns: ['name', 'email'],
  customFields: false,
  search: { columns: ['name', 'email'] },
  fields: [
    {
      key: 'name',
      kind: 'text',
      column: 'name',
      required: true,
      sortable: true,
      filterable: true,
      width: 200,
    },
    { key: 'email', kind: 'email', column: 'email', filterable: true, width: 220 },
  ],
})
