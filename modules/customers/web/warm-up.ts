import { useEffect } from 'react'

/** Fetches the code of pages that are likely next while the browser has nothing to do; their first opening is quick then. */
export function useWarmUp(pages: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    // Safari has no idle callback; a second later is as good.
    const later = window.requestIdleCallback ?? ((act: () => void) => window.setTimeout(act, 1000))
    const warm = later(() => {
      for (const load of pages) load().catch(() => {})
    })
    return () => (window.cancelIdleCallback ?? window.clearTimeout)(warm)
  }, [pages])
}
