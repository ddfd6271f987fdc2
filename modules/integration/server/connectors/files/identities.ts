import type { FileVersion } from './place.ts'
import type { Found } from './store.ts'
import type { Copy } from './workshop.ts'

/** After this many milliseconds a further change has another time, also where times are whole seconds. */
const apart = 2000

type Known = { version: FileVersion /** When this stamp was seen first. */; since: number; isSure: boolean }

/**
 * Which content lies under which name, so that a file is read once. Where times are whole seconds two versions may have one
 * stamp: what was read within two seconds of being seen first is believed for that time and then read once more.
 */
export function identities(isCoarse: boolean) {
  const known = new Map<string, Known>()
  return {
    versionOf: ({ name, stamp }: Found): FileVersion | null => {
      const entry = known.get(name)
      if (entry?.version.stamp !== stamp) return null
      return entry.isSure || performance.now() - entry.since < apart ? entry.version : null
    },
    /** Believes what was known before this connection. */
    believe: (version: FileVersion): void => {
      if (!known.has(version.name)) known.set(version.name, { version, since: 0, isSure: true })
    },
    /** Copies a file and keeps in mind what it was. */
    copied: async ({ name, stamp }: Found, copy: () => Promise<Copy>): Promise<Copy> => {
      const begun = performance.now()
      const made = await copy()
      const before = known.get(name)
      const since = before?.version.stamp === stamp ? before.since : begun
      known.set(name, {
        version: { name, hash: made.hash, stamp },
        since,
        isSure: !isCoarse || begun - since >= apart,
      })
      return made
    },
    /** Forgets those that lie there no more. */
    keepOnly: (lying: readonly Found[]): void => {
      const names = new Set(lying.map(({ name }) => name))
      for (const name of known.keys()) if (!names.has(name)) known.delete(name)
    },
  }
}

export type Identities = ReturnType<typeof identities>
