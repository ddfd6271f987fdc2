import { entity, type Field } from '../../../platform/entities/descriptor.ts'

const words = (key: string, column: string, rest: Partial<Field> = {}): Field => ({
  key,
  kind: 'text',
  column,
  maxLength: 200,
  filterable: true,
  importable: true,
  width: 140,
  ...rest,
})

const moment = (key: string, column: string): Field => ({
  key,
  kind: 'datetime',
  column,
  readOnly: true,
  filterable: true,
  width: 130,
})

const person = (key: string, column: string): Field => ({
  key,
  kind: 'reference',
  references: 'user',
  column,
  readOnly: true,
  filterable: true,
  width: 140,
})

const given: readonly Field[] = [
  words('name', 'name', {
    required: true,
    notNull: true,
    maxLength: 300,
    width: 200,
    aliases: ['lead', 'lead name', 'full name', 'contact', 'contact name'],
  }),
  words('company', 'company', {
    maxLength: 300,
    width: 180,
    aliases: ['organisation', 'organization', 'account', 'firm', 'business'],
  }),
  words('jobTitle', 'job_title', { aliases: ['title', 'position', 'role'] }),
  words('email', 'email', {
    kind: 'email',
    maxLength: 320,
    width: 190,
    matchable: true,
    aliases: ['e-mail', 'mail'],
  }),
  words('phone', 'phone', { kind: 'phone', maxLength: 100, aliases: ['telephone', 'mobile', 'tel'] }),
  words('website', 'website', { kind: 'url', maxLength: 500, aliases: ['web', 'url', 'homepage', 'domain'] }),
  words('city', 'city', { aliases: ['town', 'place'] }),
  words('country', 'country', { maxLength: 100 }),
  words('note', 'note', {
    kind: 'longtext',
    maxLength: 20_000,
    width: 240,
    aliases: ['notes', 'comment', 'description'],
  }),
  words('source', 'source', { aliases: ['lead source', 'origin', 'channel'] }),
  words('externalId', 'external_id', { matchable: true, aliases: ['lead id', 'mql_id', 'external id'] }),
  { key: 'tags', kind: 'tags', column: 'tags', filterable: true, importable: true, width: 140 },
  { key: 'owner', kind: 'reference', column: 'owner_id', references: 'user', filterable: true, width: 150 },
]

const course: readonly Field[] = [
  {
    key: 'state',
    kind: 'choice',
    column: 'state',
    notNull: true,
    readOnly: true,
    filterable: true,
    width: 110,
    choices: [
      { value: 'new', tone: 'blue' },
      { value: 'qualified', tone: 'accent' },
      { value: 'disqualified', tone: 'neutral' },
      { value: 'converted', tone: 'violet' },
    ],
  },
  { ...words('typed', 'typed', { kind: 'longtext', maxLength: 20_000 }), readOnly: true, importable: false },
  { ...moment('capturedAt', 'captured_at'), notNull: true, sortable: true },
  { ...person('capturedBy', 'captured_by'), notNull: true },
  moment('shadowAt', 'shadow_at'),
  { ...moment('sharedAt', 'shared_at'), width: 180 },
  {
    key: 'sharedWhy',
    kind: 'choice',
    column: 'shared_why',
    readOnly: true,
    choices: ['at-once', 'owner', 'qualified', 'converted', 'rule', 'program'].map(value => ({ value })),
    filterable: true,
    width: 110,
  },
  moment('qualifiedAt', 'qualified_at'),
  person('qualifiedBy', 'qualified_by'),
  { ...words('qualifiedWhy', 'qualified_why', { maxLength: 2000 }), readOnly: true, importable: false },
  moment('disqualifiedAt', 'disqualified_at'),
  person('disqualifiedBy', 'disqualified_by'),
  { ...words('disqualifiedWhy', 'disqualified_why', { maxLength: 2000 }), readOnly: true, importable: false },
  {
    key: 'recycleOn',
    kind: 'date',
    column: 'recycle_on',
    readOnly: true,
    filterable: true,
    sortable: true,
    width: 120,
  },
  moment('convertedAt', 'converted_at'),
  {
    key: 'customer',
    kind: 'reference',
    references: 'customer',
    column: 'became_customer',
    readOnly: true,
    filterable: true,
    width: 180,
  },
  {
    key: 'opportunity',
    kind: 'reference',
    references: 'opportunity',
    column: 'became_opportunity',
    readOnly: true,
    width: 180,
  },
]

/** Somebody who may become a customer. Until it is shared it is seen by its owner only. */
export const lead = entity({
  name: 'lead',
  plural: 'leads',
  module: 'sales',
  table: 'sales.lead',
  rootColumn: 'id',
  title: 'name',
  permissions: {
    read: 'sales.read',
    write: 'sales.write',
    delete: 'sales.delete',
    import: 'sales.import',
    export: 'sales.export',
  },
  scope: { owner: 'owner_id', unit: 'unit_id', sharedSince: 'shared_at' },
  defaultSort: [{ field: 'capturedAt', direction: 'desc' }],
  defaultColumns: ['name', 'company', 'state', 'sharedAt', 'email', 'phone', 'source', 'owner', 'capturedAt'],
  search: { columns: ['name', 'company'] },
  customFields: true,
  fields: [...given, ...course],
})
