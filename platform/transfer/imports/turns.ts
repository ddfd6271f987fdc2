import type { Lookup, Resolved } from './resolve.ts'
import type { Progress } from './store.ts'

/**
 * The turn of a chunk beside the one before it. Two chunks are written at a time on two connections, since one keeps only
 * one processor of the database busy. They look for matches one after the other and commit in the order of the file, so
 * the position never jumps. Neither ever waits for a lock of the other: a chunk whose rows meet keys or records of the
 * one before waits until that one is committed.
 */
export type Turn = {
  /** Settled when the chunk before has found its matches. */
  mayLook: Promise<unknown>
  /** Progress of the chunk before, once it is committed. Rejects when that one failed. */
  before: Promise<Progress>
  /** What the chunk before creates and changes; complete after `mayLook`. */
  claims: Claims
  /** Says that this chunk has found its matches. */
  looked: (resolved: Resolved) => void
}

/** Keys and records that a chunk which is not yet committed works on. */
export type Claims = { keys: Set<string>; ids: Set<string> }

const nothing: Claims = { keys: new Set(), ids: new Set() }

/** A turn with nobody before. */
export function firstTurn(position: number): Turn {
  return turnAfter({
    before: Promise.resolve({ position, cancelAsked: false }),
    mayLook: Promise.resolve(),
    claims: nothing,
  }).turn
}

export type Before = Pick<Turn, 'before' | 'mayLook' | 'claims'>

/** A turn behind another, and what the next one needs of it but its progress. */
export function turnAfter(before: Before): { turn: Turn; looked: Promise<void>; claims: Claims } {
  const claims: Claims = { keys: new Set(), ids: new Set() }
  const { promise, resolve } = Promise.withResolvers<void>()
  const looked = (resolved: Resolved) => {
    for (const { field, key } of resolved.keys) claims.keys.add(`${field} ${key}`)
    for (const id of resolved.met) claims.ids.add(id)
    resolve()
  }
  return { turn: { ...before, looked }, looked: promise, claims }
}

/** Looks in the database, after the chunk before where that one is about to write what is looked for. */
export function besideOthers(lookup: Lookup, { claims, before }: Turn): Lookup {
  return {
    ...lookup,
    find: async (field, keys) => {
      if (claims.keys.size > 0 && keys.some(key => claims.keys.has(`${field} ${key}`))) await before
      return lookup.find(field, keys)
    },
    load: async ids => {
      if (ids.some(id => claims.ids.has(id))) await before
      return lookup.load(ids)
    },
  }
}
