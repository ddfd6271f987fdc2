import type { Found } from './store.ts'

/** The patterns of an object: which files are all of it and which are changes. */
export type Patterns = { full: string; delta?: string | undefined }

/** The files that count: the newest full one and what comes after it, in order. */
export type Picked = { full: Found | null; deltas: Found[] }

/** What the wildcards of a pattern stand for in a name (`customers-*.csv`: the part that is the star), or null where it does not fit. */
function wildcards(name: string, pattern: string): string | null {
  // No file system has longer ones, and matching three stars takes the cube of the length.
  if (name.length > 255) return null
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, mark =>
    mark === '*' ? '(.*)' : mark === '?' ? '(.)' : `\\${mark}`,
  )
  const parts = new RegExp(`^${source}$`, 'su').exec(name)
  return parts ? parts.slice(1).join(' ') : null
}

/** Whether a name is one of the object's. */
export function isNamed(name: string, patterns: Patterns): boolean {
  return isDelta(name, patterns) || wildcards(name, patterns.full) !== null
}

const isDelta = (name: string, { delta }: Patterns) => delta !== undefined && wildcards(name, delta) !== null

/**
 * Picks by names, since times change when files are copied: the full file with the highest wildcard part (numbers as numbers),
 * and the deltas whose part is not lower. A name that fits both patterns is a delta.
 */
export function picked(found: readonly Found[], patterns: Patterns): Picked {
  const { full, delta } = patterns
  const deltas = found.filter(({ name }) => isDelta(name, patterns))
  const fulls = found.filter(each => !deltas.includes(each) && wildcards(each.name, full) !== null)
  const newest = ordered(fulls, full).at(-1) ?? null
  if (!newest || delta === undefined) return { full: newest, deltas: [] }
  const since = wildcards(newest.name, full) as string
  const after = deltas.filter(({ name }) => inOrder(wildcards(name, delta) as string, since) >= 0)
  return { full: newest, deltas: ordered(after, delta) }
}

function ordered(found: readonly Found[], pattern: string): Found[] {
  return found.toSorted((a, b) => namesInOrder(a.name, b.name, pattern))
}

/** Below 0 where the first name comes before the second; both fit the pattern. */
export function namesInOrder(a: string, b: string, pattern: string): number {
  return inOrder(wildcards(a, pattern) ?? '', wildcards(b, pattern) ?? '') || (a < b ? -1 : a > b ? 1 : 0)
}

/** Numbers within names by their size (`9` before `10`), all else letter by letter. */
function inOrder(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? []
  const right = b.match(/\d+|\D+/g) ?? []
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = partsInOrder(left[at] as string, right[at] as string)
    if (order !== 0) return order
  }
  return left.length - right.length
}

function partsInOrder(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const left = BigInt(a)
    const right = BigInt(b)
    return left < right ? -1 : left > right ? 1 : 0
  }
  return a < b ? -1 : a > b ? 1 : 0
}
