/** Ids of the customers whose pages were opened last, newest first; ids only, names are asked for with rights. */
const most = 12

function keyOf(userId: string): string {
  return `tessera.recent.${userId}`
}

/** The customers this person looked at last in this browser. */
export function recentlySeen(userId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

/** Notes that a page was opened. A browser that keeps nothing simply has no such list. */
export function noteSeen(userId: string, id: string): void {
  try {
    const others = recentlySeen(userId).filter(other => other !== id)
    localStorage.setItem(keyOf(userId), JSON.stringify([id, ...others].slice(0, most)))
  } catch {
    // Nothing is lost but a convenience.
  }
}
