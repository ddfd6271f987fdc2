import type { EntityDescriptor, Field } from '../entities/descriptor.ts'
import type { Actor } from './actor.ts'

/** The fields of an entity this actor may see. Everything that reads or writes fields starts from this list. */
export function visibleFields(entity: EntityDescriptor, actor: Actor): readonly Field[] {
  return entity.fields.filter(field => !field.permission || actor.permissions.has(field.permission))
}

/** One visible field by key, or undefined: a masked field and a field that does not exist look the same. */
export function visibleField(entity: EntityDescriptor, actor: Actor, key: string): Field | undefined {
  const field = entity.fields.find(f => f.key === key)
  return field && (!field.permission || actor.permissions.has(field.permission)) ? field : undefined
}
