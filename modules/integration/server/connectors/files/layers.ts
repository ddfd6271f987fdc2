import { broken } from './broken.ts'
import { entriesOf, type Joined } from './entries.ts'
import { type Identities, identities } from './identities.ts'
import { type FileVersion, lostVersion } from './place.ts'
import { type Shelf, shelf } from './shelf.ts'
import { type Entry, type Sorted, sortedOf } from './sorted.ts'
import type { Found, Reach } from './store.ts'
import { type Workshop, workshop } from './workshop.ts'

/** What a connection keeps of the files it has read. */
export type Memory = { workshop: Workshop; known: Identities; shelf: Shelf; close: () => Promise<void> }

/** An empty memory. `isCoarse`: stamps of the store count whole seconds. */
export function memory(isCoarse: boolean): Memory {
  const made = { workshop: workshop(), known: identities(isCoarse), shelf: shelf() }
  return {
    ...made,
    close: async () => {
      await made.shelf.close()
      await made.workshop.close()
    },
  }
}

/** A file that belongs to a layer: in the version that lies there, or in one that is told. */
export type Wanted = { name: string; found: Found | null; version: FileVersion | null }

/** One full file, or deltas as one, sorted by key. To be released. */
export type Layer = { versions: readonly FileVersion[]; sorted: Sorted; release: () => Promise<void> }

type Asked = { joined: Joined; wanted: readonly Wanted[]; isDelta: boolean }

/** Reads and sorts what is not kept already; throws `position-lost` where a version that is told cannot be had any more. */
export async function layerOf(memory: Memory, reach: Reach, asked: Asked): Promise<Layer> {
  const { joined, isDelta, wanted } = asked
  const start = keptStart(memory, asked)
  if (start && start.versions.length === wanted.length) return { ...start, release: start.sorted.hold() }
  const versions = [...(start?.versions ?? [])]
  const letGo = start?.sorted.hold()
  try {
    const entries = newEntries(memory, reach, { ...asked, start: start?.sorted ?? null, versions })
    const sorted = await sortedOf(entries, {
      workshop: memory.workshop,
      repeated: (first, second) => {
        if (first.file !== second.file || (isDelta && joined.definition.journal)) return
        const name = versions[second.file]?.name ?? ''
        throw broken(name, second.row, `The key “${second.key}” stands in row ${first.row} already.`)
      },
    })
    const release = sorted.hold()
    await memory.shelf.keep(joined, { isDelta, versions }, sorted)
    return { versions, sorted, release }
  } finally {
    await letGo?.()
  }
}

/** The longest beginning of what is wanted that is kept: of deltas mostly all but the newest. */
function keptStart(memory: Memory, { joined, wanted, isDelta }: Asked) {
  const versions = wanted.map(({ found, version }) => version ?? (found && memory.known.versionOf(found)))
  const unknown = versions.indexOf(null)
  for (let length = unknown < 0 ? versions.length : unknown; length > 0; length--) {
    const start = versions.slice(0, length) as FileVersion[]
    const sorted = memory.shelf.taken(joined, { isDelta, versions: start })
    if (sorted) return { versions: start, sorted }
  }
  return null
}

type Reading = Asked & {
  start: Sorted | null /** Grows with the files that are read. */
  versions: FileVersion[]
}

async function* newEntries(memory: Memory, reach: Reach, reading: Reading): AsyncGenerator<Entry> {
  const { joined, wanted, isDelta, start, versions } = reading
  if (start) yield* start.from(null)
  for (const { name, found, version } of wanted.slice(versions.length)) {
    if (!found) throw lostVersion(name)
    const copy = await memory.known.copied(found, () => memory.workshop.copy(reach, found))
    try {
      if (version && version.hash !== copy.hash) throw lostVersion(name)
      versions.push({ name, hash: copy.hash, stamp: found.stamp })
      yield* entriesOf(reach, joined, { copy, isDelta, file: versions.length - 1 })
    } finally {
      await copy.remove()
    }
  }
}

/** Which version lies there; reads it where that is not known. */
export async function identify(memory: Memory, reach: Reach, found: Found): Promise<FileVersion> {
  const version = memory.known.versionOf(found)
  if (version) return version
  const copy = await memory.known.copied(found, () => memory.workshop.copy(reach, found))
  await copy.remove()
  return { name: found.name, hash: copy.hash, stamp: found.stamp }
}
