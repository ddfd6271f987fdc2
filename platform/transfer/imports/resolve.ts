import type { PoolClient } from 'pg'
import type { Found, ImportWork, RowRefusal, Tie } from '../target.ts'
import type { OnMatch } from './options.ts'
import { beginTying, nameOfTied, noteName, readTies, tie } from './ties.ts'

export type AnyRecord = { id: string }
export type AnyWork = ImportWork<AnyRecord, AnyRecord>

/** A row that became a record. */
export type Composed = { number: number; record: AnyRecord; cells: readonly (string | null)[] }
export type Refused = RowRefusal & { number: number; cells: readonly (string | null)[] }

/** What becomes of a chunk of rows. Every row is created, matched or refused. */
export type Resolved = {
  created: AnyRecord[]
  /** Records made because rows name them; no row is theirs. */
  alongside: AnyRecord[]
  /** Names of records of another kind that are made because rows belong to them. */
  making: readonly string[]
  ties: Tie<AnyRecord>[]
  /** Existing records that get other values. */
  changed: AnyRecord[]
  /** Existing records and those of earlier chunks that some row met. */
  met: Set<string>
  matched: number
  refused: Refused[]
  /** Which row led to which record, in the order of the file. */
  led: { id: string; row: Composed }[]
  /** All keys of the records of this chunk, for a check without writing. */
  keys: { field: string; key: string; id: string }[]
}

/** Where records are looked for; a check looks also at what it would have written. */
export type Lookup = {
  find: (field: string, keys: readonly string[]) => Promise<Found[]>
  load: (ids: readonly string[]) => Promise<AnyRecord[]>
  tied: (ids: readonly string[]) => Promise<Omit<Tie<AnyRecord>, 'row'>[]>
  /** Records that this import would have created in an earlier chunk; only a check has such. */
  imagined: (id: string) => boolean
  /** Fields in which earlier chunks would have given the record a key; only a check has such. */
  imaginedFields: (id: string) => Set<string> | undefined
}

export function databaseLookup(work: AnyWork, client: PoolClient, matched: OnMatch): Lookup {
  return {
    find: (field, keys) => findBy(work, client, { field, keys }),
    load: ids => work.load(client, ids, matched !== 'skip'),
    tied: ids => work.ties?.tiedTo(client, ids) ?? Promise.resolve([]),
    imagined: () => false,
    imaginedFields: () => undefined,
  }
}

/** The records in the database that have one of the keys in a match field, or are called so. */
export async function findBy(
  work: AnyWork,
  client: PoolClient,
  { field, keys }: { field: string; keys: readonly string[] },
): Promise<Found[]> {
  return field === nameOfTied ? (work.ties?.find(client, keys) ?? []) : work.find(client, field, keys)
}

export type Resolving = {
  work: AnyWork
  lookup: Lookup
  match: readonly string[]
  several: 'refuse' | 'oldest'
  matched: OnMatch
}

/** An entry per record that rows of this chunk lead to: one to be created, or one that is there. */
export type Entry = { id: string; fresh: AnyRecord | null; old: AnyRecord | null }

/**
 * Decides for every row, in the order of the file, whether it creates a record or meets one: one that is there, or one
 * that an earlier row made. Match fields are tried in their order; the first that finds a record decides.
 */
export async function resolveChunk(rows: readonly Composed[], resolving: Resolving): Promise<Resolved> {
  const resolved = nothingYet()
  // What rows name is looked for first: a chunk that waits for the one before must not hold locks yet.
  const tying = await beginTying(rows, resolving)
  const known = await knownEntries(rows, resolving)
  if (tying) await readTies(tying, known)
  const changed = new Set<AnyRecord>()
  for (const row of rows) {
    const hit = entryOf(row, known, resolving)
    if ('code' in hit) {
      resolved.refused.push({ ...hit, number: row.number, cells: row.cells })
      continue
    }
    const entry = hit.entry ?? { id: row.record.id, fresh: row.record, old: null }
    resolved.led.push({ id: entry.id, row })
    if (!hit.entry) resolved.created.push(row.record)
    else {
      resolved.matched++
      resolved.met.add(entry.id)
      if (resolving.matched === 'skip') continue
      if (entry.fresh) resolving.work.absorb(entry.fresh, row.record)
      else if (entry.old) {
        // A later row of the chunk may take back what an earlier one changed.
        if (resolving.work.change(entry.old, row.record)) changed.add(entry.old)
        else changed.delete(entry.old)
      }
    }
    const memory = { known, resolving, resolved }
    remember(row.record, entry, memory)
    if (!tying) continue
    noteName(row.record, entry, { tying, resolved })
    const made = tie(row.record, entry, { tying, resolved, matched: resolving.matched })
    if (made) remember(made, { id: made.id, fresh: made, old: null }, memory)
  }
  resolved.changed = [...changed]
  return resolved
}

