import type { Portion, RemoteChange } from './port.ts'

/** Changes in one portion, unless a single transaction has more. */
const mostTogether = 1000
/** Changes that wait to be taken; then their giver waits. */
const mostWaiting = 5000

/**
 * Transactions on their way from a log to its reader. Those that came while he was storing are taken together as one portion, with the
 * place behind the last of them; the first that comes while he waits is taken at once, alone.
 */
export function gathering() {
  let waiting: Portion[] = []
  let size = 0
  let over: { error: unknown } | null = null
  let ended = false
  let wake = () => {}
  let givers: (() => void)[] = []
  const letIn = () => {
    if (size >= mostWaiting && !ended && !over) return
    for (const goOn of givers.splice(0)) goOn()
  }
  return {
    /** Resolves when there is room for more. */
    give: (portion: Portion): Promise<void> => {
      // Behind what has failed it would take the place past it.
      if (over || ended) return Promise.resolve()
      const last = waiting.at(-1)
      // Only the place has moved.
      if (last && portion.changes.length === 0)
        waiting[waiting.length - 1] = { ...last, position: portion.position }
      else waiting.push(portion)
      size += portion.changes.length
      wake()
      return size < mostWaiting ? Promise.resolve() : new Promise(resolve => givers.push(resolve))
    },
    /** Nothing more will come; the reader is given what waits, and then the error where there is one. */
    close: (error: unknown = null) => {
      over ??= { error }
      letIn()
      wake()
    },
    /** The reader is gone. */
    end: () => {
      ended = true
      letIn()
      wake()
    },
    async *taken(): AsyncGenerator<Portion> {
      while (!ended) {
        if (waiting.length > 0) {
          const some = firstOf(waiting)
          waiting = waiting.slice(some.length)
          const portion = together(some)
          size -= portion.changes.length
          letIn()
          yield portion
        } else if (over) {
          if (over.error !== null) throw over.error
          return
        } else
          await new Promise<void>(resolve => {
            wake = resolve
          })
      }
    },
  }
}

/** Reads ahead while the reader is storing, in the same way; ends when he goes or the signal is aborted. */
export async function* gathered(
  portions: (signal: AbortSignal) => AsyncIterable<Portion>,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const gone = new AbortController()
  const either = AbortSignal.any([signal, gone.signal])
  const line = gathering()
  either.addEventListener('abort', line.end, { once: true })
  const reading = (async () => {
    try {
      for await (const portion of portions(either)) await line.give(portion)
      line.close()
    } catch (error) {
      line.close(error)
    }
  })()
  try {
    if (!signal.aborted) yield* line.taken()
  } finally {
    gone.abort()
    await reading
  }
}

/** As many of the first as make one portion; at least one. */
function firstOf(waiting: readonly Portion[]): Portion[] {
  let size = 0
  const end = waiting.findIndex(({ changes }, at) => {
    size += changes.length
    return at > 0 && size > mostTogether
  })
  return waiting.slice(0, end === -1 ? waiting.length : end)
}

function together(portions: readonly Portion[]): Portion {
  const [first] = portions as [Portion]
  if (portions.length === 1) return first
  const changes: RemoteChange[] = portions.flatMap(each => [...each.changes])
  return { changes, position: (portions.at(-1) as Portion).position }
}
