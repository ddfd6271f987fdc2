import net from 'node:net'
import tls from 'node:tls'
import { Client, type Entry, type Filter, ResultCodeError, type SearchOptions } from 'ldapts'
import { CallFailed, type FailureKind } from '../failures.ts'
import { careful } from '../lockout.ts'
import type { Address, Settings } from '../port.ts'

/** A directory as it is searched. */
export type Directory = {
  /** Entries below (or at) a name, all pages of them. */
  search: (asked: Search, signal: AbortSignal) => Promise<Entry[]>
  close: () => void
}

export type Search = {
  base: string
  filter?: Filter
  attributes: readonly string[]
  scope?: NonNullable<SearchOptions['scope']>
  /** So many are enough. */
  most?: number
}

/** Directories give out a hundred or a thousand entries in one answer, and more only page by page. */
const pageSize = 100
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
type Line = { client: Client; isOpen: () => boolean; drop: () => void; tidy?: NodeJS.Timeout }

/** Each search has a connection of its own while it runs: a directory keeps one place of paging for each connection. */
export function directoryOf(settings: Settings): Directory {
  const idle: Line[] = []
  const busy = new Set<Line>()
  const enter = entering(settings)
  const take = () => {
    let line = idle.pop()
    while (line && !line.isOpen()) line = idle.pop()
    line ??= newLine(settings)
    clearTimeout(line.tidy)
    busy.add(line)
    return line
  }
  const giveBack = (line: Line) => {
    busy.delete(line)
    if (!line.isOpen() || idle.length >= kept) return line.drop()
    line.tidy = setTimeout(() => {
      const at = idle.indexOf(line)
      if (at >= 0) idle.splice(at, 1)
      line.drop()
    }, idleTime).unref()
    return void idle.push(line)
  }
  return {
    close: () => [...idle.splice(0), ...busy].forEach(line => line.drop()),
    search: async (asked, signal) => {
      if (signal.aborted) throw new CallFailed('unreachable', 'The call was given up before it was sent.')
      const line = take()
      const given = Promise.withResolvers<never>()
      let isAsked = false
      const giveUp = () => {
        given.reject(
          new CallFailed(isAsked ? 'no-answer' : 'unreachable', 'The directory did not answer in time.'),
        )
        line.drop()
      }
      signal.addEventListener('abort', giveUp, { once: true })
      const ask = async () => {
        if (!line.isOpen()) await enter(line.client)
        isAsked = true
        return searchOn(line.client, asked)
      }
      try {
        return await Promise.race([ask(), given.promise])
      } catch (error) {
        line.drop()
        throw failureOf(error, { isAsked, base: asked.base })
      } finally {
        signal.removeEventListener('abort', giveUp)
        giveBack(line)
      }
    },
  }
}

async function searchOn(client: Client, { base, filter, attributes, scope, most }: Search): Promise<Entry[]> {
  const { searchEntries } = await client.search(base, {
    attributes: [...attributes],
    ...(filter ? { filter } : {}),
    ...(scope ? { scope } : {}),
    ...(most ? { sizeLimit: most } : { paged: { pageSize } }),
  })
  return searchEntries
}

function newLine(settings: Settings): Line {
  const { host, port } = addressOf(settings)
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
    createConnection: ((...where: Parameters<typeof net.connect>) =>
      keep(net.connect(...where))) as typeof net.connect,
    createSecureConnection: ((...where: Parameters<typeof tls.connect>) =>
      keep(tls.connect(...where))) as typeof tls.connect,
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
function entering(settings: Settings): (client: Client) => Promise<void> {
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

/** Result codes of RFC 4511, appendix A, by what they mean to us. */
const kindsOfCode: ReadonlyMap<number, FailureKind> = new Map([
  [7, 'denied'],
  [8, 'denied'],
  [13, 'denied'],
  [48, 'denied'],
  [49, 'denied'],
  [50, 'denied'],
  [53, 'denied'],
  [3, 'no-answer'],
  [4, 'denied'],
  [11, 'denied'],
  [16, 'changed-shape'],
  [17, 'changed-shape'],
  [32, 'changed-shape'],
  [34, 'changed-shape'],
  [51, 'unreachable'],
  [52, 'unreachable'],
])

/** Its own words are mostly empty (“Code: 0x31”); ours name the code, so that it can be looked up. */
function failureOf(error: unknown, { isAsked, base }: { isAsked: boolean; base: string }): CallFailed {
  if (error instanceof CallFailed) return error
  if (error instanceof ResultCodeError) {
    const name = error.name === 'Error' ? error.constructor.name : error.name
    const where = base && isAsked ? ` for “${base}”` : ''
    const kind = kindsOfCode.get(error.code) ?? 'broken-answer'
    return new CallFailed(
      kind,
      `The directory says no${where}: ${name.replace(/Error$/, '')} (code ${error.code}).`,
    )
  }
  const { code, message } = error as { code?: string; message?: string }
  const why = code ?? message?.split('\n').at(-1) ?? 'no reason given'
  return isAsked
    ? new CallFailed('no-answer', `The directory has broken off (${why}).`)
    : new CallFailed('unreachable', `No connection to the directory (${why}).`)
}
