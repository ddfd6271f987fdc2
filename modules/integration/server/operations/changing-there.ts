import type { RemoteObject, RemoteValues } from '../connectors/port.ts'
import type { Claimed } from './claiming.ts'
import type { Way } from './delivering.ts'
import { standsAs } from './values-there.ts'

/** How a record there is changed: it is read back by its key, and written where it stands as the writer knew it. */
export function changingThere(operation: Claimed, object: RemoteObject): Way {
  const { id, key, set, expected, baseStamp } = operation
  return {
    look: async (connection, signal) => {
      const [record] = await connection.read({ object, keys: [key] }, signal)
      if (!record) return { is: 'conflict', theirs: null }
      if (stands(object, record.values, set)) return { is: 'confirmed', by: 'reading', record }
      return stands(object, record.values, expected) ? null : { is: 'conflict', theirs: record.values }
    },
    send: async (connection, { left, signal }) => {
      if (!connection.write) return { is: 'failed', reason: 'cannot-be-written', said: null }
      const write = { operation: id, object, key, set, expected, version: baseStamp, left }
      const result = await connection.write(write, signal)
      if (result.outcome === 'written') return { is: 'confirmed', by: 'answer', record: result.record }
      if (result.outcome === 'refused') return { is: 'failed', reason: 'refused', said: result.reason }
      return { is: 'conflict', theirs: result.theirs?.values ?? null }
    },
  }
}

function stands({ fields }: RemoteObject, there: RemoteValues, wanted: RemoteValues): boolean {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]))
  return Object.entries(wanted).every(([name, value]) => standsAs(kinds.get(name), there[name], value))
}
