import { useEffect, useState } from 'react'
import { Problem } from '../../../platform/contract/client.ts'

/** The ways in and out; they are outside the API. */
export type Way =
  | 'sign-in/password'
  | 'sign-in/forgotten'
  | 'sign-in/link'
  | 'sign-in/invitation'
  | 'sign-out'

/** Takes a way in or out. Throws `Problem` when it is refused or the server cannot be reached. */
export async function enter(way: Way, body: Record<string, unknown> = {}): Promise<void> {
  const response = await fetch(`/api/auth/${way}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Problem(0, { code: 'platform.offline' })
  })
  if (response.ok) return
  throw new Problem(response.status, (await response.json().catch(() => ({}))) as object)
}

/**
 * Where to go after signing in. Only a path of our own: an address in a link that somebody sent could otherwise lead
 * from the real sign-in page to a false one.
 */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/'
  const url = new URL(wanted, window.location.origin)
  if (url.origin !== window.location.origin || url.pathname.startsWith('//')) return '/'
  return url.pathname.startsWith('/sign-in') ? '/' : url.pathname + url.search + url.hash
}

/** Leaves for a page with a full load, so that nothing of the former person stays in memory. */
export function leaveFor(path: string): void {
  window.location.assign(path)
}

/** A parameter of the address as it is now. */
export function addressParameter(name: string): string | null {
  return new URL(window.location.href).searchParams.get(name)
}

/** A secret parameter of the address. It is taken out of the address bar and the history at once. */
export function useSecretParameter(name: string): string | null {
  const [secret] = useState(() => addressParameter(name))
  useEffect(() => {
    const address = new URL(window.location.href)
    address.searchParams.delete(name)
    window.history.replaceState(window.history.state, '', address)
  }, [name])
  return secret
}
