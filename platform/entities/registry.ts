import type { EntityDescriptor, Field } from './descriptor.ts'

/** All entities of the product by name, shipped fields only. Built once from the modules at start. */
export type EntityRegistry = ReadonlyMap<string, EntityDescriptor>

export function entityRegistry(entities: readonly EntityDescriptor[]): EntityRegistry {
  const registry = new Map<string, EntityDescriptor>()
  for (const entity of entities) {
    if (registry.has(entity.name)) throw new Error(`Two modules describe the entity “${entity.name}”.`)
    assertSound(entity)
    registry.set(entity.name, entity)
  }
  return registry
}

/** The description's own mistakes are found at start, not by a user. */
function assertSound(entity: EntityDescriptor): void {
  const keys = new Set(entity.fields.map(field => field.key))
  if (keys.size !== entity.fields.length) throw new Error(`${entity.name}: two fields have one key.`)
  for (const key of [entity.title, ...entity.defaultColumns, ...entity.defaultSort.map(sort => sort.field)]) {
    if (!keys.has(key)) throw new Error(`${entity.name}: there is no field “${key}”.`)
  }
  for (const field of entity.fields) {
    if (!field.column && !field.expression && !field.custom)
      throw new Error(`${entity.name}.${field.key} has no column.`)
  }
}

/** The field with this key, also among the user's own (`custom.size` or `size`). */
export function fieldOf(entity: EntityDescriptor, key: string): Field | undefined {
  return entity.fields.find(field => field.key === key)
}
