import { CallFailed } from '../failures.ts'
import type { Position } from '../port.ts'

/** One version of one file. `stamp` tells without reading it whether the file that lies there is still this one. */
export type FileVersion = { name: string; hash: string; stamp: string }

/** The files of which a state consists. */
export type Place = { full: FileVersion; deltas: readonly FileVersion[] }

/** The way from one place to the next, of which the changes up to a key were given: a large file makes several portions. */
export type Underway = { to: Place; key: string }

/** Where the reader of one object is. */
export type Progress = Place & { underway?: Underway }

/** Where the reader is, for every object. */
export type Progresses = Readonly<Record<string, Progress>>

export const positionOf = (objects: Progresses): Position => ({ objects })

/** Reads a position that `positionOf` made; throws `position-lost` where it says nothing of an object. */
export function progressesIn(position: Position, names: readonly string[]): Progresses {
  const objects = (position.objects ?? {}) as Progresses
  const unknown = names.find(name => !objects[name]?.full)
  if (unknown === undefined) return objects
  throw new CallFailed('position-lost', `Nothing is known of how far “${unknown}” was read.`)
}

/** A version is not there as it was. */
export function lostVersion(name: string): CallFailed {
  return new CallFailed('position-lost', `The version of “${name}” that was read last is not there any more.`)
}
