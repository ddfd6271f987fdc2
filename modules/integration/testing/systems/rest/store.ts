import { createHmac } from 'node:crypto'

/** A row of the system; what was deleted stays as a mark, so that a reader of changes learns of it. */
export type Row = { id: number; changed: number; deleted?: true } & Record<string, unknown>

/** Whether a write may happen: the version that the writer knows, `*` for any. */
export type Known = { etag: string }

/** The rows of the system with stamps of change that only grow, and whoever wants to be told. */
export type Store = ReturnType<typeof makeStore>

/** An empty store. Its stamps count changes; no two rows have the same. */
export function makeStore() {
  const rows = new Map<number, Row>()
  const listeners: { url: string; secret: string }[] = []
  const deliveries = new Set<Promise<unknown>>()
  let stamp = 0
  let lastId = 0

  function save(row: Omit<Row, 'changed'>): Row {
    const saved = { ...row, changed: ++stamp } as Row
    rows.set(saved.id, saved)
    for (const listener of listeners) {
      const delivery = tell(listener, saved).finally(() => deliveries.delete(delivery))
      deliveries.add(delivery)
    }
    return saved
  }

  return {
    find: (id: number) => rows.get(id),
    /** Living rows by id, or with `since` also the deleted, those changed after this stamp in the order of change. */
    all: (since?: number) =>
      since === undefined
        ? [...rows.values()].filter(row => !row.deleted).sort((a, b) => a.id - b.id)
        : [...rows.values()].filter(row => row.changed > since).sort((a, b) => a.changed - b.changed),
    stamp: () => stamp,
    create: (values: Record<string, unknown>) => save({ ...values, id: ++lastId }),
    change: (row: Row, values: Record<string, unknown>) => save({ ...row, ...values, id: row.id }),
    remove: (row: Row) => save({ id: row.id, deleted: true }),
    listen: (listener: { url: string; secret: string }) => listeners.push(listener),
    /** Waits until nobody is being told anything any more. */
    told: () => Promise.all(deliveries),
  }
}

/** The version of a row as HTTP has it. */
export const etagOf = (row: Row) => `"${row.changed}"`

/** What is lost on its way stays lost: as with real webhooks, a reader has to look for itself now and then. */
async function tell(listener: { url: string; secret: string }, row: Row): Promise<void> {
  const body = JSON.stringify({ kind: row.deleted ? 'deleted' : 'changed', id: row.id, changed: row.changed })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', listener.secret).update(`${timestamp}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature }
  await fetch(listener.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(2000) }).catch(
    () => {},
  )
}
