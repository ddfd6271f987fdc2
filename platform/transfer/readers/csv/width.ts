/** The most frequent number of cells; of equals the larger. */
export function commonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const cells of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let width = 1
  for (const [candidate, count] of counts) {
    const most = counts.get(width) ?? 0
    if (count > most || (count === most && candidate > width)) width = candidate
  }
  return width
}
