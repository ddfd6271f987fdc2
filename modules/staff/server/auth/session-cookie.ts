import { createHmac, timingSafeEqual } from 'node:crypto'

/** The name of the session cookie. `__Host-` binds it to this host, to https and to the path `/`. */
export function sessionCookieName(https: boolean): string {
  return https ? '__Host-tessera_session' : 'tessera_session'
}

/** The raw value of a cookie in a `Cookie` header, or undefined. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  const start = header.startsWith(`${name}=`) ? 0 : header.indexOf(`; ${name}=`) + 2
  if (start === 1) return undefined
  const from = start + name.length + 1
  const end = header.indexOf(';', from)
  return header.slice(from, end === -1 ? undefined : end)
}

/** The session's token if the cookie's value `token.signature` was signed by us (HMAC-SHA-256), else undefined. */
export function tokenOf(value: string, secret: string): string | undefined {
  const text = decoded(value)
  const dot = text.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
