import type { Follow, Portion, RemoteChange } from '../port.ts'
import type { Joined } from './entries.ts'
import { identify, type Wanted } from './layers.ts'
import { namesInOrder, type Picked, picked } from './names.ts'
import { type Place, positionOf, type Progress, progressesIn } from './place.ts'
import { stateAt, stateNow } from './state.ts'
import { type Found, type Reach, within } from './store.ts'
import { assertNotCutOff, comparingWay, deltaWay, isDeltaFurther, type Way } from './ways.ts'
import { joinedOf, lyingNow, type Work } from './work.ts'

/** Changes of one portion: a large file makes several. */
const portionSize = 500

/**
 * Looks for new files and tells what they change. The partner of a comparison is what was read last: its files while they
 * lie there, or what this connection has kept of them. Where both are gone it says `position-lost` rather than give every record anew:
 * what was deleted meanwhile could not be told, and only reading all of it finds that.
 */
export async function* followFiles(
  work: Work,
  { objects, from }: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const reach = within(work.store, signal)
  let all = progressesIn(
    from,
    objects.map(({ name }) => name),
  )
  for (const { full, deltas, underway } of Object.values(all))
    for (const version of [full, ...deltas, ...(underway ? [underway.to.full, ...underway.to.deltas] : [])])
      work.memory.known.believe(version)
  try {
    for (;;) {
      const lying = await lyingNow(work, reach)
      for (const object of objects) {
        const looking = { joined: joinedOf(work, object), lying, reach }
        for await (const { changes, progress } of news(work, looking, all[object.name] as Progress)) {
          all = { ...all, [object.name]: progress }
          yield { changes, position: positionOf(all) }
        }
      }
      await reach.pause(work.plan.interval)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

type Looking = { joined: Joined; lying: readonly Found[]; reach: Reach }
type Step = { changes: RemoteChange[]; progress: Progress }

/** Everything from where the reader is to what lies there. */
async function* news(work: Work, looking: Looking, progress: Progress): AsyncGenerator<Step> {
  const { joined, lying, reach } = looking
  let at: Place = { full: progress.full, deltas: progress.deltas }
  if (progress.underway) {
    const { to, key } = progress.underway
    yield* inPortions(await wayBetween(work, looking, [at, to]), at, key)
    at = to
  }
  const files = picked(lying, joined.definition)
  // Between taking away the old file and putting the new one there may be none.
  if (!files.full) return
  if (await isContinued(work, looking, { at, files })) {
    const applied = new Set(at.deltas.map(({ name }) => name))
    for (const found of files.deltas.filter(({ name }) => !applied.has(name))) {
      const wanted: Wanted = { name: found.name, found, version: null }
      const way = await deltaWay(work.memory, reach, { joined, from: at, wanted })
      yield* inPortions(way, at, null)
      at = way.to
    }
    return
  }
  yield* inPortions(await wayToNow(work, looking, { at, files }), at, null)
}

/** Whether there is nothing new but deltas at the end: the same full file, and no delta changed or put between. */
async function isContinued(
  work: Work,
  { joined, reach }: Looking,
  { at, files }: { at: Place; files: Picked },
): Promise<boolean> {
  const { full, deltas } = files
  const { delta } = joined.definition
  const isSame = async (found: Found, version: Place['full']) =>
    found.name === version.name && (await identify(work.memory, reach, found)).hash === version.hash
  if (!full || !(await isSame(full, at.full))) return false
  const last = at.deltas.at(-1)?.name
  for (const found of deltas) {
    const applied = at.deltas.find(({ name }) => name === found.name)
    if (
      applied ? !(await isSame(found, applied)) : last && delta && namesInOrder(found.name, last, delta) < 0
    )
      return false
  }
  return true
}

/** To what lies there now, by comparing all of it with all that was read. */
async function wayToNow(
  work: Work,
  { joined, lying, reach }: Looking,
  { at, files }: { at: Place; files: Picked },
): Promise<Way> {
  const from = await stateAt(work.memory, reach, { joined, place: at, lying })
  try {
    const to = await stateNow(work.memory, reach, { joined, files })
    try {
      assertNotCutOff(joined, from, to)
      return comparingWay(joined, from, to)
    } catch (error) {
      await to.release()
      throw error
    }
  } catch (error) {
    await from.release()
    throw error
  }
}

/** The way on which the reader was when it stopped. */
async function wayBetween(
  work: Work,
  { joined, lying, reach }: Looking,
  [at, to]: [Place, Place],
): Promise<Way> {
  if (isDeltaFurther(at, to)) {
    const version = to.deltas.at(-1) as Place['full']
    const found = lying.find(({ name }) => name === version.name) ?? null
    return deltaWay(work.memory, reach, { joined, from: at, wanted: { name: version.name, found, version } })
  }
  const from = await stateAt(work.memory, reach, { joined, place: at, lying })
  try {
    return comparingWay(joined, from, await stateAt(work.memory, reach, { joined, place: to, lying }))
  } catch (error) {
    await from.release()
    throw error
  }
}

/** The last portion ends at the new place; those before it say how far they are on the way. */
async function* inPortions(way: Way, from: Place, after: string | null): AsyncGenerator<Step> {
  try {
    let changes: RemoteChange[] = []
    for await (const change of way.changes(after)) {
      if (changes.length >= portionSize) {
        const { key } = changes.at(-1) as RemoteChange
        yield { changes, progress: { ...from, underway: { to: way.to, key } } }
        changes = []
      }
      changes.push(change)
    }
    yield { changes, progress: way.to }
  } finally {
    await way.release()
  }
}
