import pg from 'pg'
import { tooLate } from '../failures.ts'
import { keyParts, longestSilence, type RemoteObject, type RemoteWrite, type WriteResult } from '../port.ts'
import type { Client } from './client.ts'
import { messagePrefix } from './log-messages.ts'
import { readable, recordsOf } from './reading.ts'
import { quoted, textOf } from './values.ts'

/**
 * One statement that changes the record if it stands as the writer knew it, after a message into the log that names the
 * operation, in one transaction. A second write of the same finds its own values and changes nothing. The server keeps to its time: it
 * gives up a statement that waits and a transaction that is left alone, and changes nothing for a statement that arrives too late.
 */
export async function writeRecord(
  { client, mark }: { client: Client; mark: string },
  write: RemoteWrite,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { object } = write
  try {
    return await client.inTransaction(async send => {
      const left = write.left ?? unlimited
      const [begun] = await send(
        beginning,
        [messagePrefix, `${mark} ${write.operation}`, patienceOf(left()), String(longestSilence)],
        signal,
      )
      const until = [String(begun?.now), String(left())]
      const { text, values } = changing(write, until)
      const [changed] = recordsOf(object, await send(text, values, signal))
      if (changed) return { outcome: 'written', record: changed }
      const [time] = await send(`select ${inTime('$1', '$2')} as left`, until, signal)
      if (time?.left !== 't') throw tooLate()
      const [theirs] = recordsOf(object, await send(standing(object), keyParts(object, write.key), signal))
      const isDone =
        theirs && Object.entries(write.set).every(([name, value]) => theirs.values[name] === value)
      return isDone ? { outcome: 'written', record: theirs } : { outcome: 'conflict', theirs: theirs ?? null }
    }, signal)
  } catch (error) {
    // What a constraint or a trigger there says no to will not be better the next time.
    if (error instanceof pg.DatabaseError) return { outcome: 'refused', reason: error.message }
    throw error
  }
}

/** Who may take as long as he likes. */
const unlimited = () => 24 * 3_600_000

/** Whole, and at least one: nought would mean no limit. */
const patienceOf = (time: number) => String(Math.max(1, Math.floor(time)))

const beginning = `select pg_logical_emit_message(true, $1, $2), clock_timestamp() as now,
  set_config('statement_timeout', $3, true), set_config('idle_in_transaction_session_timeout', $4, true)`

/** By their clock, since ours may be otherwise. */
const inTime = (begun: string, time: string) =>
  `clock_timestamp() <= ${begun}::timestamptz + ${time}::float8 * interval '1 millisecond'`

/** `until`: a moment there, and the milliseconds after it. */
function changing(
  { object, key, set, expected }: RemoteWrite,
  [begun, time]: readonly string[],
): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const kind = new Map(object.fields.map(field => [field.name, field.kind]))
  const assignments = Object.entries(set).map(([name, value]) => `${quoted(name)} = ${bind(textOf(value))}`)
  const keys = keyParts(object, key).map(
    (part, at) => `t.${quoted(object.key[at] as string)} = ${bind(part)}`,
  )
  const known = Object.entries(expected).map(([name, value]) =>
    // JSON has no equality.
    kind.get(name) === 'json'
      ? `t.${quoted(name)}::text is not distinct from ${bind(textOf(value))}::text`
      : `t.${quoted(name)} is not distinct from ${bind(textOf(value))}`,
  )
  const text = `update ${quoted(object.space, object.name)} t set ${assignments.join(', ')}
    where ${[...keys, ...known, inTime(bind(begun), bind(time))].join(' and ')} returning ${columns(object)}`
  return { text, values }
}

function standing(object: RemoteObject): string {
  const keys = object.key.map((name, at) => `t.${quoted(name)} = $${at + 1}`)
  return `select ${columns(object)} from ${quoted(object.space, object.name)} t where ${keys.join(' and ')}`
}

const columns = (object: RemoteObject) =>
  readable(object)
    .map(({ name }) => `t.${quoted(name)}`)
    .join(', ')
