import { CallFailed } from './failures.ts'
import type { Address, SettingField, Settings } from './port.ts'

/** How one shows who one is to a system over HTTP. */
export const accountSettings: readonly SettingField[] = [
  {
    key: 'authentication',
    kind: 'choice',
    options: ['none', 'basic', 'bearer', 'header'],
    initial: 'bearer',
  },
  { key: 'user', kind: 'text' },
  { key: 'secret', kind: 'secret' },
  { key: 'header', kind: 'text', initial: 'X-Api-Key' },
]

/** With it the system signs the calls by which it says that something has changed. */
export const wakeSecret: SettingField = { key: 'wakeSecret', kind: 'secret' }

/** The account as headers, and what of it must never be seen. Throws `denied` where it cannot be sent as it is written. */
export function accountOf(settings: Settings): { headers: Record<string, string>; secrets: string[] } {
  const secret = String(settings.secret ?? '')
  const kind = String(settings.authentication ?? 'bearer')
  if (kind === 'none') return { headers: {}, secrets: [] }
  // Node would repeat the value in its complaint.
  if (!/^[\x21-\x7e]*$/.test(kind === 'basic' ? '' : secret))
    throw new CallFailed(
      'denied',
      'The secret has characters that cannot be sent; is there a space or a line end in it?',
    )
  if (kind === 'bearer') return { headers: { authorization: `Bearer ${secret}` }, secrets: [secret] }
  if (kind === 'basic') {
    const both = Buffer.from(`${String(settings.user ?? '')}:${secret}`).toString('base64')
    return { headers: { authorization: `Basic ${both}` }, secrets: [both, secret] }
  }
  const name = String(settings.header ?? 'X-Api-Key')
  if (
    !/^[\w!#$%&'*+.^`|~-]+$/.test(name) ||
    /^(host|content-length|connection|transfer-encoding)$/i.test(name)
  )
    throw new CallFailed('denied', 'The header of the key has no valid name.')
  return { headers: { [name]: secret }, secrets: [secret] }
}

/** The address that a setting names. Throws `unreachable` where it is none of HTTP, or has an account in it. */
export function urlOf(settings: Settings, key: string): URL {
  const text = String(settings[key] ?? '').trim()
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new CallFailed(
      'unreachable',
      'The address is not one of HTTP, like https://erp.example.org/openapi.json.',
    )
  if (url.username || url.password)
    throw new CallFailed('unreachable', 'There is an account in the address; it belongs into its own fields.')
  return url
}

/** The host and port behind an address. */
export function addressOf({ hostname, port, protocol }: URL): Address {
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  }
}

/** Whether what is sent there can be read on the way. */
export function isOpenToAll({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(hostname)
}
