import type { Follow, Portion, RemoteChange, RemoteObject } from '../port.ts'
import { changeOf, portionsOf } from './changes.ts'
import { collected, unlike } from './keys.ts'
import { type Asked, type Mark, markIn, type Parts, poll } from './polling.ts'
import type { Pace } from './pace.ts'
import { asWhole, printOf, type WholeSource } from './wholes.ts'

/** A system that says what is new behind a mark of its own: a number, a time of its clock, a link. */
export type MarkedSource = WholeSource & {
  /** What is new behind the mark, each part with the mark behind it; overlapping is welcome. */
  changes: (
    place: { object: RemoteObject; mark: string | number },
    signal: AbortSignal,
  ) => AsyncIterable<{ changes: readonly RemoteChange[]; mark: string | number }>
  /** Whether its changes behind this mark tell of what was deleted too; then no keys are compared. */
  tellsDeletions: (object: RemoteObject, mark: string | number) => boolean
}

/** One object as it is asked for by its marks; as a whole where it has none. */
export function byMarks(
  source: MarkedSource,
  object: RemoteObject,
  follow: Pick<Follow, 'from' | 'known'>,
): Asked {
  const first = markIn(follow.from, object)
  if (first === null) return asWhole(source, object, follow)
  const { known } = follow
  let mark: string | number = first
  let told = new Map<string, string>()
  return {
    object,
    mark: (): Mark => mark,
    async *news(signal): Parts {
      // What is told again each time, since questions overlap; older changes do not come again.
      const seen = new Map<string, string>()
      for await (const part of source.changes({ object, mark }, signal)) {
        const changes = part.changes.filter(({ key, after }) => {
          const [print, last] = [printOf(after), seen.get(key) ?? told.get(key)]
          seen.set(key, print)
          return print !== last
        })
        const portions = [...portionsOf(changes)]
        yield* portions.slice(0, -1)
        mark = part.mark
        yield portions.at(-1) ?? []
      }
      told = seen
    },
    async *differences(signal): Parts {
      if (!known || source.tellsDeletions(object, mark)) return
      const there = await collected(keysOf(source, object, signal))
      const changes = async (keys: readonly string[]) =>
        (await source.read({ object, keys }, signal)).map(record => changeOf(object, record))
      yield* unlike({ object, there, held: known(object, signal), changes })
    },
  }
}

async function* keysOf(source: WholeSource, object: RemoteObject, signal: AbortSignal) {
  for await (const records of source.all(object, signal)) yield records.map(({ key }) => key)
}

/** Follows such a system: what is new at every beat, and at the slower one what it does not tell. */
export async function* followMarks(
  { source, pace }: { source: MarkedSource; pace: Pace },
  follow: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const asked = follow.objects.map(object => byMarks(source, object, follow))
  yield* poll({ asked, pace, woken: follow.woken }, signal)
}
