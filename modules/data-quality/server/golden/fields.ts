import type { EntityDescriptor, Field } from '../../../../platform/entities/descriptor.ts'
import type { SharedColumn } from '../../../customers/index.ts'

/**
 * What survives as one: a field, or some that say one thing together (the parts of a name, of a place). `one`: the value of
 * one member; `all`: the values of all together; `latest`: the greatest. `parts` are keys of the customer's fields.
 */
export type GoldenField = {
  key: string
  mode: 'one' | 'all' | 'latest'
  columns: readonly SharedColumn[]
  parts: readonly string[]
  /** Key within `custom`. */
  own?: string
}

const one = (key: string, column: SharedColumn): GoldenField => ({
  key,
  mode: 'one',
  columns: [column],
  parts: [key],
})

const shipped: readonly GoldenField[] = [
  {
    key: 'name',
    mode: 'one',
    columns: ['name', 'given_name', 'family_name', 'sort_name'],
    parts: ['name', 'givenName', 'familyName'],
  },
  one('jobTitle', 'job_title'),
  one('birthDate', 'birth_date'),
  one('orgNumber', 'org_number'),
  one('industry', 'industry'),
  one('employees', 'employees'),
  one('website', 'website'),
  one('level', 'level'),
  one('language', 'language'),
  one('email', 'email'),
  one('phone', 'phone'),
  {
    key: 'place',
    mode: 'one',
    columns: ['city', 'postcode', 'country'],
    parts: ['city', 'postcode', 'country'],
  },
  { key: 'tags', mode: 'all', columns: ['tags'], parts: ['tags'] },
  { key: 'lastContactAt', mode: 'latest', columns: ['last_contact_at'], parts: ['lastContactAt'] },
]

/** All that families share, with the organisation's own fields. */
export function goldenFields(entity: EntityDescriptor): GoldenField[] {
  const own = entity.fields.filter((field): field is Field & { custom: true } => field.custom === true)
  return [
    ...shipped,
    ...own.map(
      ({ key }): GoldenField => ({ key, mode: 'one', columns: ['custom'], parts: [key], own: key.slice(7) }),
    ),
  ]
}

/** The fields that show what was written: columns, or own fields by their key. */
export function fieldsOfColumns(fields: readonly GoldenField[], written: readonly string[]): GoldenField[] {
  return fields.filter(field =>
    field.own ? written.includes(field.key) : field.columns.some(column => written.includes(column)),
  )
}
