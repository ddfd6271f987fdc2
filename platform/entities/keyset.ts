import { fieldExpression } from './condition.ts'
import { column, type SqlWriter } from '../database/sql-writer.ts'
import { visibleField } from '../access/fields.ts'
import type { Actor } from '../access/actor.ts'
import { invalid } from '../errors.ts'
import type { EntityDescriptor, Sort } from './descriptor.ts'

/** One expression of the order; the last one is always the id, which makes the order total. */
export type Key = { sql: string; type: string; direction: 'asc' | 'desc'; nullable: boolean }

export type Order = { keys: readonly Key[]; name: string; oneDirection: boolean }

const types: Record<string, string> = {
  datetime: 'timestamptz',
  date: 'date',
  integer: 'numeric',
  decimal: 'numeric',
  money: 'numeric',
  score: 'numeric',
  boolean: 'boolean',
  reference: 'uuid',
}

/** The total order of a list: the asked sorts (at most three), their tie-breakers, then the id. */
export function orderOf(entity: EntityDescriptor, actor: Actor, sorts: readonly Sort[] | undefined): Order {
  const wanted = sorts?.length ? sorts : entity.defaultSort
  if (wanted.length > 3) throw invalid('sort', 'platform.too-many-sorts', 'Sort by at most three fields.')
  const keys = wanted.flatMap(sort => keysOf(entity, actor, sort))
  const last = keys.at(-1) as Key
  keys.push({ sql: 't.id', type: 'uuid', direction: last.direction, nullable: false })
  return {
    keys,
    name: wanted.map(sort => `${sort.direction === 'desc' ? '-' : ''}${sort.field}`).join(','),
    oneDirection: wanted.length === 1,
  }
}

function keysOf(entity: EntityDescriptor, actor: Actor, { field: key, direction }: Sort): Key[] {
  const field = visibleField(entity, actor, key)
  if (!field?.sortable)
    throw invalid('sort', 'platform.not-sortable', `“${key}” is no field to sort by.`, { field: key })
  const nullable = !(field.required || field.notNull)
  const type = types[field.kind] ?? 'text'
  const columns = field.sortColumns?.map(name => `t.${column(name)}`) ?? [fieldExpression(field)]
  return columns.map((sql, index) => ({ sql, type, direction, nullable: nullable && index === 0 }))
}

/** `order by` text. Rows without a value come last in both directions. */
export function orderBy(order: Order): string {
  return order.keys
    .map(key => `${key.sql} ${key.direction}${key.nullable && !order.oneDirection ? ' nulls last' : ''}`)
    .join(', ')
}

/** The condition that a row comes after the cursor, for an order in one direction: one row comparison, so an index serves it. */
export function afterRow(keys: readonly Key[], after: readonly unknown[], sql: SqlWriter): string {
  const sign = keys[0]?.direction === 'desc' ? '<' : '>'
  const left = keys.map(key => key.sql).join(', ')
  const right = keys.map((key, index) => sql.bind(after[index], key.type)).join(', ')
  return `(${left}) ${sign} (${right})`
}

/** The same for mixed directions, written out key by key. */
export function afterKeys(keys: readonly Key[], after: readonly unknown[], sql: SqlWriter): string {
  const branches = keys.map((key, index) => {
    const equal = keys
      .slice(0, index)
      .map((k, i) => `${k.sql} is not distinct from ${sql.bind(after[i], k.type)}`)
    return [...equal, beyond(key, after[index], sql)].join(' and ')
  })
  return `(${branches.map(branch => `(${branch})`).join(' or ')})`
}

function beyond(key: Key, value: unknown, sql: SqlWriter): string {
  if (value === null) return 'false'
  const sign = key.direction === 'desc' ? '<' : '>'
  const past = `${key.sql} ${sign} ${sql.bind(value, key.type)}`
  return key.nullable ? `(${past} or ${key.sql} is null)` : past
}
