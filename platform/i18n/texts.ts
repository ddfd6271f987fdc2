import type { Language } from './locales.ts'
import { languages } from './locales.ts'

/** Messages in ICU MessageFormat, nested by purpose. A key that contains dots stands for the same nesting. */
export type Texts = { readonly [key: string]: string | Texts }

/** The same keys with any wording: what a translation of `T` must have. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> }

const messages: Record<Language, Map<string, string>> = { en: new Map(), de: new Map(), ar: new Map() }
const registered = new WeakSet<Texts>()

/**
 * Adds a module's messages. The top-level keys are the module's own name, `entity.<its entities>` and
 * `errors.<its name>`; a key that another module has registered is a defect and throws.
 */
export function registerTexts<T extends Texts>(texts: {
  en: T
  de: Translation<T>
  ar: Translation<T>
}): void {
  if (registered.has(texts.en)) return
  registered.add(texts.en)
  for (const language of languages) {
    for (const [key, message] of flatten(texts[language])) {
      if (messages[language].has(key)) throw new Error(`The text “${key}” (${language}) is registered twice.`)
      messages[language].set(key, message)
    }
  }
}

/** The message of a key in a language, or in English where the translation lacks it; undefined when unknown. */
export function messageOf(language: Language, key: string): string | undefined {
  return messages[language].get(key) ?? messages.en.get(key)
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
