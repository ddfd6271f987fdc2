import type { LookupFunction } from 'node:net'
import type { Logger } from 'pino'
import type { Send } from './http.ts'
import type { Proposals, ToldForm } from './proposal.ts'

/**
 * The port behind which every operational system stands. A connector is one folder that answers `Connector`; it knows its
 * protocol and nothing of customers. Time limits, breakers and retries lie before it (`../calls/`): a connector obeys the
 * signal it is given and never tries again by itself, or what others count would be wrong.
 */
export type Connector = {
  /** Name in stored systems and texts: `integration.connector.<kind>`. */
  kind: string
  settings: readonly SettingField[]
  /** Hosts and ports it will connect to, so that they are checked before anything is sent. */
  addresses: (settings: Settings) => readonly Address[]
  /** What the kind of system is able to do at its best; `test` says what this one allows. */
  abilities: readonly Ability[]
  open: (settings: Settings, surroundings: Surroundings) => Promise<Connection>
}

/**
 * `follow-log`: changes arrive by themselves; `poll`: they are asked for; `read`: single records; `write`: with a check of what stood there;
 * `create`: new records with their lines, found again by a field of theirs.
 */
export type Ability = 'read' | 'follow-log' | 'poll' | 'write' | 'create'

/** Something the administrator fills in. A `secret` is sealed and never shown again. */
export type SettingField = {
  key: string
  kind: 'text' | 'number' | 'secret' | 'choice' | 'yes-no' | 'long-text'
  required?: boolean
  initial?: string | number | boolean
  options?: readonly string[]
}

/** Values by key, secrets opened. */
export type Settings = Readonly<Record<string, string | number | boolean>>

export type Address = { host: string; port: number }

export type Surroundings = {
  log: Logger
  /** Marks what we write there, so that its echo is told from the work of others. */
  mark: string
  /** Sends over HTTP to addresses that were checked; `fetch` where it is not given. */
  send?: Send
  /** Looks names up and answers checked addresses only, for what is not HTTP; the system's own where it is not given. */
  lookup?: LookupFunction
  /** Somebody looks for a moment and waits for it; nothing is kept of what is read. */
  isTrial?: boolean
}

/** An open way to one system. Every call ends when its signal is aborted, also when the system says nothing at all. */
export type Connection = {
  /** What is right and what is missing, each as a finding with plain advice; throws `Unreachable` when nobody answers. */
  test: (signal: AbortSignal) => Promise<readonly Finding[]>
  /** What can be joined: tables, object classes, files. */
  objects: (signal: AbortSignal) => Promise<readonly RemoteObject[]>
  /** What lies there and how it could be described; absent where the system describes itself. */
  propose?: (told: ToldForm | null, signal: AbortSignal) => Promise<Proposals>
  /** Records by their keys, in any order; those that are not there are left out. */
  read: (
    asked: { object: RemoteObject; keys: readonly string[] },
    signal: AbortSignal,
  ) => Promise<RemoteRecord[]>
  /**
   * All records in the order of their keys, from behind `after`, in chunks. Each chunk is consistent in itself; what changes
   * meanwhile is seen by following from the position that `now` gave before.
   */
  readAll: (asked: ReadAll, signal: AbortSignal) => AsyncIterable<RemoteRecord[]>
  /** The place in the stream of changes at this moment: everything after it is yet to come. */
  now: (objects: readonly RemoteObject[], signal: AbortSignal) => Promise<Position>
  /** Changes since a position, for ever, each portion with the position behind it; throws `PositionLost`. */
  follow: (asked: Follow, signal: AbortSignal) => AsyncIterable<Portion>
  /** Changes one record if it stands as the writer knew it; absent where the system cannot be written. */
  write?: (write: RemoteWrite, signal: AbortSignal) => Promise<WriteResult>
  /** Makes a record with its lines, all of it or nothing, unless it stands there already; absent where the system cannot be trusted with that. */
  create?: (creation: RemoteCreation, signal: AbortSignal) => Promise<CreateResult>
  /** Records in whose field exactly this value stands, two at most; stands beside `create`. */
  find?: (asked: RemoteSearch, signal: AbortSignal) => Promise<RemoteRecord[]>
  /** Gives the place in its log back, so that nothing gathers there for a reader who does not come again; absent where there is none. */
  leave?: (signal: AbortSignal) => Promise<void>
  close: () => Promise<void>
}

export type ReadAll = { object: RemoteObject; after: string | null; chunk: number }
export type Follow = {
  objects: readonly RemoteObject[]
  from: Position
  /**
   * The keys of an object that the reader holds, in any order, in parts. By them a system that has to be asked for its changes finds what
   * is gone, and what came without being told; without it no keys are compared. Who has not read all of an object yet is given the rest.
   */
  known?: (object: RemoteObject, signal: AbortSignal) => AsyncIterable<readonly string[]>
  /** Settles when somebody says that something has changed there, or the signal is aborted: who asks at intervals asks at once then. */
  woken?: (signal: AbortSignal) => Promise<void>
}

