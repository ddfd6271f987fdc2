import { CallFailed } from '../failures.ts'
import { changeOf } from '../polling/changes.ts'
import { highestOf, type Stamped, type StampedSource } from '../polling/stamps.ts'
import type { RemoteObject } from '../port.ts'
import { askedOf, idsOf, recordOf, type Row, search } from './reading.ts'
import type { Erp } from './session.ts'
import { earlierStamp, momentOf, stampOf } from './values.ts'

/** Ids and stamps in one answer. */
const pageSize = 2000

const traces = ['create_date', 'write_date', 'create_uid', 'write_uid'] as const

/** Tryton stamps each record with when it was made and, from then on, when and by whom it was written. */
export function changesOf(erp: Erp): StampedSource {
  const nameOf = accountNames(erp)
  return {
    newest: (object, signal) => highestOf(stamped(erp, { object, after: '' }, signal)),
    stamped: (object, after, signal) => stamped(erp, { object, after }, signal),
    async *keys(object, signal) {
      for await (const part of stamped(erp, { object, after: '' }, signal)) yield part.map(({ key }) => key)
    },
    changes: async (object, keys, signal) => {
      const ids = idsOf(keys)
      const fields = [...askedOf(object), ...traces]
      const asked = { model: object.name, domain: [['id', 'in', ids]], fields, limit: ids.length }
      const rows = await search(erp, asked, signal)
      const names = await nameOf(rows.map(writerOf), signal)
      // Tryton carries no mark of ours: our own writes are told by the name of our account.
      return rows.map(row => {
        const stamp = stampOfRow(row)
        const at = stamp ? new Date(stamp) : null
        return changeOf(object, recordOf(object, row), { at, by: names.get(writerOf(row)) ?? null })
      })
    },
    earlier: earlierStamp,
  }
}

async function* stamped(
  erp: Erp,
  { object, after }: { object: RemoteObject; after: string },
  signal: AbortSignal,
): AsyncGenerator<Stamped[]> {
  const at = momentOf(after)
  // A record has no date of writing until it is written for the first time.
  const news = after === '' ? [] : [['OR', ['write_date', '>', at], ['create_date', '>', at]]]
  for (let last = -1; ; ) {
    const domain = [['id', '>', last], ...news]
    const asked = { model: object.name, domain, fields: ['write_date', 'create_date'], limit: pageSize }
    const rows = await search(erp, asked, signal)
    if (rows.length > 0) yield rows.map(row => ({ key: String(row.id), stamp: stampOfRow(row) }))
    if (rows.length < pageSize) return
    last = (rows.at(-1) as Row).id
  }
}

/** A write may stand before the making where somebody has set dates by hand; the later of the two counts. */
function stampOfRow(row: Row): string {
  const [made, written] = [stampOf(row.create_date), stampOf(row.write_date)]
  return written > made ? written : made
}

function writerOf(row: Row): number | null {
  const writer = row.write_date ? row.write_uid : row.create_uid
  return typeof writer === 'number' ? writer : null
}

/** Login names by their ids, kept as long as the connection; empty where the account may not see who else is there. */
function accountNames(erp: Erp) {
  const known = new Map<number | null, string>()
  return async (
    ids: readonly (number | null)[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number | null, string>> => {
    const unknown = [...new Set(ids)].filter(id => id !== null && !known.has(id))
    if (unknown.length === 0) return known
    const asked = {
      model: 'res.user',
      domain: [['id', 'in', unknown]],
      fields: ['login'],
      limit: unknown.length,
    }
    const rows = await search(erp, asked, signal).catch(error => {
      if (isForbidden(error)) return []
      throw error
    })
    for (const { id, login } of rows) if (typeof login === 'string') known.set(id, login)
    return known
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof CallFailed && error.kind === 'denied'
}
