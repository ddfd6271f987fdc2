import { lineGroups } from '../lines.ts'
import type { CreateResult, RemoteCreation, RemoteObject, RemoteSearch, RemoteValues } from '../port.ts'
import { type Bound, type Client, isDeclined } from './client.ts'
import { commentOf } from './own-mark.ts'
import { columnsOf, recordsOf, tableOf } from './reading.ts'
import { quoted, textOf } from './values.ts'

/** Records in whose field exactly this value stands, two at most. */
export async function findRecords(client: Client, asked: RemoteSearch, signal: AbortSignal) {
  const { text, values } = finding(asked)
  return recordsOf(asked.object, await client.ask(text, values, signal))
}

/**
 * Makes a record and its lines in one transaction, unless it stands there. A lock by our id is held from before the transaction until
 * behind it, also by a session whose client has died while the server still works: so the look at what stands there is never too early.
 */
export async function createRecord(
  { client, mark }: { client: Client; mark: string },
  creation: RemoteCreation,
  signal: AbortSignal,
): Promise<CreateResult> {
  const comment = commentOf(mark, creation.operation)
  const { object, set, ours, lines } = creation
  const look = finding({ object, field: ours, value: set[ours] ?? null })
  try {
    return await client.inTransaction<CreateResult>(
      async send => {
        const standing = async () => recordsOf(object, await send(look.text, look.values))
        const [there, other] = await standing()
        if (there) return other ? { outcome: 'several' } : { outcome: 'there', record: there }
        const head = inserting(object, [set])
        await send(`${comment} ${head.text}`, head.values)
        const [made, ...more] = await standing()
        // A trigger or a column may have made something else of our id.
        if (!made || more.length > 0) throw new Unfindable()
        for (const group of lines ? lineGroups({ object, lines }, made.key) : []) {
          const { text, values } = inserting(lines?.object as RemoteObject, group)
          await send(`${comment} ${text}`, values)
        }
        return { outcome: 'created', record: made }
      },
      signal,
      `tessera ${String(set[ours])}`.slice(0, 64),
    )
  } catch (error) {
    if (error instanceof Unfindable) return { outcome: 'unfindable' }
    // What a constraint, a type or a trigger there says no to will not be better the next time.
    if (isDeclined(error)) return { outcome: 'refused', reason: error.message }
    throw error
  }
}

/** Thrown, so that the transaction is rolled back. */
class Unfindable extends Error {
  override readonly name = 'Unfindable'
}

type Statement = { text: string; values: Bound[] }

function inserting(object: RemoteObject, rows: readonly RemoteValues[]): Statement {
  const names = Object.keys(rows[0] ?? {})
  const kinds = new Map(object.fields.map(({ name, kind }) => [name, kind]))
  // A column of one bit takes the number 1, not the text.
  const places = names.map(name => (kinds.get(name) === 'boolean' ? 'cast(? as signed)' : '?')).join(', ')
  return {
    text: `insert into ${tableOf(object)} (${names.map(name => quoted(name)).join(', ')}) values ${rows.map(() => `(${places})`).join(', ')}`,
    values: rows.flatMap(row => names.map(name => textOf(kinds.get(name) ?? 'text', row[name] ?? null))),
  }
}

function finding({ object, field, value }: RemoteSearch): Statement {
  const order = object.key.map(name => quoted(name)).join(', ')
  return {
    text: `select ${columnsOf(object)} from ${tableOf(object)} where ${quoted(field)} = ? order by ${order} limit 2`,
    values: [textOf('text', value)],
  }
}
