/** Records worked on at a stretch: a millisecond or two, so that nobody who waits for a page feels it. */
const stretch = 32

/** Does to each what `map` would, and lets everybody else in this process have a turn in between. */
export async function mapInTurns<T, R>(items: readonly T[], change: (item: T) => R): Promise<R[]> {
  const changed: R[] = []
  for (const item of items) {
    if (changed.length % stretch === stretch - 1) await new Promise(setImmediate)
    changed.push(change(item))
  }
  return changed
}
