import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** Parameters of the page's path: `$id` is `usePathParams().id`. */
export function usePathParams(): Readonly<Record<string, string | undefined>> {
  return useParams({ strict: false }) as Record<string, string | undefined>
}

/**
 * A value that lives in the address under `?name=`, as JSON: a view can be sent as a link and the back button works.
 * `undefined` takes it out of the address. `check` refuses what others may have written there.
 */
export function useUrlState<T>(
  name: string,
  check: (value: unknown) => T | undefined,
): [T | undefined, (value: T | undefined) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const set = useCallback(
    (value: T | undefined) =>
      void navigate({
        to: '.',
        replace: true,
        // The page stays the same, and so does where its lists are scrolled to.
        resetScroll: false,
        search: ((former: object) => ({ ...former, [name]: value })) as never,
      }),
    [navigate, name],
  )
  return [check(search[name]), set]
}

/** Several such values at once, unchecked; a value of `undefined` in a change takes it out of the address. */
export function useUrlStates(
  names: readonly string[],
): [Readonly<Record<string, unknown>>, (change: Record<string, unknown>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const key = names.join(' ')
  const values = useMemo(
    () => Object.fromEntries(key.split(' ').map(name => [name, search[name]])),
    [key, search],
  )
  const set = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({
        to: '.',
        replace: true,
        // The page stays the same, and so does where its lists are scrolled to.
        resetScroll: false,
        search: ((former: object) => ({ ...former, ...change })) as never,
      }),
    [navigate],
  )
  return [values, set]
}
