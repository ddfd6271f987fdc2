import { hash } from 'node:crypto'
import type { Credentials } from '../../../../platform/access/access.ts'
import { keyMark } from '../api-keys.ts'
import { hashSessionToken } from '../auth/hashed-sessions.ts'
import { cookieValue, sessionCookieName, tokenOf } from '../auth/session-cookie.ts'
import { hashSecret } from '../secrets.ts'

/** A proof of identity found in a request; `digest` stands for it in the cache, so that no secret is kept there. */
export type Credential = { kind: 'key' | 'session'; value: string; digest: string }

const longestCredential = 512

/**
 * The credential of a request, or null. A key wins over a cookie: who sends one does so on purpose, and a wrong key
 * must not silently become somebody else's session.
 */
export function credentialOf({ cookie, authorization }: Credentials, https: boolean): Credential | null {
  const kind = authorization === undefined ? 'session' : 'key'
  const value =
    authorization === undefined ? cookieValue(cookie, sessionCookieName(https)) : bearer(authorization)
  if (!value || value.length > longestCredential) return null
  return { kind, value, digest: hash('sha256', value, 'base64') }
}

/** The stored hash of an API key. */
export function storedKey(credential: Credential): Buffer {
  return hashSecret(credential.value)
}

/** The stored hash of a session's token, or null when the cookie was not signed by us. */
export function storedSession(credential: Credential, cookieSecret: string): string | null {
  const token = tokenOf(credential.value, cookieSecret)
  return token === undefined ? null : hashSessionToken(token)
}

function bearer(authorization: string): string | null {
  const match = /^Bearer ([\w-]+)$/i.exec(authorization)
  return match?.[1]?.startsWith(keyMark) ? match[1] : null
}
