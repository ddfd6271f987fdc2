import { tooLate } from '../failures.ts'
import type {
  RemoteField,
  RemoteObject,
  RemoteRecord,
  RemoteValues,
  RemoteWrite,
  WriteResult,
} from '../port.ts'
import { type Bound, type Client, isDeclined, type Send } from './client.ts'
import { commentOf } from './own-mark.ts'
import { columnsOf, keyCondition, recordsOf, tableOf } from './reading.ts'
import { isSame, quoted, textOf } from './values.ts'

/**
 * Reads the record and locks it, compares it with what the writer knew (as it is read everywhere, not by the rules of a collation for
 * which “müller” is “Mueller”), and changes it, in one transaction. A second write of the same finds its own values and changes
 * nothing. A statement that arrives after its time, by the clock of the server, changes nothing either.
 */
export async function writeRecord(
  { client, mark }: { client: Client; mark: string },
  write: RemoteWrite,
  signal: AbortSignal,
): Promise<WriteResult> {
  const comment = commentOf(mark, write.operation)
  try {
    return await client.inTransaction(async send => {
      const until = await endOf(send, write)
      const theirs = await standing(send, write, 'for update')
      if (!theirs) return { outcome: 'conflict', theirs: null }
      if (holds(write.object, theirs, write.set)) return { outcome: 'written', record: theirs }
      if (!holds(write.object, theirs, write.expected)) return { outcome: 'conflict', theirs }
      const { text, values } = changing(write, until)
      // It stands there, and is locked: only the time can be in the way.
      const { matched } = await send(`${comment} ${text}`, values)
      if (matched === 0) throw tooLate()
      return { outcome: 'written', record: await standing(send, write, '') }
    }, signal)
  } catch (error) {
    // What a constraint, a type or a trigger there says no to will not be better the next time.
    if (isDeclined(error)) return { outcome: 'refused', reason: error.message }
    throw error
  }
}

async function standing(
  send: Send,
  { object, key }: RemoteWrite,
  lock: 'for update' | '',
): Promise<RemoteRecord | null> {
  const { text, values } = keyCondition(object, key)
  const answer = await send(
    `select ${columnsOf(object)} from ${tableOf(object)} where ${text} ${lock}`,
    values,
  )
  return recordsOf(object, answer)[0] ?? null
}

/** The end of its time in seconds of Unix, by their clock; null where it has none. */
async function endOf(send: Send, { left }: RemoteWrite): Promise<string | null> {
  if (!left) return null
  const { rows } = await send('select unix_timestamp(sysdate(6))')
  return (Number(rows[0]?.[0]) + left() / 1000).toFixed(3)
}

function changing(
  { object, key, set }: RemoteWrite,
  until: string | null,
): { text: string; values: Bound[] } {
  const named = keyCondition(object, key)
  // A column of one bit takes the number 1, not the text.
  const place = (name: string) => (kindIn(object, name) === 'boolean' ? 'cast(? as signed)' : '?')
  const assignments = Object.keys(set).map(name => `${quoted(name)} = ${place(name)}`)
  const values = Object.entries(set).map(([name, value]) => textOf(kindIn(object, name), value))
  return {
    text: `update ${tableOf(object)} set ${assignments.join(', ')} where ${named.text}${until ? ' and unix_timestamp(sysdate(6)) <= cast(? as decimal(20, 3))' : ''}`,
    values: [...values, ...named.values, ...(until ? [until] : [])],
  }
}

function holds(object: RemoteObject, { values }: RemoteRecord, wanted: RemoteValues): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    isSame(kindIn(object, name), values[name] ?? null, value),
  )
}

function kindIn(object: RemoteObject, name: string): RemoteField['kind'] {
  return object.fields.find(field => field.name === name)?.kind ?? 'text'
}
