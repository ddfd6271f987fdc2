import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction, Socket } from 'node:net'
import tls from 'node:tls'
import { openedBy } from './addresses.ts'
import { bareHost, checkedAddresses, type Found, type Resolve } from './destination.ts'

/**
 * Looks names up for `node:net`, `node:tls` and `node:http`, and answers only addresses that were checked, so that exactly these are
 * connected to. Node does not look up a host that is written as an address: connect by `connectThrough` or `secureThrough`,
 * which do. `networks` are those of one's own that are open.
 */
export function lookupChecked(networks: readonly string[], resolve?: Resolve): LookupFunction {
  const isOpen = openedBy(networks)
  return (host, { all, family }, callback) => {
    checkedAddresses(host, isOpen, resolve).then(
      found => {
        const fit = ofFamily(found, family)
        const [first] = fit
        if (all) callback(null, [...fit])
        else if (first) callback(null, first.address, first.family)
        else callback(new Error(`“${host}” has no address of IPv${family ?? ''}.`), '')
      },
      (error: Error) => callback(error, ''),
    )
  }
}

function ofFamily(found: readonly Found[], family: unknown): readonly Found[] {
  const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family
  return wanted === 4 || wanted === 6 ? found.filter(each => each.family === wanted) : found
}

export type Address = { host: string; port: number }

/** A socket on its way to an address that was checked; an error of it is a `NotReachable` where none was. */
export function connectChecked(address: Address, networks: readonly string[], resolve?: Resolve): Socket {
  return connectThrough(address, lookupChecked(networks, resolve))
}

/** A socket on its way to what `lookup` answers, also where the host is written as an address. */
export function connectThrough(address: Address, lookup?: LookupFunction): Socket {
  return socketThrough(address, lookup).connect(address.port)
}

/**
 * A socket that is not on its way yet, for those who say `connect` themselves. Wherever they say it shall go, it goes to `address`
 * through `lookup`.
 */
export function socketThrough(address: Address, lookup: LookupFunction = systemLookup): Socket {
  const socket = new Socket()
  const connect = socket.connect.bind(socket)
  const options = { port: address.port, noDelay: true, ...asked(address.host, lookup) }
  return Object.assign(socket, { connect: () => connect(options) })
}

/** The same with TLS. The certificate must be one for the host as it is written in `address`, not for what was looked up. */
export function secureThrough(
  address: Address,
  options: tls.ConnectionOptions,
  lookup: LookupFunction = systemLookup,
): tls.TLSSocket {
  const host = bareHost(address.host)
  // RFC 6066, section 3: an address is no server name.
  const identity = isIP(host)
    ? {
        checkServerIdentity: (_: string, certificate: tls.PeerCertificate) =>
          tls.checkServerIdentity(host, certificate),
      }
    : { servername: host }
  return tls.connect({ ...options, ...identity, port: address.port, ...asked(host, lookup) })
}

/** Node takes a host that is an address as it is. Under a name it has to ask, and is answered for the address (RFC 6761: no such name exists). */
function asked(host: string, lookup: LookupFunction): { host: string; lookup: LookupFunction } {
  const bare = bareHost(host)
  return {
    host: isIP(bare) || bare === '' ? 'address.invalid' : bare,
    lookup: (_, options, callback) => lookup(bare, options, callback),
  }
}
