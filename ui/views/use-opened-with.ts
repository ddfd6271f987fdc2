import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Who opens the list at this path without saying what he wants, gets this view. */
export function useOpenedWith(view: string, path: string): void {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  useEffect(() => {
    if (Object.keys(search).length === 0)
      void navigate({ to: path, search: { view } as never, replace: true })
    // Only when the page is opened: “All” has no view either.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}
