import { isNamed } from './names.ts'
import type { Plan } from './settings.ts'
import type { Found, Reach } from './store.ts'

/** Timers may fire a little before their time. */
const leeway = 5

/** Sees files come: those that are still being written do not count yet. One for each connection, since it remembers its looks. */
export function arrivals({ definitions, arrival, interval }: Plan) {
  const seen = new Map<string, { stamp: string; since: number }>()
  let isFirst = true
  // A pattern that ends with a star would take half files and markers for files.
  const isOurs = (name: string) =>
    !/\.(part|ready)$/.test(name) && definitions.some(patterns => isNamed(name, patterns))
  const isMarked = (name: string) => name.endsWith('.ready') && isOurs(name.slice(0, -'.ready'.length))

  const look = async (reach: Reach): Promise<Found[]> => {
    const found = await reach.list('', name => isOurs(name) || (arrival === 'marker' && isMarked(name)))
    const now = performance.now()
    const names = new Set(found.map(({ name }) => name))
    for (const name of seen.keys()) if (!names.has(name)) seen.delete(name)
    for (const { name, stamp } of found)
      if (seen.get(name)?.stamp !== stamp) seen.set(name, { stamp, since: now })
    if (arrival === 'renamed') return found
    if (arrival === 'marker') return found.filter(({ name }) => names.has(`${name}.ready`))
    return found.filter(({ name }) => now - (seen.get(name)?.since ?? now) >= interval - leeway)
  }

  return {
    /** The files that are whole. Only the first look waits for a second one; later ones leave out what is being written. */
    complete: async (reach: Reach): Promise<Found[]> => {
      const found = await look(reach)
      if (!isFirst || arrival !== 'settled') return found
      await reach.pause(interval)
      const again = await look(reach)
      isFirst = false
      return again
    },
  }
}

export type Arrivals = ReturnType<typeof arrivals>
