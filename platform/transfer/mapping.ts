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
  const candidates = columns.flatMap((column, index) => {
    const values = valuesOf(rows, index)
    return (
      fields
        .map(field => ({ index, field, near: similarity(column, field) }))
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
    suggestion(column, valuesOf(rows, index), { match: found.get(index), fields, taken }),
  )
}

type Choice = {
  match: { field: ImportField; score: number } | undefined
  fields: readonly ImportField[]
  taken: Set<string>
}

function suggestion(column: string, values: readonly string[], { match, fields, taken }: Choice): Suggestion {
  const samples = [...new Set(values)].slice(0, shownSamples)
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
  const own = guessOwnKind(values)
  return {
    ...base,
    target: `custom.${customKey(column)}`,
    kind: own,
    label: column.slice(0, 100),
    confidence: 0,
  }
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

function similarity(column: string, field: ImportField): number {
  const title = normalise(column)
  let best = 0
  for (const alias of [field.key, field.label ?? '', ...(field.aliases ?? [])]) {
    const name = normalise(alias)
    if (!name) continue
    // “E-mail 2”, “Other phone”, “tel_home” name the same field again.
    const plain = field.repeatable
      ? title.replace(
          /^(other|secondary|second|alternative|alt) | ?\d$| (other|home|work|private|business)$/g,
          '',
        )
      : title
    if (title === name || plain === name) return title === name ? 1 : 0.95
    best = Math.max(best, closeness(title, name))
  }
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

/** 1 minus the edit distance in relation to the length (Levenshtein); short words must be equal. */
function closeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest < 5 || Math.abs(a.length - b.length) > 2 || longest > 60) return 0
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change))
    }
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
