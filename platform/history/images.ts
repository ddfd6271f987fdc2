import type { Actor } from '../access/actor.ts'
import { visibleFields } from '../access/fields.ts'
import type { EntityDescriptor } from '../entities/descriptor.ts'
import type { HistoryTable } from '../module.ts'

type Image = Record<string, unknown>

const workedOut = new Set(['sort_name', 'words', 'version', 'updated_at', '_owned'])

/** An image of a row of a table without what is withheld. */
export function openImage(table: HistoryTable | undefined, image: Image | null): Image | null {
  if (!image || !table?.withheld) return image
  return Object.fromEntries(Object.entries(image).filter(([column]) => !table.withheld?.includes(column)))
}

/** An image of a row by field keys, without what the actor may not see and without worked-out columns. */
export function visibleImage(
  entity: EntityDescriptor | undefined,
  actor: Actor,
  image: Image | null,
): Image | null {
  if (!image) return null
  const entries = Object.entries(image).filter(([column]) => !workedOut.has(column))
  if (!entity) return Object.fromEntries(entries)
  const visible = visibleFields(entity, actor)
  return Object.fromEntries(
    entries.flatMap(([column, value]) => {
      const known = entity.fields.find(field => field.column === column)
      if (!known) return [[column, value]]
      return visible.includes(known) ? [[known.key, value]] : []
    }),
  )
}
