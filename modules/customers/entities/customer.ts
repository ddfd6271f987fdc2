import { entity } from '../../../platform/entities/descriptor.ts'
import { careFields } from './customer/care.ts'
import { identityFields } from './customer/identity.ts'
import { reachFields } from './customer/reach.ts'

/** A person or an organisation we deal with. */
export const customer = entity({
  name: 'customer',
  plural: 'customers',
  module: 'customers',
  table: 'customers.customer',
  rootColumn: 'id',
  title: 'name',
  kindField: 'kind',
  permissions: {
    read: 'customers.read',
    write: 'customers.write',
    delete: 'customers.delete',
    import: 'customers.import',
    export: 'customers.export',
  },
  scope: { owner: 'owner_id', unit: 'unit_id' },
  defaultSort: [{ field: 'name', direction: 'asc' }],
  defaultColumns: [
    'name',
    'kind',
    'city',
    'level',
    'owner',
    'lastContactAt',
    'nextStep',
    'email',
    'phone',
    'tags',
  ],
  search: { words: 'words' },
  hiddenWhen: 't.merged_into is not null',
  customFields: true,
  board: { field: 'level' },
  fields: [
    ...identityFields,
    {
      key: 'level',
      kind: 'choice',
      column: 'level',
      choices: [
        { value: 'gold', tone: 'amber' },
        { value: 'silver', tone: 'neutral' },
        { value: 'bronze', tone: 'violet' },
      ],
      filterable: true,
      importable: true,
      width: 90,
      aliases: ['level', 'tier', 'class', 'rating'],
    },
    ...reachFields,
    ...careFields,
  ],
})
