import { lookup as systemLookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { openedBy, regionOf } from './addresses.ts'

/** Where a connection goes: the very address that was checked. */
export type Destination = { host: string; port: number; address: string; family: 4 | 6 }

export type Found = { address: string; family: number }

/** All addresses of a name; an empty list where there are none. */
export type Resolve = (host: string) => Promise<readonly Found[]>

/**
 * Why nothing is sent there (ASVS 5.0.0-15.3.2, OWASP SSRF). `own-network`: an administrator may open the network (`outbound.networks`);
 * `never`: nobody may.
 */
export class NotReachable extends Error {
  override readonly name = 'NotReachable'
  readonly code: 'no-such-host' | 'own-network' | 'never'
  /** The address that was found; null where there was none. */
  readonly address: string | null
  constructor(code: NotReachable['code'], message: string, address: string | null = null) {
    super(message)
    this.code = code
    this.address = address
  }
}

/**
 * Looks a host up and answers the address to connect to; a second look may answer another, so connections are made by
 * `connectChecked`, `lookupChecked` or `sendChecked`, and this is for telling beforehand. `networks` are those that are open. Throws `NotReachable`.
 */
export async function destination(
  { host, port }: { host: string; port: number },
  networks: readonly string[] = [],
  resolve: Resolve = resolveHost,
): Promise<Destination> {
  const [first] = await checkedAddresses(host, openedBy(networks), resolve)
  return { host, port, address: first.address, family: first.family === 6 ? 6 : 4 }
}

/** The addresses of a host, all of them checked: of a name with a public and a private one the connection would choose. */
export async function checkedAddresses(
  host: string,
  isOpen: (address: string) => boolean,
  resolve: Resolve = resolveHost,
): Promise<readonly [Found, ...Found[]]> {
  const bare = bareHost(host)
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await resolve(bare)
  const [first, ...rest] = found
  if (!first) throw new NotReachable('no-such-host', `The host “${host}” cannot be found.`)
  for (const { address } of found) refuse(host, address, isOpen)
  return [first, ...rest]
}

/** An address of IPv6 without the brackets it has in a URL. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

/** The system decides what a name is: `127.1` and `0x7f.1` are addresses to it, which is why its answer is checked and not the name. */
async function resolveHost(host: string): Promise<readonly Found[]> {
  const name = domainToASCII(host)
  return name === '' ? [] : systemLookup(name, { all: true }).catch(() => [])
}

function refuse(host: string, address: string, isOpen: (address: string) => boolean): void {
  const region = regionOf(address)
  if (region === 'public') return
  const what = host === address ? `“${host}”` : `“${host}” is ${address}, which`
  if (region === 'never')
    throw new NotReachable('never', `${what} is an address to which nothing is ever sent.`, address)
  if (isOpen(address)) return
  throw new NotReachable(
    'own-network',
    `${what} lies in a network of your own that is not open to connections; an administrator can open it.`,
    address,
  )
}
