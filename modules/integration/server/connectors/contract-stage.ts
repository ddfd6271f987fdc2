import type {
  Connection,
  Connector,
  Follow,
  Portion,
  Position,
  RemoteChange,
  RemoteObject,
  Settings,
} from './port.ts'

/** A real system with one object whose records have a text that may be changed, and hands that work there beside us. */
export type Stage = {
  connector: Connector
  settings: Settings
  /** The same with an account that is not let in; null where there are no accounts. */
  strangers: Settings | null
  object: string
  /** A field of text that may be empty. */
  text: string
  /** A value that the system refuses, and in which field; null where it takes everything. */
  refused: { field: string; value: string } | null
  /** Somebody else at work over there. */
  outside: {
    add: () => Promise<string>
    change: (key: string, text: string | null) => Promise<void>
    remove: (key: string) => Promise<void>
  }
  system: { stop: () => Promise<void>; start: () => Promise<void>; freeze: () => void; thaw: () => void }
  /** Whether the stream of changes names the operation that they come from. */
  marks: boolean
  remove: () => Promise<void>
}

/** How long a test waits for what must come; not a limit of speed. */
export const patience = () => AbortSignal.timeout(60_000)

type Asked = { object: RemoteObject; from: Position; held: Set<string> }

/** The keys of all records that are there now: what a reader holds who has read all of them. */
export async function heldOf(connection: Connection, object: RemoteObject): Promise<Set<string>> {
  const held = new Set<string>()
  for await (const records of connection.readAll({ object, after: null, chunk: 500 }, patience()))
    for (const { key } of records) held.add(key)
  return held
}

/** Follows until `enough` says so of a portion; `held` is what the reader holds, and goes along with what he is given. */
export async function follow(
  connection: Connection,
  { object, from, held }: Asked,
  enough: (portion: Portion) => boolean | Promise<boolean>,
): Promise<void> {
  const over = new AbortController()
  const limit = AbortSignal.any([over.signal, patience()])
  const known: Follow['known'] = async function* () {
    yield [...held]
  }
  for await (const portion of connection.follow({ objects: [object], from, known }, limit)) {
    for (const { key, after } of portion.changes)
      if (after) held.add(key)
      else held.delete(key)
    if (!(await enough(portion))) continue
    over.abort()
    return
  }
  throw new Error('The changes that were waited for did not arrive.')
}

/** The last change of the first portion in which one fits. */
export async function arrival(
  connection: Connection,
  asked: Asked,
  fits: (change: RemoteChange) => boolean,
): Promise<RemoteChange> {
  let found: RemoteChange | undefined
  await follow(connection, asked, ({ changes }) => {
    found = changes.findLast(fits)
    return found !== undefined
  })
  return found as RemoteChange
}
