import type { RemoteChange } from '../port.ts'
import { broken } from './broken.ts'
import { type Joined, valuesOf } from './entries.ts'
import { layerOf, type Memory, type Wanted } from './layers.ts'
import type { Place } from './place.ts'
import type { Entry } from './sorted.ts'
import type { State } from './state.ts'
import type { Reach } from './store.ts'

/** The way from one place to another: what changes on it, in the order of keys. To be released. */
export type Way = {
  to: Place
  changes: (after: string | null) => AsyncIterable<RemoteChange>
  release: () => Promise<void>
}

/** One delta further: what it says is given as it says it, without looking for what stood there. */
export async function deltaWay(
  memory: Memory,
  reach: Reach,
  { joined, from, wanted }: { joined: Joined; from: Place; wanted: Wanted },
): Promise<Way> {
  const { sorted, versions, release } = await layerOf(memory, reach, {
    joined,
    wanted: [wanted],
    isDelta: true,
  })
  return {
    to: { full: from.full, deltas: [...from.deltas, ...versions] },
    changes: async function* (after) {
      for await (const { key, body } of sorted.from(after)) yield changeOf(joined, key, [null, body])
    },
    release,
  }
}

/** Whether a place is the other and one delta more. */
export function isDeltaFurther(from: Place, to: Place): boolean {
  return (
    to.full.name === from.full.name &&
    to.full.hash === from.full.hash &&
    to.deltas.length === from.deltas.length + 1 &&
    from.deltas.every(({ hash }, at) => to.deltas[at]?.hash === hash)
  )
}

/** From one state to another: only what differs; what is missing in the other is gone. */
export function comparingWay(joined: Joined, from: State, to: State): Way {
  return {
    to: to.place,
    changes: after => differences(joined, from.from(after), to.from(after)),
    release: async () => {
      await from.release()
      await to.release()
    },
  }
}

/** Fails where a full file lacks so many records that it was rather cut off than emptied. */
export function assertNotCutOff({ definition: { mayLose } }: Joined, from: State, to: State): void {
  if (to.count >= from.count * (1 - mayLose)) return
  const share = `${to.count} records where “${from.place.full.name}” has ${from.count}`
  const advice = 'If it is right, raise “mayLose” of this object.'
  throw broken(to.place.full.name, null, `It has only ${share}, so it may have been cut off. ${advice}`)
}

async function* differences(
  joined: Joined,
  before: AsyncIterable<Entry>,
  after: AsyncIterable<Entry>,
): AsyncGenerator<RemoteChange> {
  const old = before[Symbol.asyncIterator]()
  const now = after[Symbol.asyncIterator]()
  const next = async (entries: AsyncIterator<Entry, void>): Promise<Entry | null> =>
    (await entries.next()).value ?? null
  try {
    let [left, right] = [await next(old), await next(now)]
    while (left || right) {
      const key = !left || (right && right.key < left.key) ? (right as Entry).key : left.key
      const was = left?.key === key ? left.body : null
      const is = right?.key === key ? right.body : null
      if (was !== is) yield changeOf(joined, key, [was, is])
      if (left?.key === key) left = await next(old)
      if (right?.key === key) right = await next(now)
    }
  } finally {
    await old.return?.()
    await now.return?.()
  }
}

/** Files say neither when nor by whom a record was changed. */
function changeOf(
  { object }: Joined,
  key: string,
  [before, after]: [string | null, string | null],
): RemoteChange {
  return {
    object: object.name,
    key,
    after: after === null ? null : valuesOf(object, after),
    before: before === null ? null : valuesOf(object, before),
    version: null,
    at: null,
    by: null,
    operation: null,
  }
}
