import type { RemoteField, RemoteObject } from '../port.ts'
import { CallFailed } from '../failures.ts'
import { openFile } from './formats/format.ts'
import { picked } from './names.ts'
import type { Definition } from './settings.ts'
import { type Found, type Reach, within } from './store.ts'
import { lyingNow, type Work } from './work.ts'

/** Bytes of a file from which its columns are told. */
const headSize = 262_144

/** The objects that the settings describe, as far as their files can be read; `test` says what is wrong with the others. */
export async function objectsOf(work: Work, signal: AbortSignal): Promise<RemoteObject[]> {
  const reach = within(work.store, signal)
  const lying = await lyingNow(work, reach)
  const objects: RemoteObject[] = []
  for (const definition of work.plan.definitions) {
    try {
      const columns = await columnsOf(work, reach, { definition, lying })
      if (columns) objects.push(objectOf(definition, columns))
    } catch (error) {
      if (!(error instanceof CallFailed) || error.kind !== 'broken-answer') throw error
      work.log.warn({ object: definition.name, reason: error.message }, 'files of an object cannot be read')
    }
  }
  return objects
}

/** The columns of an object: those of its description, or the header of its newest full file; null where there is none. */
export async function columnsOf(
  { memory: { workshop } }: Work,
  reach: Reach,
  { definition, lying }: { definition: Definition; lying: readonly Found[] },
): Promise<readonly string[] | null> {
  if (definition.format !== 'csv') return definition.fields.map(({ name }) => name)
  const { full } = picked(lying, definition)
  if (!full) return null
  const copy = await workshop.copy(reach, full, headSize)
  try {
    return (await openFile(copy, definition)).columns
  } finally {
    await copy.remove()
  }
}

function objectOf(definition: Definition, columns: readonly string[]): RemoteObject {
  const { name, key, references } = definition
  const fields = columns
    .filter(column => column !== definition.delete?.column)
    .map(column => ({ name: column, kind: kindOf(definition, column), optional: !key.includes(column) }))
  const hasKey = key.every(column => columns.includes(column))
  return { name, space: '', fields, key: hasKey ? key : [], about: null, references }
}

function kindOf(definition: Definition, column: string): RemoteField['kind'] {
  if (definition.format === 'csv') return definition.kinds[column] ?? 'text'
  return definition.fields.find(({ name }) => name === column)?.kind ?? 'text'
}
