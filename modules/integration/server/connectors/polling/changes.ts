import type { RemoteChange, RemoteObject, RemoteRecord, RemoteValues } from '../port.ts'

/** Keys or changes in one portion of a system that is asked. */
const portionSize = 500

/**
 * A record as it stands now, told as a change. When it was changed is taken from its stamp where nothing else says it, and only where that
 * names its zone.
 */
export function changeOf(
  object: RemoteObject,
  { key, values, version }: RemoteRecord,
  told: Partial<Pick<RemoteChange, 'at' | 'by'>> = {},
): RemoteChange {
  const { at = changedAt(object, values), by = null } = told
  return { object: object.name, key, after: values, before: null, version, at, by, operation: null }
}

/** A record that is no more. */
export function goneFrom(object: RemoteObject, key: string): RemoteChange {
  const nothing = { after: null, before: null, version: null, at: null, by: null, operation: null }
  return { object: object.name, key, ...nothing }
}

/** The same in parts of the size of a portion. */
export function* portionsOf<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += portionSize) yield all.slice(at, at + portionSize)
}

function changedAt(object: RemoteObject, values: RemoteValues): Date | null {
  const field = object.fields.find(({ name }) => name === object.stamp)
  const text = field?.kind === 'moment' ? String(values[field.name]) : ''
  const at = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? new Date(text) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}
