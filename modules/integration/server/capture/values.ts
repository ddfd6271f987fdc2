import { keyText, type RemoteObject, type RemoteValue, type RemoteValues } from '../connectors/port.ts'
import type { JoinedObject } from '../systems/system.ts'

/** Values as the database can hold them: it knows neither NUL nor halves of characters. */
export function storable(values: RemoteValues): RemoteValues {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, storableValue(value)]))
}

function storableValue(value: RemoteValue): RemoteValue {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').toWellFormed() : value
}

/** Fields that are worked out there whenever they are asked for: that they move is nobody's doing. */
export function workedOut({ fields }: RemoteObject): ReadonlySet<string> {
  return new Set(fields.filter(field => field.computed).map(({ name }) => name))
}

/** The fields in which a record differs; those that are missing count as empty. */
export function differing(before: RemoteValues | null, after: RemoteValues | null): string[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields].filter(field => (before?.[field] ?? null) !== (after?.[field] ?? null))
}

/** The key of the record that a document belongs to; null where it names none. */
export function parentKey(
  { parentFields }: Pick<JoinedObject, 'parentFields'>,
  values: RemoteValues,
  parent: Pick<RemoteObject, 'key'> | undefined,
): string | null {
  if (!parentFields || !parent) return null
  if (parentFields.some(field => (values[field] ?? null) === null)) return null
  const named = Object.fromEntries(
    parent.key.map((key, at) => [key, values[parentFields[at] as string] ?? null]),
  )
  return keyText(parent, named)
}
