import { sortKey, wordsOf } from '../../../platform/search/fold.ts'

export type NameParts = {
  kind: 'person' | 'organisation'
  name?: string | null
  givenName?: string | null
  familyName?: string | null
}

/** The columns that follow from a customer's name: shown name, sort key (family name first), words for search. */
export type NameColumns = { name: string; sort_name: string; words: string }

/** A name that is given wins; otherwise it is put together, given name first. */
export function nameColumns({ kind, name, givenName, familyName }: NameParts): NameColumns {
  const shown = name?.trim() || [givenName, familyName].filter(Boolean).join(' ').trim()
  const sorted = kind === 'person' && familyName ? `${familyName} ${givenName ?? ''} ${shown}` : shown
  const words = wordsOf([shown, givenName, familyName].filter(Boolean).join(' '))
  return { name: shown, sort_name: sortKey(sorted), words: tsvector(words) }
}

/** Words in the notation of a tsvector. Folded words hold letters and digits only. */
export function tsvector(words: readonly string[]): string {
  return words.map(word => `'${word}'`).join(' ')
}

/** The words back from the notation. */
export function wordsIn(tsvector: string): string[] {
  return [...tsvector.matchAll(/'([^']+)'/g)].map(match => match[1] as string)
}
