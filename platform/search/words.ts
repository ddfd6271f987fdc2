import type { Db } from '../context.ts'
import { row, rows, run } from '../database/statement.ts'
import { wordsOf } from './fold.ts'

/** How many words a part of a word may stand for; more would match nearly everything. */
const infixLimit = 60
const similarLimit = 30
/** Below this a part is looked for only at the beginning of words: shorter parts have no trigram. */
const shortestInfix = 3
const shortestTypo = 4

/**
 * What the typed words may mean: each as the beginning or the inside of known words, and where nothing fits, words at
 * a small edit distance. Returns a tsquery text over the words of titles, or null when a word is unknown.
 */
export async function tsqueryFor(db: Db, typed: string): Promise<string | null> {
  const tokens = wordsOf(typed).slice(0, 6)
  if (tokens.length === 0) return null
  const parts = await Promise.all(tokens.map(token => meanings(db, token)))
  return parts.every(part => part !== null) ? parts.join(' & ') : null
}

async function meanings(db: Db, token: string): Promise<string | null> {
  const inside = token.length < shortestInfix ? [] : await wordsWith(db, token)
  const begins = inside.some(word => word.startsWith(token)) || (await hasPrefix(db, token))
  const options = inside.filter(word => !word.startsWith(token)).map(quote)
  if (begins) options.unshift(`${quote(token)}:*`)
  if (options.length === 0 && token.length >= shortestTypo)
    options.push(...(await similarWords(db, token)).map(quote))
  return options.length ? `(${options.join(' | ')})` : null
}

/** Folded words hold letters and digits only, so quoting is enough. */
function quote(word: string): string {
  return `'${word}'`
}

async function hasPrefix(db: Db, token: string): Promise<boolean> {
  const found = await row(
    db,
    `select 1 as hit from platform.search_word where word >= $1 and word like $2 limit 1`,
    [token, `${token}%`],
  )
  return found !== undefined
}

async function wordsWith(db: Db, token: string): Promise<string[]> {
  const found = await rows<{ word: string }>(
    db,
    'select word from platform.search_word where word like $1 limit $2',
    [`%${token}%`, infixLimit],
  )
  return found.map(({ word }) => word)
}

/** Words within one edit (short words) or two, nearest first (trigram index, then Levenshtein distance). */
async function similarWords(db: Db, token: string): Promise<string[]> {
  const distance = token.length < 6 ? 1 : 2
  const text = `select word from platform.search_word
    where word % $1 and levenshtein_less_equal(word, $1, $2) <= $2
    order by levenshtein_less_equal(word, $1, $2), word limit $3`
  const found = await rows<{ word: string }>(db, text, [token, distance, similarLimit])
  return found.map(({ word }) => word)
}

/** Makes words known to the search. Sorted, so that two writers never wait for each other in a circle. */
export async function learnWords(db: Db, words: readonly string[]): Promise<void> {
  if (words.length === 0) return
  const sorted = [...new Set(words)].sort()
  await run(db, 'insert into platform.search_word (word) select unnest($1::text[]) on conflict do nothing', [
    sorted,
  ])
}
