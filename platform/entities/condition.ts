import type { Actor } from '../access/actor.ts'
import { visibleField } from '../access/fields.ts'
import { column, type SqlWriter } from '../database/sql-writer.ts'
import { invalid } from '../errors.ts'
import { isId } from '../ids.ts'
import {
  type Condition,
  type EntityDescriptor,
  type Field,
  type FieldKind,
  type Filter,
  madeByAct,
  operatorsOf,
} from './descriptor.ts'
import { madeByCondition } from './made-by.ts'
import { namedCondition } from './named-condition.ts'
import { relativeRange } from './relative-date.ts'
import { textCondition } from './text-condition.ts'

export type ConditionInput = { entity: EntityDescriptor; actor: Actor; now: Date; sql: SqlWriter }

/** A filter as SQL over the row `t`. A field the actor may not see is refused as if it did not exist. */
export function filterCondition(filter: Filter, input: ConditionInput): string {
  if ('and' in filter) return group(filter.and, ' and ', input) ?? 'true'
  if ('or' in filter) return group(filter.or, ' or ', input) ?? 'false'
  if ('not' in filter) return `not coalesce(${filterCondition(filter.not, input)}, false)`
  return fieldCondition(filter, input)
}

function group(parts: readonly Filter[], word: string, input: ConditionInput): string | null {
  if (parts.length === 0) return null
  return `(${parts.map(part => filterCondition(part, input)).join(word)})`
}

/** Single records: `{"field":"id","op":"in","value":[…]}`. Only those of them that the actor sees anyway are found. */
function idCondition({ op, value }: Condition, sql: SqlWriter): string {
  const ids = op === 'eq' ? [value] : op === 'in' && Array.isArray(value) ? value : []
  if (ids.length === 0 || !ids.every(isId))
    throw invalid('filter', 'platform.bad-value', '“id” is compared with “eq” and an id or “in” and ids.', {
      field: 'id',
    })
  return `t.id = any(${sql.bind(ids, 'uuid[]')})`
}

function fieldCondition(condition: Condition, input: ConditionInput): string {
  if (condition.field === 'id') return idCondition(condition, input.sql)
  if (condition.field === madeByAct) return madeByCondition(condition, input)
  if (condition.field.startsWith('@')) return namedCondition(condition, input)
  const field = visibleField(input.entity, input.actor, condition.field)
  if (!field?.filterable) {
    throw invalid('filter', 'platform.no-such-field', `“${condition.field}” is no field to filter by.`, {
      field: condition.field,
    })
  }
  if (!operatorsOf[field.kind].includes(condition.op)) {
    throw invalid(
      'filter',
      'platform.bad-operator',
      `“${condition.op}” does not fit the field “${field.key}”.`,
      { field: field.key, op: condition.op },
    )
  }
  return compile(field, condition, input)
}

/** SQL that reads a field of the row `t`. A user's own field is read from `custom` by its type. */
export function fieldExpression(field: Field, alias = 't'): string {
  if (field.column) return `${alias}.${column(field.column)}`
  if (field.expression) return field.expression
  // Keys of own fields are checked by the table (letters, digits, underscore), so they may stand in the text.
  const key = field.key.replace(/^custom\./, '').replaceAll(/[^a-z0-9_]/g, '')
  const raw = `${alias}.custom`
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'score':
      return `(case when jsonb_typeof(${raw} -> '${key}') = 'number' then (${raw} ->> '${key}')::numeric end)`
    case 'boolean':
      return `(case when jsonb_typeof(${raw} -> '${key}') = 'boolean' then (${raw} ->> '${key}')::boolean end)`
    case 'tags':
      return `(case when jsonb_typeof(${raw} -> '${key}') = 'array' then array(select jsonb_array_elements_text(${raw} -> '${key}')) end)`
    default:
      return `(${raw} ->> '${key}')`
  }
}

