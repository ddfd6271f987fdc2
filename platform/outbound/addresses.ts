import { BlockList, isIP } from 'node:net'

/**
 * Where an address lies: `public` on the Internet, `own` in a network that an organisation may have for itself, `never` where
 * nothing is sent whoever asks.
 */
export type Region = 'public' | 'own' | 'never'

type Net = readonly [address: string, bits: number]

/** RFC 1918, RFC 6598, RFC 1122 (loopback); RFC 4193, RFC 4291. */
const ownFour: readonly Net[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
]
const ownSix: readonly Net[] = [
  ['::1', 128],
  ['fc00::', 7],
]

/**
 * This network, link-local, documentation, benchmarks, multicast, reserved (IANA special-purpose address registries), and where
 * clouds keep their metadata, also within networks that may be opened.
 */
const neverFour: readonly Net[] = [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Those within the global unicast addresses; what is not of those is never asked anyway. Teredo and 6to4 hide an IPv4 address. */
const neverSix: readonly Net[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['fd00:42::42', 128],
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
]
const globalSix: readonly Net[] = [['2000::', 3]]

const own = listOf([...ownFour, ...ownSix])
const never = listOf([...neverFour, ...neverSix])
const global = listOf(globalSix)

/** The region of an IP address in any of its spellings; what is no IP address lies nowhere (`never`). */
export function regionOf(address: string): Region {
  const plain = plainAddress(address)
  if (plain === null || has(never, plain)) return 'never'
  if (has(own, plain)) return 'own'
  return isIP(plain) === 4 || has(global, plain) ? 'public' : 'never'
}

/** Networks that somebody has opened, as `10.1.0.0/16` or a single address. Throws `WrongNetwork` where one is none. */
export function openedBy(networks: readonly string[]): (address: string) => boolean {
  const list = listOf(networks.map(networkOf))
  return address => {
    const plain = plainAddress(address)
    return plain !== null && has(list, plain)
  }
}

/** A text that is no network that could be opened. */
export class WrongNetwork extends Error {
  override readonly name = 'WrongNetwork'
}

/**
 * Reads a network as an administrator writes it. Only networks of one's own can be opened: all others are open or are never asked,
 * and `0.0.0.0/0` would be a door for everything.
 */
export function networkOf(text: string): Net {
  const [address = '', bits, more] = text.trim().split('/')
  const most = isIP(address) === 6 ? 128 : 32
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (isIP(address) === 0 || more !== undefined || address.includes('%') || !(length <= most))
    throw new WrongNetwork(`“${text}” is no network; write it as 10.1.0.0/16 or 10.1.2.3.`)
  const nets = isIP(address) === 6 ? ownSix : ownFour
  const lies = nets.some(net => length >= net[1] && has(listOf([net]), address))
  if (!lies)
    throw new WrongNetwork(
      `“${text}” is not a network of one’s own; those are ${[...ownFour, ...ownSix].map(net => net.join('/')).join(', ')}.`,
    )
  return [address, length]
}

/** An IPv4 address in the clothes of IPv6 (`::ffff:7f00:1`) is the IPv4 address; the zone of an address says nothing of where it lies. */
function plainAddress(address: string): string | null {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) === 4) return bare
  if (isIP(bare) !== 6) return null
  const short = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short)
  if (!mapped) return short
  const [high, low] = [mapped[1], mapped[2]].map(part => Number.parseInt(part as string, 16)) as [
    number,
    number,
  ]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function has(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function listOf(nets: readonly Net[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of nets) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}
