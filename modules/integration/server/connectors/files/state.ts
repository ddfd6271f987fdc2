import type { Joined } from './entries.ts'
import { CallFailed } from '../failures.ts'
import { layerOf, type Memory, type Wanted } from './layers.ts'
import type { Picked } from './names.ts'
import type { Place } from './place.ts'
import { type Entry, latest, merged } from './sorted.ts'
import type { Found, Reach } from './store.ts'

/** All records of an object at one place: the full file, and over it what the deltas say. To be released. */
export type State = {
  place: Place
  /** Records in the full file. */
  count: number
  /** Records in the order of their keys. */
  from: (after: string | null) => AsyncIterable<Entry>
  find: (key: string) => Promise<Entry | null>
  release: () => Promise<void>
}

/** The state of the files that lie there. */
export function stateNow(
  memory: Memory,
  reach: Reach,
  asked: { joined: Joined; files: Picked },
): Promise<State> {
  const { joined, files } = asked
  const wanted = (found: Found): Wanted => ({ name: found.name, found, version: null })
  if (!files.full)
    throw new CallFailed(
      'changed-shape',
      `There is no file “${joined.definition.full}” for “${joined.object.name}”.`,
    )
  return stateOf(memory, reach, { joined, full: wanted(files.full), deltas: files.deltas.map(wanted) })
}

/** The state at an earlier place, from files that lie there still or are kept sorted; throws `position-lost`. */
export function stateAt(
  memory: Memory,
  reach: Reach,
  { joined, place, lying }: { joined: Joined; place: Place; lying: readonly Found[] },
): Promise<State> {
  const wanted = (version: Place['full']): Wanted => {
    const found = lying.find(({ name }) => name === version.name) ?? null
    return { name: version.name, found, version }
  }
  return stateOf(memory, reach, { joined, full: wanted(place.full), deltas: place.deltas.map(wanted) })
}

async function stateOf(
  memory: Memory,
  reach: Reach,
  { joined, full, deltas }: { joined: Joined; full: Wanted; deltas: readonly Wanted[] },
): Promise<State> {
  const base = await layerOf(memory, reach, { joined, wanted: [full], isDelta: false })
  try {
    const over =
      deltas.length > 0 ? await layerOf(memory, reach, { joined, wanted: deltas, isDelta: true }) : null
    const layers = over ? [base.sorted, over.sorted] : [base.sorted]
    return {
      place: { full: base.versions[0] as Place['full'], deltas: over?.versions ?? [] },
      count: base.sorted.count,
      from: after => standing(layers.map(sorted => sorted.from(after))),
      find: async key => {
        const entry = (await over?.sorted.find(key)) ?? (await base.sorted.find(key))
        return entry?.body === null ? null : entry
      },
      release: async () => {
        await base.release()
        await over?.release()
      },
    }
  } catch (error) {
    await base.release()
    throw error
  }
}

/** What stands: the later layer before the earlier one. */
async function* standing(layers: readonly AsyncIterable<Entry>[]): AsyncGenerator<Entry> {
  for await (const entry of latest(merged(layers), () => {})) if (entry.body !== null) yield entry
}
