/** Since the process started, by system. */
const counts = new Map<string, number>()

/** Counts calls that were not made because our copy was shown: one for each question that a page without a copy would have asked. */
export function spared(systemId: string, calls: number): void {
  counts.set(systemId, sparedSoFar(systemId) + calls)
}

/** How many calls our copy has spared a system in this process since it started. */
export function sparedSoFar(systemId: string): number {
  return counts.get(systemId) ?? 0
}