/** Opaque to everyone but the connector that gave it; JSON. */
export type Position = Readonly<Record<string, unknown>>

export type Finding = {
  /** Text: `integration.finding.<code>`, and the advice `integration.advice.<code>`. */
  code: string
  level: 'right' | 'warning' | 'wrong'
  params?: Readonly<Record<string, string | number>>
}

/** A table or class of records there. `key` are the columns that name a record; without one it cannot be joined. */
export type RemoteObject = {
  name: string
  /** Schema, company or folder; empty where there is none. */
  space: string
  fields: readonly RemoteField[]
  key: readonly string[]
  /** About how many records there are; null where nobody can say cheaply. */
  about: number | null
  /** Which of its fields name records of which other objects there. */
  references: readonly { fields: readonly string[]; object: string }[]
  /** The field by which a poll finds what is new, where there is one. */
  stamp?: string
  /** The field in which it keeps who changed a record last, as it calls him, where the system itself does not tell it. */
  author?: string
}

export type RemoteField = {
  name: string
  kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'moment' | 'json' | 'bytes'
  /** May be left empty. */
  optional: boolean
  /** Worked out there whenever it is asked for: it changes without being told, and cannot be written. */
  computed?: true
}

/** JSON values; decimals and big integers are texts, dates ISO 8601, so that nothing is rounded on the way. */
export type RemoteValue = string | number | boolean | null
export type RemoteValues = Readonly<Record<string, RemoteValue>>

/** `key` is the values of the key columns as one text (`keyText`); `version` what the system itself says of it (ETag, row version). */
export type RemoteRecord = { key: string; values: RemoteValues; version: string | null }

/** Changes in their order there: of whole transactions, where the system has them and they are not very large. */
export type Portion = { changes: readonly RemoteChange[]; position: Position }

export type RemoteChange = {
  object: string
  key: string
  /** The record as it stands now; null when it is gone. */
  after: RemoteValues | null
  /** What stood there before, as far as the system says it. */
  before: RemoteValues | null
  version: string | null
  /** When it was changed there by that clock; null where it does not say. */
  at: Date | null
  /** Who did it there, as that system calls him; null where it does not say. */
  by: string | null
  /** The operation of ours that this is the echo of, where the system carries our mark. */
  operation: string | null
}

export type RemoteWrite = {
  /** Told to the system where it can carry it; a second write under the same id must not change anything twice. */
  operation: string
  object: RemoteObject
  key: string
  set: RemoteValues
  /** What the writer believed to stand in these fields; the write is a conflict where it does not. */
  expected: RemoteValues
  version: string | null
  /**
   * Milliseconds that are left for it; past them others count on what stands there. Where the system has a clock that a statement can
   * ask, the statement itself keeps to it, however late it arrives. Absent where nobody else may take it up.
   */
  left?: () => number
}

/** For so long, in milliseconds, a connector leaves a transaction open there without a word, at most. */
export const longestSilence = 2000

/** What came of a write. That nobody knows is an error (`NoAnswer`), and then the record is read before anything is tried again. */
export type WriteResult =
  | { outcome: 'written'; record: RemoteRecord | null }
  | { outcome: 'conflict'; theirs: RemoteRecord | null }
  | { outcome: 'refused'; reason: string }

/** A record to be made. `ours` is the field of `set` that holds our id: by it the record is found again. */
export type RemoteCreation = {
  operation: string
  object: RemoteObject
  set: RemoteValues
  ours: string
  /** `link`: the fields of a line that hold the key of the record, in the order of its parts. */
  lines: { object: RemoteObject; link: readonly string[]; set: readonly RemoteValues[] } | null
}

export type RemoteSearch = { object: RemoteObject; field: string; value: RemoteValue }

/**
 * What came of a creation. `there`: it stood there before, and nothing was done; `several`: our id stands in more than one record there;
 * `unfindable`: it would not be found again by our id, so it was not made. That nobody knows is an error (`NoAnswer`).
 */
export type CreateResult =
  | { outcome: 'created' | 'there'; record: RemoteRecord }
  | { outcome: 'several' | 'unfindable' }
  | { outcome: 'refused'; reason: string }

/** The key columns of a record as one text: a single column stays as it is, several become a JSON list. */
export function keyText(object: Pick<RemoteObject, 'key'>, values: RemoteValues): string {
  const parts = object.key.map(name => String(values[name] ?? ''))
  return parts.length === 1 ? (parts[0] as string) : JSON.stringify(parts)
}

/** The values of the key columns, as texts. */
export function keyParts(object: Pick<RemoteObject, 'key'>, key: string): string[] {
  return object.key.length === 1 ? [key] : (JSON.parse(key) as string[])
}
