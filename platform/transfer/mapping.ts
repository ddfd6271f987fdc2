import type { FieldKind } from '../entities/descriptor.ts'
import { guessKind, guessOwnKind } from './kinds.ts'
import type { ImportField } from './target.ts'
import { type DateOrderGuess, guessDateOrder } from './values/dates.ts'

/** Where one column goes: a field key, `custom.<key>` for a user's own field (made if it is new), or nowhere. */
export type ColumnTarget = { target: string | null; kind?: FieldKind; label?: string }

/** Column title → target. */
export type Mapping = Record<string, ColumnTarget>

export type Suggestion = ColumnTarget & {
  column: string
  /** 0 = a guess by the values alone, 1 = the title says it. */
  confidence: number
  /** Up to five different values of the column. */
  samples: string[]
  /** For columns of dates. */
  dateOrder?: DateOrderGuess
}

/** Words that a choice field takes, lower case, by field key. */
export type ChoiceWords = ReadonlyMap<string, ReadonlySet<string>>

export type Sampled = { columns: readonly string[]; rows: readonly (readonly (string | null)[])[] }

/** Below this a title is not taken for an alias. */
const leastSimilarity = 0.82
const shownSamples = 5

/**
 * Suggests a field for every column: by its title (aliases, small misspellings), else by what its values look like. Each
 * field is given once unless it is repeatable; what nothing fits becomes a field of the user's own, empty columns nothing.
 */
export function suggestMapping(
  { columns, rows }: Sampled,
  fields: readonly ImportField[],
  words: ChoiceWords = new Map(),
): Suggestion[] {
  const named = fields.map(field => ({ field, names: namesOf(field) }))
  const valuesAt = columns.map((_, index) => valuesOf(rows, index))
  const candidates = columns.flatMap((column, index) => {
    const values = valuesAt[index] as string[]
    const title = normalise(column)
    return (
      named
        .map(({ field, names }) => ({ index, field, near: similarity(title, names, field.repeatable) }))
        // The values may decide between fields whose names fit; they do not make a name fit (“poutcome” is no postcode).
        .filter(({ near, field }) => near >= leastSimilarity && isChosen(field, values, words))
        .map(({ near, ...candidate }) => ({
          ...candidate,
          score: near * 0.9 + (fits(candidate.field, values) ? 0.1 : 0),
        }))
    )
  })
  const taken = new Set<string>()
  const found = new Map<number, { field: ImportField; score: number }>()
  for (const { index, field, score } of candidates.toSorted((a, b) => b.score - a.score)) {
    if (found.has(index) || (taken.has(field.key) && !field.repeatable)) continue
    taken.add(field.key)
    found.set(index, { field, score })
  }
  return columns.map((column, index) =>
    suggestion(column, valuesAt[index] as string[], { match: found.get(index), fields, taken }),
  )
}

type Choice = {
  match: { field: ImportField; score: number } | undefined
  fields: readonly ImportField[]
  taken: Set<string>
}

function suggestion(column: string, values: readonly string[], { match, fields, taken }: Choice): Suggestion {
  const samples = firstDifferent(values, shownSamples)
  const kind = guessKind(values)
  const field =
    match?.field ?? fields.find(field => byValues(field, kind) && (field.repeatable || !taken.has(field.key)))
  const base = { column, samples, ...dateOrderOf(field?.kind ?? kind, values) }
  if (field) {
    taken.add(field.key)
    return {
      ...base,
      target: field.key,
      confidence: match ? Math.min(1, Math.round(match.score * 100) / 100) : 0.4,
    }
  }
  if (values.length === 0) return { ...base, target: null, confidence: 0 }
  const own = guessOwnKind(values, kind)
  return {
    ...base,
    target: `custom.${customKey(column)}`,
    kind: own,
    label: column.slice(0, 100),
    confidence: 0,
  }
}

function firstDifferent(values: readonly string[], count: number): string[] {
  const found = new Set<string>()
  for (const value of values) if (found.add(value).size === count) break
  return [...found]
}

/** A column goes to a choice only when some of its values are choices (the CLASS of a card is no level). */
function isChosen(field: ImportField, values: readonly string[], words: ChoiceWords): boolean {
  const known = words.get(field.key)
  return !known || values.length === 0 || values.some(value => known.has(value.toLowerCase()))
}

function valuesOf(rows: Sampled['rows'], index: number): string[] {
  return rows.map(cells => cells[index]?.trim() ?? '').filter(cell => cell !== '')
}

/** Only these are told by their values alone. */
function byValues(field: ImportField, kind: FieldKind): boolean {
  return (kind === 'email' && field.kind === 'email') || (kind === 'phone' && field.kind === 'phone')
}

function dateOrderOf(kind: FieldKind, values: readonly string[]): { dateOrder?: DateOrderGuess } {
  return kind === 'date' || kind === 'datetime' ? { dateOrder: guessDateOrder(values) } : {}
}

/** Whether the values speak for the field; text takes everything and says nothing. */
function fits(field: ImportField, values: readonly string[]): boolean {
  const kind = guessKind(values)
  if (field.kind === 'text') return kind === 'text'
  return kind === field.kind || (field.kind === 'datetime' && kind === 'date')
}

/** What a field may be called, in the form in which titles are compared. */
function namesOf(field: ImportField): string[] {
  const names = [field.key, field.label ?? '', ...(field.aliases ?? [])].map(normalise)
  return [...new Set(names)].filter(name => name !== '')
}

function similarity(title: string, names: readonly string[], repeatable = false): number {
  if (names.includes(title)) return 1
  // “E-mail 2”, “Other phone”, “tel_home” name the same field again.
  const plain = repeatable
    ? title.replace(
        /^(other|secondary|second|alternative|alt) | ?\d$| (other|home|work|private|business)$/g,
        '',
      )
    : title
  if (plain !== title && names.includes(plain)) return 0.95
  let best = 0
  for (const name of names) best = Math.max(best, closeness(title, name))
  return best
}

/** A title in the form in which titles are compared: lower case, words apart (`firstName`, `first_name`), no accents. */
function normalise(title: string): string {
  return title
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** 1 minus the edit distance in relation to the length (Levenshtein), 0 below the least that counts; short words must be equal. */
function closeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  const mistakes = Math.floor((1 - leastSimilarity) * longest)
  if (longest < 5 || Math.abs(a.length - b.length) > Math.min(2, mistakes) || longest > 60) return 0
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let fewest = i
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const edits = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change)
      next.push(edits)
      fewest = Math.min(fewest, edits)
    }
    // Further letters only add to it.
    if (fewest > mistakes) return 0
    row = next
  }
  return 1 - (row[b.length] as number) / longest
}

/** A key for a user's own field from a title: Latin letters, digits and underscores, at most 58. */
export function customKey(title: string): string {
  const key = normalise(title)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 50)
  if (/^[a-z]/.test(key)) return key
  if (key) return `f_${key}`
  // Titles in other scripts: stable and distinct, the label carries the words.
  let hash = 0
  for (const letter of title) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return `field_${hash.toString(36)}`
}
