import net from 'node:net'
import tls from 'node:tls'
import { Client } from 'ldapts'
import { connectThrough, secureThrough } from '../../../../../platform/outbound/connect.ts'
import { CallFailed } from '../failures.ts'
import { careful } from '../lockout.ts'
import type { Address, Settings } from '../port.ts'
import { failureOf } from './failing.ts'

/** Connections that are kept, and milliseconds for which one is kept that nobody uses: firewalls forget those. */
const kept = 4
const idleTime = 30_000

export function addressOf(settings: Settings): Address {
  return {
    host: String(settings.host),
    port: Number(settings.port || (settings.secure === 'ldaps' ? 636 : 389)),
  }
}

/** One connection. `drop` ends it at once, whatever it is doing; the library would wait for the other side. */
export type Line = { client: Client; isOpen: () => boolean; drop: () => void; tidy?: NodeJS.Timeout }

/** Connections by turns: whoever takes one has it for himself until he gives it back. */
export type Lines = { take: () => Line; giveBack: (line: Line) => void; close: () => void }

export function linesOf(settings: Settings, lookup?: net.LookupFunction): Lines {
  const idle: Line[] = []
  const busy = new Set<Line>()
  return {
    take: () => {
      let line = idle.pop()
      while (line && !line.isOpen()) line = idle.pop()
      line ??= newLine(settings, lookup)
      clearTimeout(line.tidy)
      busy.add(line)
      return line
    },
    giveBack: line => {
      busy.delete(line)
      if (!line.isOpen() || idle.length >= kept) return line.drop()
      line.tidy = setTimeout(() => {
        const at = idle.indexOf(line)
        if (at >= 0) idle.splice(at, 1)
        line.drop()
      }, idleTime).unref()
      return void idle.push(line)
    },
    close: () => [...idle.splice(0), ...busy].forEach(line => line.drop()),
  }
}

function newLine(settings: Settings, lookup: net.LookupFunction | undefined): Line {
  const address = addressOf(settings)
  const { host, port } = address
  const sockets: net.Socket[] = []
  const keep = <S extends net.Socket>(socket: S) => {
    socket.setKeepAlive(true, idleTime)
    sockets.push(socket)
    return socket
  }
  const isSecure = settings.secure === 'ldaps'
  const client = new Client({
    url: `${isSecure ? 'ldaps' : 'ldap'}://${net.isIPv6(host) ? `[${host}]` : host}:${port}`,
    connectTimeout: 5000,
    // Options of TLS would make it speak TLS from the first byte.
    ...(isSecure ? { tlsOptions: trustOf(settings) } : {}),
    createConnection: (() => keep(connectThrough(address, lookup))) as typeof net.connect,
    // For StartTLS it brings the socket that is there.
    createSecureConnection: ((...where: Parameters<typeof tls.connect>) =>
      keep(
        typeof where[0] === 'number'
          ? secureThrough(address, trustOf(settings), lookup)
          : tls.connect(...where),
      )) as typeof tls.connect,
  })
  return {
    client,
    // The library does not notice the end of a connection that was made safe by StartTLS, and would wait on it for ever.
    isOpen: () => client.isBound && sockets.every(socket => !socket.destroyed),
    // With an error, or whoever waits for a connection that comes about would wait for ever.
    drop: () => sockets.forEach(socket => socket.destroy(new Error('The call was given up.'))),
  }
}

function trustOf(settings: Settings): tls.ConnectionOptions {
  const authority = String(settings.authority ?? '').trim()
  const { host } = addressOf(settings)
  return { host, ...(net.isIP(host) ? {} : { servername: host }), ...(authority ? { ca: authority } : {}) }
}

/** Shows who we are, after the way there is made safe. */
export function entering(settings: Settings): (client: Client) => Promise<void> {
  const user = String(settings.user ?? '')
  const password = String(settings.password ?? '')
  return careful(async client => {
    // RFC 4513, 5.1.2: a name without a password is let in as nobody, and would see a directory that is empty.
    if (user !== '' && password === '')
      throw new CallFailed('denied', 'The account has no password; the directory would let it in as nobody.')
    if (settings.secure === 'start-tls')
      await client.startTLS(trustOf(settings)).catch(error => {
        const { message } = failureOf(error, { isAsked: false, base: '' })
        throw new CallFailed('unreachable', `The connection cannot be made safe by StartTLS. ${message}`)
      })
    await client.bind(user, password).catch(error => {
      throw failureOf(error, { isAsked: false, base: '' })
    })
  })
}
