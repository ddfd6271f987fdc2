import { useSyncExternalStore } from 'react'
import { directionOf, languageOf } from '../../platform/i18n/index.ts'

/** How a person wants the screen. Kept in this browser; the account's own values replace them after sign-in. */
export type Preferences = {
  theme: 'auto' | 'light' | 'dark'
  density: 'comfortable' | 'compact'
  locale: string
  timeZone: string
  menu: 'open' | 'narrow'
}

const storageKey = 'tessera.preferences'
const listeners = new Set<() => void>()
let current: Preferences = stored()

function stored(): Preferences {
  const standard: Preferences = {
    theme: 'auto',
    density: 'comfortable',
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    menu: 'open',
  }
  try {
    return { ...standard, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>) }
  } catch {
    return standard
  }
}

/** Changes some preferences; every part of the screen follows at once. */
export function changePreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // A browser that refuses storage still works; the choice lasts until the page is left.
  }
  applyPreferences()
  for (const listener of listeners) listener()
}

/** Writes the preferences to the document, where the style sheets read them. */
export function applyPreferences(): void {
  const root = document.documentElement
  root.dataset['mantineColorScheme'] = schemeOf(current.theme)
  root.dataset['density'] = current.density
  root.lang = languageOf(current.locale)
  root.dir = directionOf(current.locale)
}

/** The colour scheme that a theme means now. */
export function schemeOf(theme: Preferences['theme']): 'light' | 'dark' {
  if (theme !== 'auto') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** The preferences, live. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current)
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  const followSystem = () => {
    // A new object, because the meaning of `auto` has changed.
    changePreferences({})
  }
  listeners.add(listener)
  if (listeners.size === 1) query.addEventListener('change', followSystem)
  return () => {
    listeners.delete(listener)
    query.removeEventListener('change', followSystem)
  }
}
