import type { Actor } from '../access/actor.ts'
import { visibleFields } from '../access/fields.ts'
import { column } from '../database/sql-writer.ts'
import { fieldExpression } from './condition.ts'
import type { EntityDescriptor, Field } from './descriptor.ts'
import { type EntityRegistry, fieldOf } from './registry.ts'

/** A record as it leaves the product: id, version, and the fields this actor may see, by key. */
export type RecordView = { id: string; version: number } & Record<string, unknown>

export type Projection = { sql: string; read: (row: Record<string, unknown>) => RecordView }

const cache = new WeakMap<EntityDescriptor, Map<string, Projection>>()

/**
 * The select list of an entity for an actor, and how to turn a row into a record. A reference comes with the title
 * of what it points at, so that no list asks again for names.
 */
export function projectionOf(registry: EntityRegistry, entity: EntityDescriptor, actor: Actor): Projection {
  const masks = entity.fields
    .filter(f => f.permission && !actor.permissions.has(f.permission))
    .map(f => f.key)
  const key = masks.join(' ')
  let known = cache.get(entity)
  if (!known) cache.set(entity, (known = new Map()))
  let projection = known.get(key)
  if (!projection) known.set(key, (projection = build(registry, entity, visibleFields(entity, actor))))
  return projection
}

function build(registry: EntityRegistry, entity: EntityDescriptor, fields: readonly Field[]): Projection {
  const shipped = fields.filter(field => !field.custom)
  const parts = ['t.id', 't.version', ...shipped.flatMap(field => selectOf(registry, field))]
  if (entity.customFields) parts.push('t.custom')
  const references = new Set(shipped.filter(f => f.kind === 'reference').map(f => f.key))
  const keys = shipped.map(field => field.key)
  const custom = entity.customFields
  return {
    sql: parts.join(', '),
    read(row) {
      const record: RecordView = { id: row.id as string, version: row.version as number }
      for (const key of keys) {
        record[key] =
          references.has(key) && row[key] !== null
            ? { id: row[key], title: row[`${key}$title`] ?? null }
            : row[key]
      }
      if (custom) record.custom = row.custom
      return record
    },
  }
}

function selectOf(registry: EntityRegistry, field: Field): string[] {
  const own = `${fieldExpression(field)} as "${field.key}"`
  const target = field.references ? registry.get(field.references) : undefined
  const title = target && fieldOf(target, target.title)?.column
  if (!target || !title) return [own]
  return [
    own,
    `(select r.${column(title)} from ${target.table} r where r.id = ${fieldExpression(field)}) as "${field.key}$title"`,
  ]
}
