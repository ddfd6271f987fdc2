import pg from 'pg'

/** One statement as it went to the database. */
export type Sent = { name?: string | undefined; text: string; values: unknown[] }

export type Recorder = { record: (act: () => Promise<unknown>) => Promise<Sent[]> }

type Send = (given: unknown, ...rest: unknown[]) => unknown

/** Notes what connections of this process send, so that the very same statements can be sent again by `pg` alone. */
export function recorder(): Recorder {
  let noted: Sent[] | null = null
  const client = pg.Client.prototype as unknown as { query: Send }
  const send = client.query
  client.query = function query(this: unknown, given, ...rest) {
    const [values] = rest
    if (typeof given === 'string') noted?.push({ text: given, values: Array.isArray(values) ? values : [] })
    else if (isConfig(given)) noted?.push({ name: given.name, text: given.text, values: given.values ?? [] })
    return send.call(this, given, ...rest)
  }
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
