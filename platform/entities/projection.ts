import type { Actor } from '../access/actor.ts'
import { visibleFields } from '../access/fields.ts'
import { column } from '../database/sql-writer.ts'
import { fieldExpression } from './condition.ts'
import type { EntityDescriptor, Field } from './descriptor.ts'
import { type EntityRegistry, fieldOf } from './registry.ts'

/** A record as it leaves the product: id, version, and the fields this actor may see, by key. */
export type RecordView = { id: string; version: number } & Record<string, unknown>

/**
 * The select list of a record in two shapes: as columns with `read` to make a value of a row, and as one JSON
 * expression. Lists and pages go out as the database writes them: that takes a third of the processor time in Node and
 * a third less in all (50 rows: 2.2 + 1.4 ms against 0.7 + 1.5 ms).
 */
export type Projection = { columns: string; read: (row: Record<string, unknown>) => RecordView; json: string }

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
  const named = [
    't.id',
    't.version',
    ...shipped.map(field => jsonOf(registry, field)),
    ...(custom ? ['t.custom'] : []),
  ]
  return {
    columns: parts.join(', '),
    json: `(select row_to_json(r) from (select ${named.join(', ')}) r)`,
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
  const title = titleOf(registry, field)
  return title ? [own, `${title} as "${field.key}$title"`] : [own]
}

function jsonOf(registry: EntityRegistry, field: Field): string {
  const value = fieldExpression(field)
  if (field.kind !== 'reference') return `${value} as "${field.key}"`
  const title = titleOf(registry, field) ?? 'null'
  return `case when ${value} is null then null else json_build_object('id', ${value}, 'title', ${title}) end as "${field.key}"`
}

/** SQL that reads the title of what a reference points at. */
function titleOf(registry: EntityRegistry, field: Field): string | null {
  const target = field.references ? registry.get(field.references) : undefined
  const title = target && fieldOf(target, target.title)?.column
  if (!target || !title) return null
  return `(select r.${column(title)} from ${target.table} r where r.id = ${fieldExpression(field)})`
}