const comparison = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function compile(
  field: Field,
  { op, value }: Condition,
  { entity, actor, now, sql }: ConditionInput,
): string {
  const at = fieldExpression(field)
  const type = sqlType(field)
  const one = (v: unknown) => sql.bind(read(field, v, actor), type)
  const many = () =>
    sql.bind(
      list(field, value).map(v => read(field, v, actor)),
      `${type}[]`,
    )
  switch (op) {
    case 'empty':
      return field.kind === 'tags' ? `coalesce(${at}, '{}') = '{}'` : `${at} is null`
    case 'not-empty':
      return field.kind === 'tags' ? `coalesce(${at}, '{}') <> '{}'` : `${at} is not null`
    case 'eq':
      if (isText(field))
        return textCondition(field, { op, value: readText(field, value) }, { entity, sql, expression: at })
      return `${at} = ${one(value)}`
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return `${at} ${comparison[op]} ${one(value)}`
    case 'ne':
      return `${at} is distinct from ${one(value)}`
    case 'in':
      return `${at} = any(${many()})`
    case 'not-in':
      return `coalesce(${at} <> all(${many()}), true)`
    case 'between': {
      const [from, to] = list(field, value)
      if (from === undefined || to === undefined) throw wrongValue(field, 'two values, from and to')
      return `${at} between ${one(from)} and ${one(to)}`
    }
    case 'contains':
    case 'starts-with':
      return textCondition(field, { op, value: readText(field, value) }, { entity, sql, expression: at })
    case 'within':
      return within(field, value, { at, now, actor, sql })
    case 'has-all':
      return `${at} @> ${many()} and ${at} <> '{}'`
    case 'has-any':
      return `${at} && ${many()} and ${at} <> '{}'`
  }
}

type WithinInput = { at: string; now: Date; actor: Actor; sql: SqlWriter }

function within(field: Field, value: unknown, { at, now, actor, sql }: WithinInput): string {
  const range = typeof value === 'string' ? relativeRange(value, now, actor.timeZone) : undefined
  if (!range) throw wrongValue(field, 'a relative time such as “last-30-days”')
  const bind = (date: Date) =>
    field.kind === 'date'
      ? `(${sql.bind(date, 'timestamptz')} at time zone ${sql.bind(actor.timeZone)})::date`
      : sql.bind(date, 'timestamptz')
  const parts: string[] = []
  if (range.from) parts.push(`${at} >= ${bind(range.from)}`)
  if (range.to) parts.push(`${at} < ${bind(range.to)}`)
  return `(${parts.join(' and ')})`
}

function list(field: Field, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongValue(field, 'a list of values')
  return value
}

const textKinds: readonly FieldKind[] = ['text', 'longtext', 'email', 'phone', 'url']

function isText(field: Field): boolean {
  return textKinds.includes(field.kind)
}

function readText(field: Field, value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.includes('\0')) throw wrongValue(field, 'some text')
  return value
}

const sqlTypes: Partial<Record<FieldKind, string>> = {
  integer: 'numeric',
  decimal: 'numeric',
  money: 'numeric',
  score: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  reference: 'uuid',
}

function sqlType(field: Field): string {
  if (!field.column && (field.kind === 'date' || field.kind === 'datetime' || field.kind === 'reference'))
    return 'text'
  return sqlTypes[field.kind] ?? 'text'
}

/** Checks one value against the field's kind, so that the database never has to refuse it. */
function read(field: Field, value: unknown, actor: Actor): unknown {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'score': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof number === 'number' && Number.isFinite(number)) return number
      throw wrongValue(field, 'a number')
    }
    case 'boolean':
      if (typeof value === 'boolean') return value
      throw wrongValue(field, 'true or false')
    case 'date':
    case 'datetime':
      return readDate(field, value)
    case 'reference':
      if (value === 'me') return actor.id
      if (isId(value)) return value
      throw wrongValue(field, 'the id of a record')
    default:
      if (typeof value === 'string' && !value.includes('\0')) return value
      throw wrongValue(field, 'text')
  }
}

function readDate(field: Field, value: unknown): string {
  const wanted = field.kind === 'date' ? 'a date such as 2026-11-22' : 'a time such as 2026-11-22T10:00:00Z'
  if (typeof value !== 'string') throw wrongValue(field, wanted)
  const match = /^(\d{4})-(\d{2})-(\d{2})(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.exec(value)
  const at = match ? new Date(value) : new Date(Number.NaN)
  const day = match && new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])))
  // JavaScript rolls 30 February over to March; a person meant something else.
  if (
    !match ||
    !day ||
    Number.isNaN(at.getTime()) ||
    day.getUTCDate() !== Number(match[3]) ||
    Number(match[1]) === 0
  )
    throw wrongValue(field, wanted)
  return field.kind === 'date' ? value.slice(0, 10) : at.toISOString()
}

function wrongValue(field: Field, wanted: string) {
  return invalid('filter', 'platform.bad-value', `The filter on “${field.key}” needs ${wanted}.`, {
    field: field.key,
  })
}
