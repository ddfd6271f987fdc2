import { useSyncExternalStore } from 'react'

/** A message that floats for some seconds; with `undo` it can be taken back while it is there. */
export type Toast = {
  id: number
  message: string
  tone: 'neutral' | 'red'
  undo?: () => Promise<void>
  /** Milliseconds since the epoch at which it goes. */
  until: number
}

export type ToastInput = {
  message: string
  tone?: Toast['tone']
  undo?: () => Promise<void>
  seconds?: number
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a message; ten seconds where it can be undone or went wrong, else four. Gives its id. */
export function notify(input: ToastInput): number {
  lastId += 1
  const seconds = input.seconds ?? (input.undo || input.tone === 'red' ? 10 : 4)
  const toast: Toast = {
    id: lastId,
    message: input.message,
    tone: input.tone ?? 'neutral',
    until: Date.now() + seconds * 1000,
  }
  if (input.undo) toast.undo = input.undo
  change([...toasts.slice(-2), toast])
  return toast.id
}

/** Takes a message away. */
export function dismiss(id: number): void {
  change(toasts.filter(toast => toast.id !== id))
}

/** Keeps a message a little longer, because it is being read. */
export function prolong(id: number, seconds: number): void {
  change(toasts.map(toast => (toast.id === id ? { ...toast, until: Date.now() + seconds * 1000 } : toast)))
}

/** Undoes the newest act that still can be undone; says whether there was one. */
export async function undoNewest(): Promise<boolean> {
  const toast = toasts.findLast(candidate => candidate.undo)
  if (!toast?.undo) return false
  dismiss(toast.id)
  await toast.undo()
  return true
}

/** The messages that are shown now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}
