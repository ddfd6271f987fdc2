import { CallFailed } from '../failures.ts'
import { sameValue } from '../json.ts'
import type { RemoteObject, RemoteRecord, RemoteValues, RemoteWrite, WriteResult } from '../port.ts'
import { idsOf, readKeys } from './reading.ts'
import { type Erp, ErpRefusal } from './session.ts'
import { sentOf } from './values.ts'

/**
 * Reads the record, looks whether it stands as the writer knew it, and writes it under the stamp that was read with it, so that
 * Tryton says no where another one was faster. The stamp alone would not do: it does not see what is changed straight in its
 * database. A second write of the same finds its own values and changes nothing.
 */
export async function writeRecord(erp: Erp, write: RemoteWrite, signal: AbortSignal): Promise<WriteResult> {
  const { object, key, set } = write
  const before = await recordAt(erp, write, signal)
  if (!before) return { outcome: 'conflict', theirs: null }
  if (stands(object, set, before.values)) return { outcome: 'written', record: before }
  if (!stands(object, write.expected, before.values)) return { outcome: 'conflict', theirs: before }
  const [id] = idsOf([key])
  const context = { ...(await erp.context(signal)), _timestamp: { [`${object.name},${id}`]: before.version } }
  try {
    await erp.call(`model.${object.name}.write`, [[id], sentValues(object, set), context], signal)
  } catch (error) {
    if (!(error instanceof ErpRefusal)) throw error
    if (error.title === 'ConcurrencyException')
      return { outcome: 'conflict', theirs: await recordAt(erp, write, signal) }
    // Gone between our look and our write.
    const theirs = await recordAt(erp, write, signal)
    return theirs ? { outcome: 'refused', reason: error.message } : { outcome: 'conflict', theirs: null }
  }
  // It is written, whether or not it can be read now.
  const record = await recordAt(erp, write, signal).catch(() => null)
  return { outcome: 'written', record }
}

async function recordAt(
  erp: Erp,
  { object, key }: RemoteWrite,
  signal: AbortSignal,
): Promise<RemoteRecord | null> {
  const [record] = await readKeys(erp, { object, keys: [key] }, signal)
  return record ?? null
}

function stands(object: RemoteObject, wanted: RemoteValues, values: RemoteValues): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const kind = object.fields.find(field => field.name === name)?.kind
    return sameValue(kind, values[name] ?? null, value)
  })
}

function sentValues(object: RemoteObject, set: RemoteValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(set).map(([name, value]) => {
      const field = object.fields.find(each => each.name === name)
      if (!field)
        throw new CallFailed(
          'changed-shape',
          `“${object.name}” has no field “${name}” that could be written.`,
        )
      return [name, sentOf(field.kind, value)]
    }),
  )
}
