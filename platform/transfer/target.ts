import type { PoolClient } from 'pg'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../context.ts'
import type { EntityCatalogue } from '../entities/catalogue.ts'
import type { EntityDescriptor, Field } from '../entities/descriptor.ts'
import type { Change } from '../history/record.ts'
import type { Objection } from './inspection.ts'
import { type Sampled, type Suggestion, suggestMapping } from './mapping.ts'
import type { Value } from './values/value.ts'

/** A field that a column of a file may fill. */
export type ImportField = Field & {
  /** Several columns may fill it (a second e-mail address); the target then gets a list. */
  repeatable?: boolean
  /** Said once for all rows of a file (`constants`), never by a column. */
  onceForAll?: boolean
  /** By a column, or once for all rows of a file that has none (the owner of what it brings). */
  orForAll?: boolean
  /** Said once, it may be a name that is not there yet: a record is made of it. */
  makes?: boolean
}

/** The fields that columns may fill. */
export function columnFields(fields: readonly ImportField[]): ImportField[] {
  return fields.filter(({ onceForAll }) => !onceForAll)
}

/** What a person may say once for all rows of a file. */
export function optionFields(fields: readonly ImportField[]): ImportField[] {
  return fields.filter(({ onceForAll, orForAll }) => onceForAll || orForAll)
}

/** A row with its cells read. A repeatable field has an array, in the order of the columns. */
export type ParsedRow = {
  number: number
  values: Record<string, Value | Value[] | undefined>
  /** The users' own fields, by key. */
  custom: Record<string, unknown> | null
}

/** Why a row is not taken; `column` is filled in by the engine where `field` says which. */
export type RowRefusal = { code: string; message: string; field?: string; params?: Record<string, unknown> }

/** Something worth telling about a row that is taken. */
export type Remark = { code: string; message: string; field: string }

export function isRefusal(value: unknown): value is RowRefusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}

/** What an import is about, for the target. */
export type ImportSetup = {
  db: Db
  actor: Actor
  entity: EntityDescriptor
  catalogue: EntityCatalogue
  /** Keys of the fields that some column fills. */
  mapped: ReadonlySet<string>
  /** Column titles by field key, in the order of the file. */
  columns: ReadonlyMap<string, readonly string[]>
  /** Fields by which records are found; a value that is there is not replaced in them. */
  match: readonly string[]
  /** Records that are found keep the values they have and get only what is empty. */
  fill: boolean
  fileName: string
  now: Date
}

/** A record that a key leads to. */
export type Found = { key: string; id: string }

/** A tie to be written: the record, the one that its row names, and the row. */
export type Tie<New> = { id: string; otherId: string; row: New }

/**
 * Records of the same kind that rows only name beside their own (where a person works): found by that name or made, and
 * tied to the row's record.
 */
export type Ties<New, Old> = {
  /** Entity of the ties in history. */
  entity: string
  /** The normalised name of the record that a row names; null when it names none or cannot be tied. */
  named: (row: New) => string | null
  /** The normalised name by which rows may name the record; null for one that can be tied itself, but not be tied to. */
  nameOf: (record: New | Old) => string | null
  /** The records that are called so and that the actor may change. */
  find: (client: PoolClient, names: readonly string[]) => Promise<Found[]>
  /** Makes the record that a row names. */
  make: (row: New) => New
  /** To which records the given ones are tied now. */
  tiedTo: (client: PoolClient, ids: readonly string[]) => Promise<Omit<Tie<New>, 'row'>[]>
}

/**
 * What came of looking for that to which new records belong: those that cannot be taken, and names of what will be made
 * for the others, which is counted as made alongside.
 */
export type Settled = { refused: readonly Objection[]; making: readonly string[] }

/**
 * Writes one kind of record from rows, set by set. `New` is a record to be created, `Old` one that is there, with its
 * changes. All functions that get a client work in its open transaction.
 */
