import { useEffect } from 'react'
import { whenAtRest } from '../../../ui/shell/at-rest.ts'

/** Fetches the code of pages that are likely next while the browser has nothing to do; their first opening is quick then. */
export function useWarmUp(pages: readonly (() => Promise<unknown>)[]): void {
  useEffect(
    () =>
      whenAtRest(() => {
        for (const load of pages) load().catch(() => {})
      }),
    [pages],
  )
}
