import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { networkOf, regionOf } from './addresses.ts'
import { connectChecked, connectThrough, lookupChecked } from './connect.ts'
import { destination, type Found, NotReachable, type Resolve } from './destination.ts'

let server: Server
let port: number
let greeted = 0
beforeAll(async () => {
  server = createServer(socket => {
    greeted++
    socket.end('hello')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as { port: number }).port
})
afterAll(() => server.close())

const found = (...addresses: string[]): Found[] =>
  addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
const answering =
  (...addresses: string[]): Resolve =>
  async () =>
    found(...addresses)

describe('an address', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['172.32.0.1', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.0.0.1', 'own'],
    ['127.255.255.254', 'own'],
    ['172.31.255.255', 'own'],
    ['100.64.0.1', 'own'],
    ['::1', 'own'],
    ['fd12:3456::1', 'own'],
    ['fd12::1%eth0', 'own'],
    ['::ffff:127.0.0.1', 'own'],
    ['::ffff:7f00:1', 'own'],
    ['0:0:0:0:0:ffff:0a00:0001', 'own'],
    ['::FFFF:192.168.1.1', 'own'],
    ['0.0.0.0', 'never'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['::ffff:a9fe:a9fe', 'never'],
    ['100.100.100.200', 'never'],
    ['168.63.129.16', 'never'],
    ['192.0.0.192', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['::', 'never'],
    ['::127.0.0.1', 'never'],
    ['::ffff:0:127.0.0.1', 'never'],
    ['fe80::1', 'never'],
    ['fe80::1%lo', 'never'],
    ['fec0::1', 'never'],
    ['ff02::1', 'never'],
    ['fd00:ec2::254', 'never'],
    ['64:ff9b::7f00:1', 'never'],
    ['64:ff9b:1::a00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['2001:0:7f00:1::', 'never'],
    ['2001:db8::1', 'never'],
    ['4000::1', 'never'],
    ['no address', 'never'],
    ['', 'never'],
  ])('%s lies in: %s', (address, region) => {
    expect(regionOf(address)).toBe(region)
  })
})

describe('a network that is opened', () => {
  test.each(['10.0.0.0/8', '10.1.2.3', '127.0.0.1', '192.168.0.0/24', '::1', 'fd00::/8'])(
    'may be %s',
    text => {
      expect(networkOf(text)).toHaveLength(2)
    },
  )

  test.each([
    '0.0.0.0/0',
    '10.0.0.0/7',
    '8.8.8.8',
    '169.254.0.0/16',
    '::/0',
    '::ffff:10.0.0.0/104',
    'fe80::/10',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0.0/33',
    '10.0.0.0/8e0',
    '10.1',
    'intranet',
    '',
  ])('may not be “%s”', text => {
    expect(() => networkOf(text)).toThrow(/network/)
  })
})

describe('a destination', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
  ])('in an own network is refused however it is written: %s', async host => {
    await expect(destination({ host, port: 1 })).rejects.toMatchObject({ code: 'own-network' })
  })

  test('is where it is told when its network is open, and the network next to it is not', async () => {
    const networks = ['10.1.0.0/16', 'fd12::/32', '127.0.0.1']
    const ask = (address: string) => destination({ host: 'erp', port: 5432 }, networks, answering(address))
    expect(await ask('10.1.2.3')).toEqual({ host: 'erp', port: 5432, address: '10.1.2.3', family: 4 })
    expect(await ask('fd12::7')).toMatchObject({ family: 6 })
    expect(await ask('::ffff:10.1.2.3')).toMatchObject({ address: '::ffff:10.1.2.3' })
    for (const address of ['10.2.0.1', 'fd13::1', '127.0.0.2', '::ffff:10.2.0.1'])
      await expect(ask(address)).rejects.toMatchObject({ code: 'own-network', address })
  })

  test('is never a place of metadata, also within an open network', async () => {
    const networks = ['100.64.0.0/10', 'fc00::/7']
    for (const address of ['100.100.100.200', 'fd00:ec2::254', '169.254.169.254'])
      await expect(destination({ host: 'x', port: 1 }, networks, answering(address))).rejects.toMatchObject({
        code: 'never',
      })
  })

  test('with a public and a private address is refused, whichever comes first', async () => {
    for (const addresses of [
      ['93.184.215.14', '10.0.0.1'],
      ['10.0.0.1', '93.184.215.14'],
    ])
      await expect(
        destination({ host: 'both.example', port: 1 }, [], answering(...addresses)),
      ).rejects.toMatchObject({ code: 'own-network', address: '10.0.0.1' })
  })

  test.each(['', ' ', 'no such host', '/var/run/socket', 'nobody.invalid', 'a\0b'])(
    'that is nowhere is told so: “%s”',
    async host => {
      await expect(destination({ host, port: 1 })).rejects.toMatchObject({ code: 'no-such-host' })
    },
  )
})

describe('a connection', () => {
  const outcome = (socket: ReturnType<typeof connectChecked>) =>
    new Promise<string | Error>(resolve => {
      socket.once('error', resolve)
      socket.once('data', data => resolve(String(data)))
    })

  test.each(['127.0.0.1', '127.1', 'localhost', '::ffff:127.0.0.1'])(
    'to %s comes about where it is open, and otherwise nothing is sent',
    async host => {
      const before = greeted
      expect(await outcome(connectChecked({ host, port }, []))).toBeInstanceOf(NotReachable)
      expect(greeted).toBe(before)
      if (host === 'localhost') return
      expect(await outcome(connectChecked({ host, port }, ['127.0.0.1']))).toBe('hello')
    },
  )

  test('goes to the address that was checked, though the name leads elsewhere by then', async () => {
    const before = greeted
    const answers = [found('10.1.2.3'), found('127.0.0.1')]
    const turning: Resolve = async () => answers.shift() ?? found('127.0.0.1')
    await destination({ host: 'turning.example', port }, ['10.0.0.0/8'], turning)
    const error = await outcome(connectChecked({ host: 'turning.example', port }, ['10.0.0.0/8'], turning))
    expect(error).toMatchObject({ code: 'own-network', address: '127.0.0.1' })
    expect(greeted).toBe(before)
  })

  test('asks for a name once only', async () => {
    let asked = 0
    const counting: Resolve = async () => {
      asked++
      return found('127.0.0.1')
    }
    const socket = connectThrough({ host: 'once.example', port }, lookupChecked(['127.0.0.1'], counting))
    expect(await outcome(socket)).toBe('hello')
    expect(asked).toBe(1)
  })

  test('that nothing is looked up for still ends with an error', async () => {
    expect(await outcome(connectChecked({ host: '', port }, []))).toMatchObject({ code: 'no-such-host' })
  })
})