export type ImportWork<New extends { id: string }, Old extends { id: string }> = {
  /** Makes a record of a row, with an id of its own, or says why it cannot be one. */
  compose: (row: ParsedRow) => New | RowRefusal
  /** What a person should know of a record that is taken all the same; counted by code. */
  remark?: (record: New) => Remark | null
  /** The values by which the record is looked for: normalised, one list per match field. */
  keysOf: (record: New | Old, field: string) => readonly string[]
  /** Match fields of which a record takes further values; of the others it keeps the one it has. */
  manyValued: ReadonlySet<string>
  /** The records that have one of the keys in the match field. */
  find: (client: PoolClient, field: string, keys: readonly string[]) => Promise<Found[]>
  /** Reads records for changing, locked in the order of their ids when `lock` is set. Those the actor may not change are left out. */
  load: (client: PoolClient, ids: readonly string[], lock: boolean) => Promise<Old[]>
  /** The columns of a record as they will be stored, for those who inspect imports. */
  columnsOf?: (record: New | Old) => Record<string, unknown>
  /** Puts the row's values on a record that is there; true when something differs from before. */
  change: (old: Old, from: New) => boolean
  /** Puts the values of a later row on a record that is still to be created. */
  absorb: (first: New, later: New) => void
  /** Stores a chunk and answers what history must know of records that were there; created roots are noted by the engine. */
  write: (
    client: PoolClient,
    chunk: { created: readonly New[]; changed: readonly Old[]; ties: readonly Tie<New>[] },
  ) => Promise<Change[]>
  /** Only where some column names other records. */
  ties?: Ties<New, Old> | undefined
  /** The record that a record lives with, where that is another one; without, it is itself. */
  rootOf?: (record: New | Old) => string
  /**
   * Finds what the new records of a chunk belong to, a set at a time, before they are inspected. Chunks are then stored one
   * after the other: what one makes, the next one finds.
   */
  settle?: (client: PoolClient, records: readonly New[]) => Promise<Settled>
  /** Done once per chunk in a transaction of its own before `write`: look-ups that may stay when the chunk fails. */
  prepare?: (client: PoolClient, created: readonly New[], changed: readonly Old[]) => Promise<void>
}

/** An entity that files can be imported into; a module registers it. */
export type ImportTarget = {
  entity: string
  /** Fields besides the importable ones of the entity (a street); `undefined` parts are inherited by key. */
  fields?: readonly ImportField[]
  /** Keys of the entity's fields that several columns may fill. */
  repeatable?: readonly string[]
  /** Keys of the entity's fields that may also be said once for a file that has no column for them. */
  orForAll?: Readonly<Record<string, Pick<ImportField, 'references'>>>
  /** Words in foreign files that mean a choice: field → lower-case word → value. */
  words?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Titles of columns that mean a field of the entity, besides its own aliases. */
  aliases?: Readonly<Record<string, readonly string[]>>
  /** A last word on suggestions, where columns mean something else beside each other. */
  review?: (suggestions: readonly Suggestion[]) => Suggestion[]
  /** How to match when nobody says: the first of these that is mapped. */
  defaultMatch: readonly string[]
  /** Kept free of types here; made by `importTarget`. */
  open: (setup: ImportSetup) => Promise<ImportWork<{ id: string }, { id: string }>>
}

/** Declares a target with its own record types; they are checked here and forgotten afterwards. */
export function importTarget<New extends { id: string }, Old extends { id: string }>(
  target: Omit<ImportTarget, 'open'> & { open: (setup: ImportSetup) => Promise<ImportWork<New, Old>> },
): ImportTarget {
  return target as unknown as ImportTarget
}

/** All fields of an entity that a column may fill, shipped, additional and the users' own (`custom:<key>`). */
export function importFields(entity: EntityDescriptor, target: ImportTarget, actor: Actor): ImportField[] {
  const repeatable = new Set(target.repeatable)
  const own = entity.fields
    .filter(field => field.custom || (field.importable && !field.readOnly))
    .filter(field => !field.permission || actor.permissions.has(field.permission))
    .map(field => ({
      ...field,
      aliases: [...(field.aliases ?? []), ...(target.aliases?.[field.key] ?? [])],
      repeatable: repeatable.has(field.key),
      ...(target.orForAll?.[field.key] ? { orForAll: true, ...target.orForAll[field.key] } : {}),
    }))
  return [...own, ...(target.fields ?? [])]
}

/** What each column of a file is suggested to be. */
export function suggestFor(
  sampled: Sampled,
  fields: readonly ImportField[],
  target: ImportTarget,
): Suggestion[] {
  const words = new Map(
    fields
      .filter(field => field.kind === 'choice')
      .map(field => [field.key, choiceWords(field, target.words?.[field.key])] as const),
  )
  const suggestions = suggestMapping(sampled, columnFields(fields), words)
  return target.review?.(suggestions) ?? suggestions
}

function choiceWords(field: Field, words: Readonly<Record<string, string>> = {}): Set<string> {
  const choices = (field.choices ?? []).flatMap(({ value, label }) => (label ? [value, label] : [value]))
  return new Set([...choices.map(word => word.toLowerCase()), ...Object.keys(words)])
}
