import { isNamed, namesInOrder, type Patterns } from '../names.ts'
import type { Found } from '../store.ts'

/** Files that belong together by their names, the newest first. */
export type NamedGroup = Patterns & { name: string; files: Found[] }

const changing =
  /(?:^|[-_. ])(?:delta|diff|changed?|changes|updates?|incr(?:emental)?|aenderung(?:en)?|änderung(?:en)?|تغييرات)(?=$|[-_. *])/iu

/** Groups files by what stays the same in their names: `customers-2026-11-01.csv` and `customers-2026-11-02.csv` are `customers-*.csv`. */
export function namedGroups(found: readonly Found[]): NamedGroup[] {
  const patterns = Map.groupBy(found, ({ name }) => patternOf(name))
  const fulls = [...patterns.keys()].filter(pattern => !changing.test(stemOf(pattern)))
  const groups: NamedGroup[] = fulls.map(full => {
    const delta = [...patterns.keys()].find(pattern => full.includes('*') && isDeltaOf(pattern, full))
    return groupOf({ full, ...(delta === undefined ? {} : { delta }) }, found)
  })
  const taken = new Set(groups.flatMap(({ delta }) => delta ?? []))
  const alone = [...patterns.keys()].filter(pattern => !fulls.includes(pattern) && !taken.has(pattern))
  return [...groups, ...alone.map(full => groupOf({ full }, found))]
}

/** The files that a person has named by patterns. */
export function groupOf(patterns: Patterns, found: readonly Found[], name?: string): NamedGroup {
  const own = found.filter(file => isNamed(file.name, patterns))
  const files = own.toSorted((a, b) => namesInOrder(b.name, a.name, patterns.full))
  return { ...patterns, name: name ?? nameOf(patterns.full), files }
}

/** Dates and numbers become a star; a pattern may have three of them, so the first ones stay as they are where there are more. */
function patternOf(name: string): string {
  const parts = name.split(/(\d+(?:[-_.T:]?\d+)*)/)
  let stars = 0
  return parts
    .toReversed()
    .map((part, at) => (at % 2 === 1 && stars++ < 3 ? '*' : part))
    .toReversed()
    .join('')
}

const stemOf = (pattern: string) => pattern.replace(/\.[^.*]{1,5}$/, '')

function isDeltaOf(pattern: string, full: string): boolean {
  return changing.test(stemOf(pattern)) && nameOf(pattern.replace(changing, '')) === nameOf(full)
}

const filler = /(?:^|[-_. ])(?:full|all|alle|voll|export|komplett|complete|total)(?=$|[-_. *])/giu

/** `customers-full-*.csv` is about customers. */
function nameOf(pattern: string): string {
  const plain = stemOf(pattern)
    .replace(filler, '')
    .replaceAll(/[*?]/g, ' ')
    .replaceAll(/[-_. ]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return plain.slice(0, 100) || 'files'
}
