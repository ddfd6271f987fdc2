import { type Pgoutput, PgoutputPlugin } from 'pg-logical-replication'
import { CallFailed } from '../failures.ts'
import {
  keyText,
  type Portion,
  type RemoteChange,
  type RemoteObject,
  type RemoteValue,
  type RemoteValues,
} from '../port.ts'
import { readable } from './reading.ts'
import { valueOf } from './values.ts'

/** The plugin with all values left as texts; it would read them by rules of the process (dates in its time zone, big numbers cut). */
export class TextOutput extends PgoutputPlugin {
  #arrived = 0

  /** How many messages have come so far, be they handled or not. */
  arrived(): number {
    return this.#arrived
  }

  override parse(buffer: Buffer): Pgoutput.Message {
    this.#arrived++
    const message = super.parse(buffer)
    if (message.tag === 'relation')
      for (const column of message.columns) column.parser = (text: string) => text
    return message
  }
}

/** The prefix of our messages in their log. */
export const messagePrefix = 'tessera'

type Tuple = Record<string, string | null | undefined>
/** A change whose values are not all in the log (large ones that did not change): it has to be read. */
export type Incomplete = { change: RemoteChange; object: RemoteObject }

/** Puts messages of the log together to portions, one for each transaction there. */
export function transactions(objects: readonly RemoteObject[], mark: string) {
  let changes: RemoteChange[] = []
  let incomplete: Incomplete[] = []
  let operation: string | null = null
  let at: Date | null = null
  let open = false

  const objectOf = ({ schema, name }: Pgoutput.MessageRelation) =>
    objects.find(object => object.space === schema && object.name === name)
  const add = (object: RemoteObject, after: Tuple | null, before: Tuple | null) => {
    const values = after && valuesOf(object, after)
    const known = before && valuesOf(object, before)
    const key = keyText(object, (values ?? known) as RemoteValues)
    const oldKey = known ? keyText(object, known) : key
    const told = { object: object.name, version: null, at, by: null, operation }
    if (values && oldKey !== key) changes.push({ ...told, key: oldKey, after: null, before: null })
    const change: RemoteChange = {
      ...told,
      key,
      after: values,
      before: isWhole(object, before) ? known : null,
    }
    changes.push(change)
    if (after && !isWhole(object, after)) incomplete.push({ change, object })
  }
  /** Answers the portion when the message ends it. */
  return {
    isOpen: () => open,
    take: (
      message: Pgoutput.Message,
    ): { portion: Portion & { lsn: string }; incomplete: Incomplete[] } | null => {
      switch (message.tag) {
        case 'begin':
          open = true
          changes = []
          incomplete = []
          operation = null
          at = new Date(Number(message.commitTime) / 1000)
          return null
        case 'message':
          if (message.prefix === messagePrefix) operation = operationIn(message.content, mark) ?? operation
          return null
        case 'relation': {
          const object = objectOf(message)
          if (object) assertShape(object, message)
          return null
        }
        case 'insert': {
          const object = objectOf(message.relation)
          if (object) add(object, message.new as Tuple, null)
          return null
        }
        case 'update': {
          const object = objectOf(message.relation)
          if (object) add(object, message.new as Tuple, (message.old ?? message.key) as Tuple | null)
          return null
        }
        case 'delete': {
          const object = objectOf(message.relation)
          if (object) add(object, null, (message.old ?? message.key) as Tuple)
          return null
        }
        case 'truncate':
          if (message.relations.some(objectOf))
            throw new CallFailed(
              'position-lost',
              'A table was emptied as a whole; what is left has to be read anew.',
            )
          return null
        case 'commit': {
          open = false
          const lsn = message.commitEndLsn as string
          return { portion: { changes, position: {}, lsn }, incomplete }
        }
        default:
          return null
      }
    },
  }
}

function valuesOf(object: RemoteObject, tuple: Tuple): RemoteValues {
  const pairs = readable(object).map(({ name, kind }): [string, RemoteValue] => [
    name,
    valueOf(kind, tuple[name] ?? null),
  ])
  return Object.fromEntries(pairs)
}

/** Large values that did not change are not in the log. */
function isWhole(object: RemoteObject, tuple: Tuple | null): boolean {
  return tuple !== null && readable(object).every(({ name }) => tuple[name] !== undefined)
}

function assertShape(object: RemoteObject, relation: Pgoutput.MessageRelation): void {
  const there = new Set(relation.columns.map(column => column.name))
  const missing = readable(object).find(({ name }) => !there.has(name))
  if (missing)
    throw new CallFailed(
      'changed-shape',
      `The table ${object.name} has no column “${missing.name}” any more.`,
    )
}

/** Anyone may write messages into that log: only our own mark counts. */
function operationIn(content: Uint8Array, mark: string): string | null {
  const [whose, operation] = Buffer.from(content).toString('utf8').split(' ')
  return whose === mark && operation ? operation : null
}
