import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { nameOf } from './prepared.ts'

/**
 * How statements travel. Each journey to the database wakes two processes, which costs more than most statements do: a
 * statement whose answer nobody reads is held back and leaves together with the next one (pipelining, one write to
 * the socket). The order stays; what fails among those held fails the one they travel with.
 */
const unread = new Set<string>()

/**
 * Marks a writing statement whose answer nobody reads; answers the text. Outside a transaction, and where its plan is not
 * kept, it is sent like any other.
 */
export function sentAhead(text: string): string {
  if (nameOf(text) !== undefined) unread.add(text)
  return text
}

/** A pool of connections with `pipeline: true`, as Kysely uses it. Not for a pooler in transaction mode, which loses names. */
export function sendingTogether(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connect = async () => {
    const client = await pool.connect()
    let sending = known.get(client)
    if (!sending) known.set(client, (sending = sendingClient(client)))
    return sending
  }
  return { options: pool.options, connect, end: () => pool.end() }
}

type Statement = { name?: string; text: string; values: unknown[] }
type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>

const begins = /^(begin|start transaction)\b/
const ends = /^(commit|rollback)$/
const takesBack = /^rollback\b/

/** The client itself in all but `query`. */
function sendingClient(client: pg.PoolClient): PostgresPoolClient {
  let held: Statement[] = []
  let inTransaction = false

  const query = async (text: string, values: unknown[] = []): Promise<Answer> => {
    const statement = named(text, values)
    if (begins.test(text)) inTransaction = true
    if (begins.test(text) || (inTransaction && unread.has(text))) {
      held.push(statement)
      return nothingRead
    }
    const ahead = held
    held = []
    if (ends.test(text)) {
      inTransaction = false
      if (ahead.some(each => begins.test(each.text)) && (ahead.length === 1 || takesBack.test(text)))
        return { ...nothingRead, command: text.toUpperCase() }
    }
    return inOneJourney(client, takesBack.test(text) ? [statement] : [...ahead, statement])
  }
  return Object.create(client, { query: { value: query } }) as PostgresPoolClient
}

const nothingRead: Answer = { command: '', rowCount: 0, rows: [] }

/** A statement whose plan is kept goes by its name. */
function named(text: string, values: unknown[]): Statement {
  const name = nameOf(text)
  return name === undefined ? { text, values } : { name, text, values }
}

/** Answers what the last one answers; throws what the first one that failed said, the others only echo it. */
async function inOneJourney(client: pg.PoolClient, statements: Statement[]): Promise<Answer> {
  if (statements.length === 1) return send(client, statements[0] as Statement)
  const answers = await Promise.allSettled(together(client, () => statements.map(each => send(client, each))))
  const failed = answers.find(answer => answer.status === 'rejected')
  if (failed) throw failed.reason
  return (answers.at(-1) as PromiseFulfilledResult<Answer>).value
}

/** A statement without values takes the shorter way through the server. */
function send(client: pg.PoolClient, statement: Statement): Promise<Answer> {
  return statement.name === undefined && statement.values.length === 0
    ? client.query(statement.text)
    : client.query(statement)
}

/** What is written to the socket meanwhile leaves it at once. */
function together<T>(client: pg.PoolClient, act: () => T): T {
  const { stream } = (client as unknown as pg.Client).connection
  stream.cork()
  try {
    return act()
  } finally {
    stream.uncork()
  }
}
