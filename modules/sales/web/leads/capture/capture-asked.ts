import { useSyncExternalStore } from 'react'

let asked = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  asked = next
  for (const listener of listeners) listener()
}

/** Opens the capture of a lead above whatever page is shown. */
export const askCapture = (): void => set(true)

/** Closes it. */
export const endCapture = (): void => set(false)

/** Whether somebody is capturing a lead. */
export function useCaptureAsked(): boolean {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
}
