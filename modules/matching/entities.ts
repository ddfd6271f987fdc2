import { customerFields } from '../customers/index.ts'
import { entity, type Field } from '../../platform/entities/descriptor.ts'

const managed = {
  read: 'matching.manage',
  write: 'matching.manage',
  delete: 'matching.manage',
}

/** A second base of customers that is, or was, brought together with ours. */
export const base = entity({
  name: 'base',
  plural: 'bases',
  module: 'matching',
  table: 'matching.base',
  rootColumn: 'id',
  title: 'name',
  permissions: managed,
  // Nobody owns a base: who may manage matching sees all of them.
  scope: {},
  defaultSort: [{ field: 'createdAt', direction: 'desc' }],
  defaultColumns: ['name', 'createdAt'],
  customFields: false,
  fields: [
    {
      key: 'name',
      kind: 'text',
      column: 'name',
      required: true,
      notNull: true,
      maxLength: 200,
      filterable: true,
    },
    { key: 'note', kind: 'longtext', column: 'note', maxLength: 5000 },
    {
      key: 'createdAt',
      kind: 'datetime',
      column: 'created_at',
      notNull: true,
      readOnly: true,
      sortable: true,
      filterable: true,
    },
  ],
})

/** What only our own customers have, or what is worked out of them. */
const oursAlone = ['owner', 'lastContactAt', 'nextStep', 'updatedAt']

/**
 * The fields of a customer as a base has them. Where ours is a choice, any word of the base stays as it is: the vocabulary
 * says later what it means here.
 */
function foreignField({ lookup: _, choices, ...field }: Field): Field {
  if (field.key !== 'level') return choices ? { ...field, choices } : field
  return { ...field, kind: 'text', maxLength: 200 }
}

const taken = 'exists (select 1 from customers.v_customer c where c.id = t.id)'

const own: readonly Field[] = [
  {
    key: 'base',
    kind: 'reference',
    column: 'base_id',
    references: 'base',
    readOnly: true,
    filterable: true,
    width: 150,
  },
  {
    key: 'verdict',
    kind: 'choice',
    column: 'verdict',
    choices: [
      { value: 'new', tone: 'accent' },
      { value: 'same', tone: 'blue' },
      { value: 'unsure', tone: 'amber' },
    ],
    readOnly: true,
    filterable: true,
    width: 110,
  },
  { key: 'taken', kind: 'boolean', expression: taken, readOnly: true, filterable: true, width: 110 },
  {
    key: 'match',
    kind: 'reference',
    column: 'match_id',
    references: 'customer',
    readOnly: true,
    filterable: true,
    width: 200,
  },
  { key: 'weight', kind: 'decimal', column: 'weight', readOnly: true, filterable: true, width: 90 },
  {
    key: 'twin',
    kind: 'reference',
    column: 'twin_id',
    references: 'base-record',
    readOnly: true,
    filterable: true,
    width: 180,
  },
  { key: 'stage', kind: 'text', expression: 't.stage_id::text', readOnly: true, filterable: true },
  {
    key: 'decidedBy',
    kind: 'reference',
    column: 'decided_by',
    references: 'user',
    readOnly: true,
    filterable: true,
  },
  { key: 'employer', kind: 'text', column: 'employer', maxLength: 500, filterable: true, width: 160 },
  {
    key: 'owner',
    kind: 'text',
    column: 'owner',
    maxLength: 200,
    filterable: true,
    importable: true,
    width: 150,
  },
]

/** A record of a base: a customer as they had it, and what it is to us. */
export const baseRecord = entity({
  name: 'base-record',
  plural: 'base-records',
  module: 'matching',
  table: 'matching.base_record',
  rootColumn: 'id',
  title: 'name',
  kindField: 'kind',
  permissions: { ...managed, import: 'matching.manage', export: 'matching.manage' },
  importPage: '/bases',
  // Its id is that of the customer it becomes. Who does not see all customers sees of a base what has become his.
  scope: { via: { entity: 'customer', column: 'id' } },
  defaultSort: [{ field: 'name', direction: 'asc' }],
  defaultColumns: ['name', 'verdict', 'match', 'weight', 'city', 'country', 'level', 'owner', 'taken'],
  search: { words: 'words' },
  customFields: true,
  fields: [...customerFields.filter(({ key }) => !oursAlone.includes(key)).map(foreignField), ...own],
})
