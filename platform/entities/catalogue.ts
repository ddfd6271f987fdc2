import type { Db } from '../context.ts'
import { rows } from '../database/statement.ts'
import { NotFound } from '../errors.ts'
import type { Choice, EntityDescriptor, Field, FieldKind } from './descriptor.ts'
import { type EntityRegistry, entityRegistry } from './registry.ts'

/** The entities as they are now: shipped fields and the users' own. */
export type EntityCatalogue = {
  registry: () => EntityRegistry
  /** Throws `NotFound` for a name that is none. */
  entity: (name: string) => EntityDescriptor
  /** Reads the users' own fields again; called when someone changed them, in whichever process. */
  refresh: (db?: Db) => Promise<void>
}

type CustomFieldRow = {
  entity: string
  key: string
  label: string
  kind: FieldKind
  choices: Choice[]
  required: boolean
}

/** Builds the catalogue from what the modules ship and what `platform.custom_field` holds. */
export async function entityCatalogue(
  db: Db,
  shipped: readonly EntityDescriptor[],
): Promise<EntityCatalogue> {
  let current: EntityRegistry = entityRegistry(shipped)
  const refresh = async (from: Db = db) => {
    const own = await rows<CustomFieldRow>(
      from,
      'select entity, key, label, kind, choices, required from platform.custom_field order by position, key',
    )
    current = entityRegistry(shipped.map(entity => extended(entity, own)))
  }
  await refresh()
  return {
    registry: () => current,
    entity: name => {
      const found = current.get(name)
      if (!found) throw new NotFound('kind of record')
      return found
    },
    refresh,
  }
}

/** An entity with the users' own fields behind the shipped ones. Their keys are `custom.<key>`, so nothing can clash. */
function extended(entity: EntityDescriptor, own: readonly CustomFieldRow[]): EntityDescriptor {
  if (!entity.customFields) return entity
  const fields = own.filter(row => row.entity === entity.name).map(customField)
  return fields.length ? { ...entity, fields: [...entity.fields, ...fields] } : entity
}

function customField(row: CustomFieldRow): Field {
  return {
    key: `custom.${row.key}`,
    kind: row.kind,
    custom: true,
    label: row.label,
    required: row.required,
    choices: row.choices,
    filterable: true,
    importable: true,
  }
}
