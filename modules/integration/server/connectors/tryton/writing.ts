import { CallFailed } from '../failures.ts'
import { sameValue } from '../json.ts'
import type { RemoteObject, RemoteRecord, RemoteValues, RemoteWrite, WriteResult } from '../port.ts'
import { addresses, idsOf, isOfAddress, readKeys, recordOf, rowsAt } from './reading.ts'
import { type Erp, ErpRefusal } from './session.ts'
import { firstIn, sentOf } from './values.ts'

/**
 * Reads the record, looks whether it stands as the writer knew it, and writes it under the stamp that was read with it, so that
 * Tryton says no where another one was faster. The stamp alone would not do: it does not see what is changed straight in its
 * database. A second write of the same finds its own values and changes nothing.
 */
export async function writeRecord(erp: Erp, write: RemoteWrite, signal: AbortSignal): Promise<WriteResult> {
  const { object, key, set } = write
  const fixed = object.fields.find(
    ({ name, computed }) => name in set && (computed || (name.includes('.') && !isOfAddress(name))),
  )
  if (fixed)
    return {
      outcome: 'refused',
      reason: `Tryton takes “${fixed.name}” from other records, so it cannot be written here.`,
    }
  const [id] = idsOf([key])
  const [row] = await rowsAt(erp, { object, ids: id === undefined ? [] : [id] }, signal)
  if (!row) return { outcome: 'conflict', theirs: null }
  const before = recordOf(object, row)
  if (stands(object, set, before.values)) return { outcome: 'written', record: before }
  if (!stands(object, write.expected, before.values)) return { outcome: 'conflict', theirs: before }
  const address = firstIn(row, addresses)
  const stamps = {
    [`${object.name},${id}`]: before.version,
    ...(address ? { [`party.address,${String(address.id)}`]: address._timestamp } : {}),
  }
  const context = { ...(await erp.context(signal)), _timestamp: stamps }
  try {
    const sent = withAddress(sentValues(object, set), address)
    await erp.call(`model.${object.name}.write`, [[id], sent, context], signal)
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

/** What is of the address goes along in the same write: to the address that is there, or to the first one. */
function withAddress(sent: Record<string, unknown>, address: Readonly<Record<string, unknown>> | null) {
  const [own, its] = [new Map<string, unknown>(), new Map<string, unknown>()]
  for (const [name, value] of Object.entries(sent))
    if (isOfAddress(name)) its.set(name.slice(addresses.length + 1), value)
    else own.set(name, value)
  if (its.size === 0) return sent
  const place = Object.fromEntries(its)
  const act = address ? ['write', [address.id], place] : ['create', [place]]
  return { ...Object.fromEntries(own), [addresses]: [act] }
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
