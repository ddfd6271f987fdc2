import { CallFailed } from '../connectors/failures.ts'
import type { RemoteObject } from '../connectors/port.ts'
import type { Claimed, Make } from '../operations/claiming.ts'
import type { Way } from '../operations/delivering.ts'

/**
 * How a record is made there: it is looked for by our id, and whoever makes it looks once more behind a lock where the system has one. So
 * nothing stands there twice.
 */
export function makingThere(
  { id, set }: Claimed,
  { object, make }: { object: RemoteObject; make: Make },
): Way {
  const { ours, lines } = make
  return {
    look: async (connection, signal) => {
      if (!connection.find) throw new CallFailed('changed-shape', 'Nothing can be found there by our id.')
      const asked = { object, field: ours, value: set[ours] ?? null }
      const [record, other] = await connection.find(asked, signal)
      if (!record) return null
      if (other) return { is: 'failed', reason: 'ours-several', said: null }
      return { is: 'confirmed', by: 'reading', record }
    },
    send: async (connection, { signal }) => {
      if (!connection.create) return { is: 'failed', reason: 'cannot-be-made', said: null }
      const result = await connection.create({ operation: id, object, set, ours, lines }, signal)
      switch (result.outcome) {
        case 'created':
          return { is: 'confirmed', by: 'answer', record: result.record }
        case 'there':
          return { is: 'confirmed', by: 'reading', record: result.record }
        case 'refused':
          return { is: 'failed', reason: 'refused', said: result.reason }
        default:
          return { is: 'failed', reason: `ours-${result.outcome}`, said: null }
      }
    },
  }
}
