import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/** A key of the page: `c`, `?`, `mod+k` (`mod` is ⌘ on a Mac, Ctrl elsewhere), and what it does. */
export type Shortcut = { keys: string; label: string; run: () => void; group?: string }

type Entry = { read: () => Shortcut }

let entries: readonly Entry[] = []
const listeners = new Set<() => void>()

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

function change(next: readonly Entry[]): void {
  entries = next
  for (const listener of listeners) listener()
}

/**
 * Registers a key while the component is shown; the newest of the same keys wins. `null` registers nothing. Before the screen
 * is painted: a key that is pressed as soon as one sees what it does must not be lost.
 */
export function useShortcut(shortcut: Shortcut | null): void {
  const latest = useRef(shortcut)
  useLayoutEffect(() => {
    latest.current = shortcut
  })
  const keys = shortcut?.keys
  useLayoutEffect(() => {
    if (!keys) return
    const entry: Entry = { read: () => latest.current ?? { keys: '', label: '', run: () => {} } }
    change([...entries, entry])
    return () => change(entries.filter(other => other !== entry))
  }, [keys])
}

/** All keys that work now, for the shortcut sheet: of the same keys the newest. */
export function useShortcuts(): readonly Shortcut[] {
  const all = useSyncExternalStore(subscribe, () => entries).map(entry => entry.read())
  return all.filter(({ keys }, at) => all.findLastIndex(other => other.keys === keys) === at)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Hears the keys of the whole page; mounted once by the shell. */
export function listenForShortcuts(): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const pressed = keysOf(event)
    if (isTyping(event.target) && !pressed.startsWith('mod+k')) return
    const entry = entries.findLast(candidate => candidate.read().keys === pressed)
    if (!entry) return
    event.preventDefault()
    entry.read().run()
  }
  window.addEventListener('keydown', hear)
  return () => window.removeEventListener('keydown', hear)
}

/** The written form of a pressed key, as shortcuts name it. */
export function keysOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  // A shifted sign such as `?` already says that Shift is held; a letter does not.
  const shift = event.shiftKey && /^[a-z]$|^.{2,}$/.test(key) ? 'shift+' : ''
  return `${mod}${alt}${shift}${key}`
}

/** Keys as people read them: `⌘K`, `Ctrl K`, `C`. */
export function readableKeys(keys: string): string {
  return keys
    .split('+')
    .map(part =>
      part === 'mod'
        ? isMac
          ? '⌘'
          : 'Ctrl'
        : part === 'shift'
          ? '⇧'
          : part.length === 1
            ? part.toUpperCase()
            : part,
    )
    .join(isMac ? '' : ' ')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    ? !(target instanceof HTMLInputElement && /^(checkbox|radio|button|range)$/.test(target.type))
    : false
}
