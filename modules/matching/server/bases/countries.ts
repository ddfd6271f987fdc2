import { LRUCache } from 'lru-cache'
import { fold } from '../../../../platform/search/fold.ts'

/** Languages in which files name countries: those of the product and of its neighbours. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'sv', 'nb', 'da', 'fi', 'pl', 'cs', 'hu', 'ar']

let names: ReadonlyMap<string, string> | null = null

/** Codes by folded names, made once. */
function codesByName(): ReadonlyMap<string, string> {
  if (names) return names
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const codes = letters.flatMap(a => letters.map(b => a + b)).filter(code => english.of(code) !== undefined)
  const found = new Map<string, string>()
  for (const language of languages) {
    const named = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of codes) {
      const name = fold(named.of(code) ?? '')
      if (!found.has(name)) found.set(name, code)
    }
  }
  names = found
  return found
}

const kept = new LRUCache<string, { code: string | null }>({ max: 2000 })

/** The two-letter code of a country that is named in some language, or given by its code; null for anything else. */
export function countryCode(word: string): string | null {
  const known = kept.get(word)
  if (known) return known.code
  const code = /^[a-z]{2}$/i.test(word) ? word.toUpperCase() : (codesByName().get(fold(word)) ?? null)
  kept.set(word, { code })
  return code
}
