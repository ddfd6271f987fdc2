/**
 * An entity is a kind of record described once. From the description come table, filters, form, saved views,
 * import and export, history, search and the API's list endpoint. Shipped fields are real columns; a user's own
 * fields use the same vocabulary and live in the row's `custom` column.
 *
 * This file is plain data and types: server and browser both read it.
 */

export type FieldKind =
  | 'text'
  | 'longtext'
  | 'email'
  | 'phone'
  | 'url'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'choice'
  | 'tags'
  | 'reference'
  | 'score'

export type Tone = 'neutral' | 'accent' | 'amber' | 'red' | 'blue' | 'violet'

export type Choice = { value: string; tone?: Tone; label?: string }

/**
 * Where a filter looks instead of the row's own column. Only comparisons for equality look there where `exact`. What is
 * found under a record that another one stands for (`standsFor`: its column on the record's table) is found as that one.
 */
export type Lookup = {
  table: string
  rootColumn: string
  column: string
  where: string
  exact?: boolean
  standsFor?: { table: string; column: string }
}

export type Field = {
  key: string
  kind: FieldKind
  /** SQL column of the entity's table; for a custom field absent (it is read from `custom`). */
  column?: string
  /** SQL expression over the row `t` for a value that is read, never written. Not sent to the browser. */
  expression?: string
  /** Columns that sort this field, ties included (`city` sorts by city, then name). The first may be null, the others not. */
  sortColumns?: readonly string[]
  /** Column with the folded text, its words being in `search.words`: compared instead of the text itself. */
  foldedColumn?: string
  /** Values kept one per row in another table (all e-mail addresses of a record): filters look there, by its indexes. */
  lookup?: Lookup
  /** The column is never null. */
  notNull?: boolean
  /** Label for custom fields. Shipped fields are translated under `entity.<entity>.<key>`. */
  label?: string
  custom?: true
  required?: boolean
  /** Set by the product, never by a form or an import. */
  readOnly?: boolean
  /** Choices of a `choice` field; shipped ones are translated under `entity.<entity>.<key>.<value>`. */
  choices?: readonly Choice[]
  /** Target entity of a `reference`. */
  references?: string
  /** ISO 4217 code of a `money` field; the value is in minor units. */
  currency?: string
  /** Key of the field that holds each record's own currency, where they differ. */
  currencyField?: string
  /** Longest text in characters. */
  maxLength?: number
  sortable?: boolean
  filterable?: boolean
  /** May be a target column of an import. */
  importable?: boolean
  /** Whether an import may find the existing record by this field. */
  matchable?: boolean
  /** Who lacks this permission does not see the field, nor may filter, sort, search, export or write it. */
  permission?: string
  /** Width in the table, px. */
  width?: number
  /** Column titles in foreign files that mean this field, lower case. */
  aliases?: readonly string[]
  /** Only for records whose `kindField` has one of these values (a birth date is only for a person). */
  onlyFor?: readonly string[]
}

/**
 * How row scopes are compiled for an entity: the columns that say whose a row is, or the record that it lives with. Of what
 * is for `everyone` (settings that all work by) whoever may read it sees all. A row whose column `sharedSince` is null is seen
 * by its `owner` only, however far the scope of anybody else reaches.
 */
export type ScopeColumns = {
  owner?: string
  unit?: string
  via?: { entity: string; column: string }
  everyone?: true
  sharedSince?: string
}

export type EntityDescriptor = {
  /** Singular, kebab-case: `customer`. The endpoint's noun is `plural`. */
  name: string
  plural: string
  module: string
  /** Schema-qualified table: `customers.customer`. */
  table: string
  /** Column that identifies a row besides the root: always `id`. */
  rootColumn: string
  /** Field shown as the record's name. */
  title: string
  /** Field that distinguishes sub-kinds (person / organisation), if any. */
  kindField?: string
  fields: readonly Field[]
  permissions: { read: string; write: string; delete: string; import?: string; export?: string }
  /** The page from which files are imported into it, where that is not the general one: these files need something besides. */
  importPage?: string
  scope: ScopeColumns
  /** Sort when none is asked for. */
  defaultSort: readonly Sort[]
  /** Fields shown in a list when no view says otherwise. */
  defaultColumns: readonly string[]
  /** Where `q` looks: a tsvector of folded words, or plain columns for small tables. */
  search?: { words: string } | { columns: readonly string[] }
  /** Rows that no list shows (a merged customer is shown by its root). */
  hiddenWhen?: string
  /** Conditions that have a name instead of a field; modules add them (`Module.conditions`). */
  conditions?: readonly NamedCondition[]
  /** Whether users may add their own fields. */
  customFields: boolean
  /** Views besides the table, with the fields they use. */
  board?: { field: string }
  calendar?: { field: string }
}

export type Sort = { field: string; direction: 'asc' | 'desc' }

/**
 * A condition that no field can say, asked for by a name in place of a field (`@rule`) with `eq` and a text or `in` and
 * texts. Only who has the permission may use it. How it becomes SQL stands in `named-condition.ts`.
 */
export type NamedCondition = { name: string; permission?: string }

/** A condition on one field, or a group of conditions. Sent as JSON in `filter`. */
export type Filter = Condition | { and: readonly Filter[] } | { or: readonly Filter[] } | { not: Filter }

export type Condition = { field: string; op: Operator; value?: FilterValue }

/**
 * In place of a field: the records that one act made (an import, a bulk creation), with its id for the value. No record
 * keeps by which act it came, history does.
 */
export const madeByAct = '@act'

export type FilterValue = string | number | boolean | null | readonly (string | number)[]

export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'not-in'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'contains'
  | 'starts-with'
  | 'empty'
  | 'not-empty'
  /** Dates: `value` is a relative range such as `today`, `last-30-days`, `next-7-days`, `this-month`, `older-than-60-days`. */
  | 'within'
  /** `tags`: all of the given. */
  | 'has-all'
  | 'has-any'

/** Operators that make sense for a kind of field; the filter bar offers these and the server refuses others. */
export const operatorsOf: Record<FieldKind, readonly Operator[]> = {
  text: ['eq', 'ne', 'contains', 'starts-with', 'in', 'not-in', 'empty', 'not-empty'],
  longtext: ['contains', 'empty', 'not-empty'],
  email: ['eq', 'ne', 'contains', 'starts-with', 'empty', 'not-empty'],
  phone: ['eq', 'ne', 'contains', 'starts-with', 'empty', 'not-empty'],
  url: ['eq', 'ne', 'contains', 'empty', 'not-empty'],
  integer: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'empty', 'not-empty'],
  decimal: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'empty', 'not-empty'],
  money: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'empty', 'not-empty'],
  score: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'empty', 'not-empty'],
  boolean: ['eq', 'empty', 'not-empty'],
  date: ['eq', 'lt', 'lte', 'gt', 'gte', 'between', 'within', 'empty', 'not-empty'],
  datetime: ['lt', 'lte', 'gt', 'gte', 'between', 'within', 'empty', 'not-empty'],
  choice: ['eq', 'ne', 'in', 'not-in', 'empty', 'not-empty'],
  tags: ['has-all', 'has-any', 'empty', 'not-empty'],
  reference: ['eq', 'ne', 'in', 'not-in', 'empty', 'not-empty'],
}

export function entity(descriptor: EntityDescriptor): EntityDescriptor {
  return descriptor
}
