import type { Db } from '../context.ts'
import { keptPlan } from '../database/prepared.ts'
import { sentAhead } from '../database/sending.ts'
import { rows, run } from '../database/statement.ts'
import { wordsOf } from './fold.ts'
import { likePattern } from './like.ts'

/** How the words of a search are understood: for a person who looks for someone, or for a list that must be complete. */
export type Breadth = { mostWords: number }

/**
 * Twenty words per typed part keep a search below 20 ms at a million records (60 took up to 84 ms); a list takes all,
 * since a row that is missing there is a lie.
 */
export const forPeople: Breadth = { mostWords: 20 }
export const forLists: Breadth = { mostWords: 5000 }

const shortestInfix = 3
const shortestTypo = 4

/**
 * What the typed words may mean, as a tsquery over the words of titles: words that begin with each part, else words
 * that hold it, else words at a small edit distance. Null when a part means nothing. Whole words are asked of the
 * index, never prefixes: a prefix collects every row of every word (p95 113 ms measured).
 */
export async function tsqueryFor(db: Db, typed: string, breadth: Breadth): Promise<string | null> {
  const tokens = wordsOf(typed).slice(0, 6)
  if (tokens.length === 0) return null
  const parts = await Promise.all(tokens.map(token => meanings(db, token, breadth)))
  return parts.every(words => words.length > 0)
    ? parts.map(words => `(${words.map(quote).join(' | ')})`).join(' & ')
    : null
}

/** Folded words hold letters and digits only, so quoting is enough. */
function quote(word: string): string {
  return `'${word}'`
}

async function meanings(db: Db, token: string, { mostWords }: Breadth): Promise<string[]> {
  const beginning = await wordsLike(db, likePattern(token, false), mostWords)
  const complete = mostWords === forLists.mostWords && token.length >= shortestInfix
  const inside =
    (beginning.length === 0 && token.length >= shortestInfix) || complete
      ? await wordsLike(db, likePattern(token, true), mostWords)
      : []
  const found = [...new Set([...beginning, ...inside])]
  return found.length > 0 || token.length < shortestTypo ? found : similarWords(db, token)
}

async function wordsLike(db: Db, pattern: string, most: number): Promise<string[]> {
  const found = await rows<{ word: string }>(
    db,
    'select word from platform.search_word where word like $1 order by length(word), word limit $2',
    [pattern, most],
  )
  return found.map(({ word }) => word)
}

const mostSimilar = 30

/**
 * Words within one edit (short words) or two, nearest first. Trigrams find most; a swap of letters in a short word
 * leaves too few of them, so words with the same first letter and nearly the same length are compared as well.
 */
async function similarWords(db: Db, token: string): Promise<string[]> {
  const distance = token.length < 6 ? 1 : 2
  const found = await rows<{ word: string }>(
    db,
    `select word from (
       select word from platform.search_word where word % $1
       union
       select word from platform.search_word where word like $4 and length(word) between $5::int - 1 and $5::int + 1) w
     where levenshtein_less_equal(word, $1, 2) <= $2::int
        or (length(word) = $5::int and levenshtein_less_equal(word, $1, 2) = 2)
     order by levenshtein_less_equal(word, $1, 2), word limit $3`,
    [token, distance, mostSimilar, likePattern(token.slice(0, 1), false), token.length],
  )
  return found.map(({ word }) => word)
}

const addWords = sentAhead(
  keptPlan('insert into platform.search_word (word) select unnest($1::text[]) on conflict do nothing'),
)

/** Makes words known to the search. Sorted, so that two writers never wait for each other in a circle. */
export async function learnWords(db: Db, words: readonly string[]): Promise<void> {
  if (words.length === 0) return
  await run(db, addWords, [[...new Set(words)].sort()])
}
