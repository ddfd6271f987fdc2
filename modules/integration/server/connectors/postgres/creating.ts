import pg from 'pg'
import { lineGroups } from '../lines.ts'
import type { CreateResult, RemoteCreation, RemoteObject, RemoteSearch, RemoteValues } from '../port.ts'
import type { Client } from './client.ts'
import { messagePrefix } from './log-messages.ts'
import { columnsOf, recordsOf, tableOf } from './reading.ts'
import { quoted, textOf } from './values.ts'

/** Records in whose field exactly this value stands, two at most. */
export async function findRecords(client: Client, asked: RemoteSearch, signal: AbortSignal) {
  const { text, values } = finding(asked)
  return recordsOf(asked.object, await client.rows(text, values, signal))
}

/**
 * Makes a record and its lines in one transaction, unless it stands there. Whoever makes the same one at the same time, or has died over it
 * while the server still works, holds a lock by our id: so the look at what stands there is never too early.
 */
export async function createRecord(
  { client, mark }: { client: Client; mark: string },
  creation: RemoteCreation,
  signal: AbortSignal,
): Promise<CreateResult> {
  const { object, set, ours } = creation
  const look = finding({ object, field: ours, value: set[ours] ?? null })
  try {
    return await client.inTransaction<CreateResult>(async send => {
      // Else a server that reads from one snapshot by default would look at what stood there before it waited for the lock.
      await send('set transaction isolation level read committed', [], signal)
      await send('select pg_advisory_xact_lock(hashtextextended($1, 0))', [String(set[ours])], signal)
      const [there, other] = recordsOf(object, await send(look.text, look.values, signal))
      if (there) return other ? { outcome: 'several' } : { outcome: 'there', record: there }
      const message = `${mark} ${creation.operation}`
      await send('select pg_logical_emit_message(true, $1, $2)', [messagePrefix, message], signal)
      const head = inserting(object, [set])
      await send(head.text, head.values, signal)
      const [made, ...more] = recordsOf(object, await send(look.text, look.values, signal))
      // A trigger or a column may have made something else of our id.
      if (!made || more.length > 0) throw new Unfindable()
      for (const { text, values } of linesOf(creation, made.key)) await send(text, values, signal)
      return { outcome: 'created', record: made }
    }, signal)
  } catch (error) {
    if (error instanceof Unfindable) return { outcome: 'unfindable' }
    // What a constraint or a trigger there says no to will not be better the next time.
    if (error instanceof pg.DatabaseError) return { outcome: 'refused', reason: error.message }
    throw error
  }
}

/** Thrown, so that the transaction is rolled back. */
class Unfindable extends Error {
  override readonly name = 'Unfindable'
}

type Statement = { text: string; values: unknown[] }

function linesOf({ object, lines }: RemoteCreation, key: string): Statement[] {
  if (!lines) return []
  return lineGroups({ object, lines }, key).map(group => inserting(lines.object, group))
}

function inserting(object: RemoteObject, rows: readonly RemoteValues[]): Statement {
  const names = Object.keys(rows[0] ?? {})
  const values: unknown[] = []
  const places = rows.map(
    row => `(${names.map(name => `$${values.push(textOf(row[name] ?? null))}`).join(', ')})`,
  )
  const columns = names.map(name => quoted(name)).join(', ')
  return {
    text: `insert into ${quoted(object.space, object.name)} as t (${columns}) values ${places.join(', ')}`,
    values,
  }
}

function finding({ object, field, value }: RemoteSearch): Statement {
  const order = object.key.map(name => `t.${quoted(name)}`).join(', ')
  return {
    text: `select ${columnsOf(object)} from ${tableOf(object)} where t.${quoted(field)} = $1 order by ${order} limit 2`,
    values: [textOf(value)],
  }
}
