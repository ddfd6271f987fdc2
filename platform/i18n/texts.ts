import type { Language } from './locales.ts'
import { languages } from './locales.ts'

/** Messages in ICU MessageFormat, nested by purpose. A key that contains dots stands for the same nesting. */
export type Texts = { readonly [key: string]: string | Texts }

/** The same keys with any wording: what a translation of `T` must have. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> }

/** A module's messages as screens bring them: English at once, the others when somebody reads them. */
export type LazyTexts = { en: Texts; de: () => Promise<Texts>; ar: () => Promise<Texts> }

const messages: Record<Language, Map<string, string>> = { en: new Map(), de: new Map(), ar: new Map() }
const registered = new WeakSet<Texts>()

/** Beginnings of keys whose messages are those below another beginning, where they have none of their own. */
const likes = new Map<string, string>()

/**
 * Adds a module's messages. The top-level keys are the module's own name, `entity.<its entities>` and
 * `errors.<its name>`; a key that another module has registered is a defect and throws. A key `$like` names where the
 * messages beside it are looked for besides (fields that are called as those of another record).
 */
export function registerTexts<T extends Texts>(texts: {
  en: T
  de: Translation<T>
  ar: Translation<T>
}): void {
  if (registered.has(texts.en)) return
  registered.add(texts.en)
  for (const language of languages) register(language, texts[language])
}

function register(language: Language, texts: Texts): void {
  for (const [key, message] of flatten(texts)) {
    if (messages[language].has(key)) throw new Error(`The text “${key}” (${language}) is registered twice.`)
    messages[language].set(key, message)
    if (key.endsWith('.$like')) likes.set(key.slice(0, -'$like'.length), `${message}.`)
  }
}

const waiting: LazyTexts[] = []
const loading = new Map<LazyTexts, Partial<Record<Language, Promise<void>>>>()

/** Adds a module's messages to a screen; what is not English comes with `loadLanguage`. */
export function registerLazily(texts: LazyTexts): void {
  if (registered.has(texts.en)) return
  registered.add(texts.en)
  register('en', texts.en)
  waiting.push(texts)
}

/** Brings the messages of a language, of every module that is registered so far. Each is asked for once. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language !== 'en') await Promise.all(waiting.map(texts => loadOne(texts, language)))
}

function loadOne(texts: LazyTexts, language: Exclude<Language, 'en'>): Promise<void> {
  const known = loading.get(texts) ?? {}
  loading.set(texts, known)
  known[language] ??= texts[language]().then(loaded => register(language, loaded))
  return known[language]
}

/** The message of a key in a language, or in English where the translation lacks it; undefined when unknown. */
export function messageOf(language: Language, key: string): string | undefined {
  return own(language, key) ?? own('en', key)
}

function own(language: Language, key: string): string | undefined {
  const found = messages[language].get(key)
  if (found !== undefined) return found
  for (const [from, to] of likes)
    if (key.startsWith(from)) return messages[language].get(to + key.slice(from.length))
  return undefined
}

/** Every key of nested texts with its message, dotted. */
export function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  )
}

/** Keys that a language has and the other lacks, in both directions, one sentence each; empty when complete. */
export function missingTexts(texts: Record<Language, Texts>): string[] {
  const expected = new Set(flatten(texts.en).map(([key]) => key))
  return languages.flatMap(language => {
    const keys = new Set(flatten(texts[language]).map(([key]) => key))
    const missing = [...expected].filter(key => !keys.has(key)).map(key => `${language} lacks “${key}”.`)
    const extra = [...keys]
      .filter(key => !expected.has(key))
      .map(key => `${language} has “${key}”, which en lacks.`)
    return [...missing, ...extra]
  })
}