function nothingYet(): Resolved {
  const counts = { matched: 0, refused: [], led: [], keys: [] }
  return { created: [], alongside: [], making: [], ties: [], changed: [], met: new Set(), ...counts }
}

export type Known = Map<string, Set<Entry | null>>

/** Entries by match field and key as the database has them. A record the actor may not change is there as null. */
async function knownEntries(rows: readonly Composed[], { work, lookup, match }: Resolving): Promise<Known> {
  const found: { field: string; key: string; id: string }[] = []
  for (const field of match) {
    const keys = new Set(rows.flatMap(row => work.keysOf(row.record, field)))
    if (keys.size === 0) continue
    for (const { key, id } of await lookup.find(field, [...keys])) found.push({ field, key, id })
  }
  const ids = [...new Set(found.map(item => item.id))].sort()
  const real = ids.filter(id => !lookup.imagined(id))
  const olds = new Map((real.length ? await lookup.load(real) : []).map(old => [old.id, old]))
  const entries = new Map<string, Entry | null>()
  for (const id of ids) {
    const old = olds.get(id) ?? null
    entries.set(id, old || lookup.imagined(id) ? { id, fresh: null, old } : null)
  }
  const known: Known = new Map()
  for (const { field, key, id } of found) add(known, `${field} ${key}`, entries.get(id) ?? null)
  return known
}

function add(known: Known, key: string, entry: Entry | null): void {
  const entries = known.get(key)
  if (entries) entries.add(entry)
  else known.set(key, new Set([entry]))
}

function entryOf(
  row: Composed,
  known: Known,
  { work, match, several, matched }: Resolving,
): { entry: Entry | null } | RowRefusal {
  for (const field of match) {
    const keys = work.keysOf(row.record, field)
    const entries = new Set(keys.flatMap(key => [...(known.get(`${field} ${key}`) ?? [])]))
    if (entries.size === 0) continue
    const usable = [...entries].filter(entry => entry !== null)
    if (usable.length === 0) {
      const message = `Row ${row.number}: a record with this ${field} exists, but you may not change it.`
      return { code: 'transfer.match-not-permitted', message, field, params: { row: row.number, field } }
    }
    if (usable.length > 1 && several === 'refuse' && matched !== 'skip') {
      const message = `Row ${row.number}: ${usable.length} existing records have this ${field}. Merge them, match by another field, or allow the oldest to be taken.`
      return {
        code: 'transfer.several-matches',
        message,
        field,
        params: { row: row.number, field, count: usable.length },
      }
    }
    return { entry: usable.reduce((oldest, entry) => (entry.id < oldest.id ? entry : oldest)) }
  }
  return { entry: null }
}

type Memory = { known: Known; resolving: Resolving; resolved: Resolved }

function remember(record: AnyRecord, entry: Entry, { known, resolving, resolved }: Memory): void {
  for (const field of resolving.match) {
    if (isFilled(entry, field, resolving)) continue
    for (const key of resolving.work.keysOf(record, field)) {
      const name = `${field} ${key}`
      if (known.get(name)?.has(entry) || !takes(entry, { field, key }, resolving.work)) continue
      add(known, name, entry)
      resolving.lookup.imaginedFields(entry.id)?.add(field)
      resolved.keys.push({ field, key, id: entry.id })
    }
  }
}

/** Whether an earlier chunk would have given the record all that it takes in the field. */
function isFilled({ id }: Entry, field: string, { work, lookup, matched }: Resolving): boolean {
  const takesMore = work.manyValued.has(field) && matched === 'update'
  return !takesMore && (lookup.imaginedFields(id)?.has(field) ?? false)
}

/** A row may lead to a record by one key and bring another that the record does not take, as it has one already. */
function takes(
  { fresh, old }: Entry,
  { field, key }: { field: string; key: string },
  work: AnyWork,
): boolean {
  const record = fresh ?? old
  return !record || work.keysOf(record, field).includes(key)
}
