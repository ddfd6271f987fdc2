import type pg from 'pg'

/** One statement as it went to the database. */
export type Sent = { name?: string | undefined; text: string; values: unknown[] }

export type Recorder = { record: (act: () => Promise<unknown>) => Promise<Sent[]> }

/**
 * Notes what goes through the pool, so that the very same statements can be sent again by `pg` alone.
 */
export function recorderOf(pool: pg.Pool): Recorder {
  let noted: Sent[] | null = null
  const known = new WeakSet<pg.PoolClient>()
  pool.on('acquire', client => {
    if (known.has(client)) return
    known.add(client)
    const send = client.query.bind(client) as (...given: unknown[]) => unknown
    const query = (given: unknown, values?: unknown, ...rest: unknown[]) => {
      if (typeof given === 'string') noted?.push({ text: given, values: Array.isArray(values) ? values : [] })
      else if (isConfig(given))
        noted?.push({ name: given.name, text: given.text, values: given.values ?? [] })
      return send(given, values, ...rest)
    }
    Object.defineProperty(client, 'query', { value: query, configurable: true, writable: true })
  })
  return {
    record: async act => {
      const mine: Sent[] = []
      noted = mine
      try {
        await act()
      } finally {
        noted = null
      }
      return mine
    },
  }
}

function isConfig(given: unknown): given is { name?: string; text: string; values?: unknown[] } {
  return typeof given === 'object' && given !== null && 'text' in given && !('submit' in given)
}

/** Sends recorded statements one after the other, as the product did. */
export async function replay(client: pg.Client | pg.PoolClient, statements: readonly Sent[]): Promise<void> {
  for (const { name, text: recorded, values } of statements) {
    // A write was taken back when it was recorded; now it counts.
    const text = recorded === 'rollback' ? 'commit' : recorded
    await client.query(name === undefined ? { text, values } : { name, text, values })
  }
}
