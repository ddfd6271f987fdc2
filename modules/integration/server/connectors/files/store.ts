import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../failures.ts'
import type { Finding } from '../port.ts'

/** A file that lies there. `stamp` is another text when its content may be another. */
export type Found = { name: string; size: number; stamp: string }

/**
 * Where files lie: the only thing in which a folder and an SFTP server differ. Paths are names, or names in one folder below
 * (`out/7.csv`). Only plain files are seen: no links, no pipes. Failures are `CallFailed`.
 */
export type Store = {
  /** The files whose names are wanted in the joined folder (`''`) or one below it. */
  list: (folder: string, isWanted: (name: string) => boolean) => Promise<Found[]>
  /** One file; null where it is not there. */
  look: (path: string) => Promise<Found | null>
  read: (path: string) => AsyncIterable<Buffer>
  /** Writes a file and forces it to the disk; half of it may be seen, so it is given its name afterwards. */
  put: (path: string, content: Buffer) => Promise<void>
  /** Gives a file its name in one step. */
  rename: (from: string, to: string) => Promise<void>
  /** What can be said of the way there. */
  checks: () => Promise<Finding[]>
  /** Its stamps count whole seconds, so that two versions within one look alike. */
  isCoarse: boolean
  close: () => Promise<void>
}

/** A store for the time of one call: everything it does ends with the signal. */
export type Reach = Store & {
  pause: (milliseconds: number) => Promise<void>
  /** For work of our own that takes long: throws when the call was given up. */
  assertWanted: () => void
}

/** The store as one call may use it. A disk that hangs cannot be called back, so it is left alone. */
export function within(store: Store, signal: AbortSignal): Reach {
  const obeying = <T>(work: () => Promise<T>) => inTime(work, signal)
  return {
    ...store,
    list: (folder, isWanted) => obeying(() => store.list(folder, isWanted)),
    look: path => obeying(() => store.look(path)),
    read: path => blocksInTime(() => store.read(path), signal),
    put: (path, content) => obeying(() => store.put(path, content)),
    rename: (from, to) => obeying(() => store.rename(from, to)),
    checks: () => obeying(() => store.checks()),
    assertWanted: () => {
      if (signal.aborted) throw new CallFailed('no-answer', 'The call was given up while files were read.')
    },
    pause: milliseconds => obeying(() => sleep(milliseconds, undefined, { signal })),
  }
}

function inTime<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted)
    return Promise.reject(new CallFailed('unreachable', 'The call was given up before anything was asked.'))
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      reject(new CallFailed('no-answer', 'The call was given up before the place of the files had answered.'))
    signal.addEventListener('abort', giveUp, { once: true })
    void work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp))
  })
}

async function* blocksInTime(read: () => AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const blocks = read()[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { value, done } = await inTime(() => blocks.next(), signal)
      if (done) return
      yield value
    }
  } finally {
    // Not awaited: a block that never comes would be waited for.
    void blocks.return?.().catch(() => {})
  }
}
