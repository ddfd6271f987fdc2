/** Since the process started, by system. */
const counts = new Map<string, number>()

/** Counts values of a system that were shown from our copy, so that it was not asked for them. */
export function spared(systemId: string, values: number): void {
  counts.set(systemId, sparedSoFar(systemId) + values)
}

/** How many values of a system this process has shown from our copy since it started. */
export function sparedSoFar(systemId: string): number {
  return counts.get(systemId) ?? 0
}
