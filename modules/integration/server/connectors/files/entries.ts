import { keyText, type RemoteObject, type RemoteValue, type RemoteValues } from '../port.ts'
import { broken, changedShape } from './broken.ts'
import { openFile } from './formats/format.ts'
import { valueOf } from './formats/values.ts'
import type { Definition } from './settings.ts'
import type { Entry } from './sorted.ts'
import type { Reach } from './store.ts'
import type { Copy } from './workshop.ts'

/** An object as it was joined, and how its files are to be read. */
export type Joined = { object: RemoteObject; definition: Definition }

export type Read = {
  copy: Copy
  isDelta: boolean /** Its place among the files of one state. */
  file: number
}

/**
 * The records of one file, in its order. Columns are found by their names, so their order may change and new ones may come;
 * where one that was joined is missing the file is refused (`changed-shape`), as is a row whose values cannot be read or whose key is
 * empty (`broken-answer`).
 */
export async function* entriesOf(
  reach: Reach,
  { object, definition }: Joined,
  { copy, isDelta, file }: Read,
): AsyncGenerator<Entry> {
  const { columns, lines } = await openFile(copy, definition)
  const places = placesOf(columns, object, copy.name)
  const gone = goneColumn(columns, definition, { name: copy.name, isDelta })
  for await (const some of lines()) {
    reach.assertWanted()
    for (const { row, cells } of some) {
      const isGone = gone !== null && definition.delete?.values.includes(cells[gone] ?? '') === true
      const where = { name: copy.name, row, keyOnly: isGone }
      const values = valuesIn(cells, { object, places, where })
      const body = isGone ? null : JSON.stringify(object.fields.map(field => values[field.name]))
      yield { key: keyText(object, values), file, row, body }
    }
  }
}

/** The values of a body that `entriesOf` made. */
export function valuesOf(object: RemoteObject, body: string): RemoteValues {
  const cells = JSON.parse(body) as RemoteValue[]
  return Object.fromEntries(object.fields.map(({ name }, at) => [name, cells[at] ?? null]))
}

function placesOf(columns: readonly string[], object: RemoteObject, name: string): number[] {
  const missing = object.fields.filter(field => !columns.includes(field.name)).map(field => `“${field.name}”`)
  if (missing.length === 0) return object.fields.map(field => columns.indexOf(field.name))
  throw changedShape(name, `It has no ${missing.join(', ')} any more; its columns are ${columns.join(', ')}.`)
}

function goneColumn(
  columns: readonly string[],
  definition: Definition,
  { name, isDelta }: { name: string; isDelta: boolean },
): number | null {
  if (!definition.delete) return null
  const at = columns.indexOf(definition.delete.column)
  if (at >= 0) return at
  if (isDelta) throw changedShape(name, `It has no “${definition.delete.column}”, which says what is gone.`)
  return null
}

type Reading = {
  object: RemoteObject
  places: readonly number[]
  where: { name: string; row: number; keyOnly: boolean }
}

function valuesIn(cells: readonly (string | null)[], { object, places, where }: Reading): RemoteValues {
  const { name, row, keyOnly } = where
  const values: Record<string, RemoteValue> = {}
  for (const [at, field] of object.fields.entries()) {
    const isKey = object.key.includes(field.name)
    // Of a record that is gone only the key has to be told.
    if (keyOnly && !isKey) continue
    const cell = cells[places[at] as number] ?? null
    const value = valueOf(field.kind, cell)
    if (value === undefined)
      throw broken(name, row, `“${cell}” in column “${field.name}” is no ${field.kind}.`)
    if (value === null && isKey) throw broken(name, row, `The key column “${field.name}” is empty.`)
    values[field.name] = value
  }
  return values
}
